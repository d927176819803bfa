// Builds every example with its own generator into target/sites. `scripts/test` has installed the generators and says
// where: DOCS_PYTHON and DOCS_NODE.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = new URL('../../', import.meta.url).pathname;
const sources = join(root, 'target', 'sites-source');
const sites = join(root, 'target', 'sites');
const run = promisify(execFile);

/** A copy of an example, with the addresses of this run. */
function copy(name, edits) {
  const folder = join(sources, name);
  cpSync(join(root, 'examples', name), folder, { recursive: true });
  for (const file of readdirSync(folder, { recursive: true })) {
    const path = join(folder, file);
    if (!statSync(path).isFile() || file.endsWith('package-lock.json')) continue;
    const text = readFileSync(path, 'utf8');
    const edited = edits.reduce((text, [from, to]) => text.replaceAll(from, to), text);
    if (edited !== text) writeFileSync(path, edited);
  }
  return folder;
}

export default async function build() {
  const { DOCS_PYTHON: python, DOCS_NODE: node } = process.env;
  if (!python || !node) throw new Error('DOCS_PYTHON and DOCS_NODE say where the generators are; scripts/test-docs sets them');
  rmSync(sources, { recursive: true, force: true });
  rmSync(sites, { recursive: true, force: true });
  mkdirSync(sites, { recursive: true });
  // Browsers ask each origin for one.
  writeFileSync(join(sites, 'favicon.ico'), '');
  const elsewhere = [['https://tunecost.example/', `http://127.0.0.1:${process.env.TUNECOST_TEST_PORT}/tools/tunecost/`]];
  const timed = async (name, work) => {
    const begin = Date.now();
    await work().catch((error) => {
      throw new Error(`${name} was not built: ${error.message}\n${error.stdout ?? ''}`, { cause: error });
    });
    console.log(`      ${name}: built in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  };
  const page = (to) => cpSync(join(root, 'dist'), to, { recursive: true, filter: (name) => !/\/(docs|pkg|dist\.zip)$/.test(name) });

  await Promise.all([
    timed('Docusaurus', async () => {
      const folder = copy('docusaurus', [...elsewhere, ["baseUrl: '/'", "baseUrl: '/docusaurus/'"]]);
      symlinkSync(join(node, 'node_modules'), join(folder, 'node_modules'));
      const program = join(node, 'node_modules', '@docusaurus', 'core', 'bin', 'docusaurus.mjs');
      // Its cache lies beside the generator, which every copy of the project shares: pages of another copy are no use.
      const quiet = { DOCUSAURUS_NO_TELEMETRY: '1', DOCUSAURUS_NO_PERSISTENT_CACHE: '1' };
      await run('node', [program, 'build', '--out-dir', join(sites, 'docusaurus')], { cwd: folder, env: { ...process.env, ...quiet } });
    }),
    (async () => {
      await timed('mdBook', async () => {
        const folder = copy('mdbook', []);
        page(join(folder, 'src', 'tunecost'));
        await run(join(python, 'mdbook'), ['build', '--dest-dir', join(sites, 'mdbook'), folder]);
      });
      await timed('MkDocs Material', async () => {
        const folder = copy('mkdocs-material', elsewhere);
        await run(join(python, 'mkdocs'), ['build', '--strict', '--quiet', '--site-dir', join(sites, 'mkdocs-material')], { cwd: folder });
      });
      await timed('Sphinx', async () => {
        const folder = copy('sphinx', []);
        page(join(folder, 'static', 'tunecost'));
        await run(join(python, 'sphinx-build'), ['-W', '-q', '-b', 'html', folder, join(sites, 'sphinx')]);
      });
      await timed('picture of a card', async () => {
        const folder = copy('markdown', elsewhere);
        const { stdout } = await run('node', [join(root, 'dist/pkg/card-image.js'), 'model=llama-3.1-8b&tokens=20M&technique=lora']);
        writeFileSync(join(folder, 'card.svg'), stdout);
        cpSync(folder, join(sites, 'markdown'), { recursive: true });
      });
    })(),
  ]);
}
