// Builds the page: the program, split into what the first screen needs and what follows it, and everything around it.
//   node build-page.mjs FOLDER
// The folder takes the place of an older one in one step, when all of it is there.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, transformSync } from 'esbuild';

const dist = process.argv[2];
const TARGET = 'wasm32-unknown-unknown';
const work = join('target', 'page');
const site = join(work, 'site');

const digest = (data, encoding) => createHash('sha256').update(data).digest(encoding);
/** Runs a tool; what it has to say is said where it fails. */
const run = (tool, ...options) => execFileSync(tool, options, { stdio: 'pipe' });

/** A file of the site, named after its content, so that a host may let browsers keep it for ever. */
function put(stem, suffix, content) {
  const name = `${stem}-${digest(content, 'hex').slice(0, 16)}${suffix}`;
  writeFileSync(join(site, name), content);
  return name;
}

/** Puts `to` for `from` everywhere; `from` not being there means that a tool writes something else than is known here. */
function replace(text, from, to) {
  if (!text.includes(from)) throw new Error(`${from} is not where it was expected`);
  return text.replaceAll(from, () => to);
}

rmSync(work, { recursive: true, force: true });
mkdirSync(site, { recursive: true });

// 1. The program. The splitter follows its relocations and its names: only the last link keeps them.
const cargo = ['rustc', '--release', '--locked', '--target', TARGET, '--features', 'ui', '--bin', 'tunecost-page'];
execFileSync('cargo', [...cargo, '--', '-Clink-arg=--emit-relocs'], { stdio: 'inherit' });
const program = join(process.env.CARGO_TARGET_DIR ?? 'target', TARGET, 'release', 'tunecost-page.wasm');

// 2. Functions with #[wasm_split], and what only they use, become chunks. The rest goes through wasm-bindgen.
run('wasm-split-cli', program, work, '--target', 'web', '--out-name', 'tunecost');
run(
  'wasm-bindgen',
  ...['--target', 'web', '--no-typescript', '--keep-lld-exports', '--no-demangle'],
  ...['--out-name', 'tunecost', '--out-dir', work, join(work, 'tunecost.wasm')],
);

// 3. Crates export classes for JavaScript that nobody calls here. Without them, what only they use goes too.
let glue = readFileSync(join(work, 'tunecost.js'), 'utf8');
glue = glue
  .replace(/^export class [\s\S]*?^\}\n/gm, '')
  .replace(/^if \(Symbol\.dispose\).*\n/gm, '')
  .replace(/^const \w+Finalization = [\s\S]*?;\n/gm, '');
const links = readFileSync(join(work, '__wasm_split.js'), 'utf8');
const main = join(work, 'tunecost_bg.wasm');
const exportsOf = () => WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(main)));
const graph = exportsOf().map(({ name }) => {
  const used = new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`);
  return { name, export: name, ...(used.test(glue) || used.test(links) ? { root: true } : {}) };
});
writeFileSync(join(work, 'graph.json'), JSON.stringify(graph));
run('wasm-metadce', main, '-f', join(work, 'graph.json'), '-o', main);

// 4. Smaller, and without names.
for (const name of readdirSync(work).filter((name) => name.endsWith('.wasm') && name !== 'tunecost.wasm')) {
  run('wasm-opt', '--flatten', '--rereloop', '-Oz', '-Oz', join(work, name), '-o', join(work, name));
}
const taken = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(main))).map(({ name }) => name);
glue = glue.replace(/^ {8}(__wb\w+): function\([\s\S]*?^ {8}\}(?:, arguments\); \})?,\n/gm, (text, name) =>
  taken.includes(name) ? text : '',
);
writeFileSync(join(work, 'tunecost.js'), glue);

// 5. One script. It names the chunks, and the page names it, so that parts of two builds never meet.
writeFileSync(join(work, 'start.js'), `import start from './tunecost.js';\nstart();\n`);
const bundled = buildSync({
  entryPoints: [join(work, 'start.js')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  write: false,
});
let script = bundled.outputFiles[0].text;
const wasm = put('tunecost', '.wasm', readFileSync(main));
script = replace(script, 'tunecost_bg.wasm', wasm);
for (const name of readdirSync(work).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name))) {
  const stem = name.replace(/^(split|chunk)_/, 'part-').replace('.wasm', '');
  script = replace(script, name, put(stem, '.wasm', readFileSync(join(work, name))));
}
const start = put('tunecost', '.js', script);

// 6. One style sheet. The sheets stay apart in style/, where people read them.
let html = readFileSync('index.html', 'utf8').replace(/<!--[\s\S]*?-->\s*/g, '');
const sheets = [...html.matchAll(/ *<link rel="stylesheet" href="([^"]+)" \/>\n/g)];
const rules = sheets.map(([, name]) => readFileSync(name, 'utf8')).join('\n');
const style = put('style', '.css', transformSync(rules, { loader: 'css', minify: true }).code);

// 7. The page. Nothing from elsewhere, nothing to elsewhere, nothing inline.
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const head = [
  `<link rel="stylesheet" href="./${style}" />`,
  `<script type="module" src="./${start}"></script>`,
  `<link rel="preload" href="./${wasm}" as="fetch" type="application/wasm" crossorigin="anonymous" />`,
];
for (const [line] of sheets.slice(1)) html = replace(html, line, '');
html = replace(html, sheets[0][0], head.map((line) => `    ${line}\n`).join(''));
const charset = '<meta charset="utf-8" />';
html = replace(html, charset, `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`);
writeFileSync(join(site, 'index.html'), html);

// 8. Measured runs with their estimates, which the page fetches when a reader opens them.
const measured = ['tests/data/measured.csv', 'tests/data/published.csv'];
const options = { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 };
writeFileSync(join(site, 'accuracy.tsv'), execFileSync('scripts/accuracy', ['--page', ...measured], options));

rmSync(dist, { recursive: true, force: true });
try {
  renameSync(site, dist);
} catch {
  // The folder is on another disk.
  cpSync(site, dist, { recursive: true });
}
