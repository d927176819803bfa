// Completes dist/ after the page: the custom element (embed/), the JavaScript package (pkg/), a page that shows the card
// alone when it is opened with `?embed=card`, and the service worker that keeps the page for visits without a network.
//   node build-embed.mjs WORK     WORK holds card/ and js/, as wasm-bindgen and wasm-opt have left them
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync, transformSync } from 'esbuild';

const work = process.argv[2];
const dist = 'dist';
const read = (name) => readFileSync(name, 'utf8');
const digest = (data, encoding) => createHash('sha256').update(data).digest(encoding);
const short = (data) => digest(data, 'hex').slice(0, 16);

function bundle(entry, format, define, more = {}) {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format,
    target: 'es2022',
    define,
    loader: { '.css': 'text' },
    logLevel: 'error',
    ...more,
  });
  return outputFiles[0].text;
}

/** Style sheets go into the modules as text: minified first. */
function minifiedSources() {
  const folder = join(work, 'source');
  rmSync(folder, { recursive: true, force: true });
  cpSync('embed', folder, { recursive: true });
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.css'))) {
    writeFileSync(join(folder, name), transformSync(read(join(folder, name)), { loader: 'css', minify: true }).code.trim());
  }
  return folder;
}

function element() {
  const out = join(dist, 'embed');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const source = minifiedSources();
  const wasm = readFileSync(join(work, 'card', 'tunecost_bg.wasm'));
  const wasmName = `card-${short(wasm)}.wasm`;
  writeFileSync(join(out, wasmName), wasm);

  const card = bundle(join(source, 'card.js'), 'esm', { WASM: JSON.stringify(`./${wasmName}`) }, {
    alias: { 'tunecost-wasm': join(process.cwd(), work, 'card', 'tunecost.js') },
  });
  const cardName = `card-${short(card)}.js`;
  writeFileSync(join(out, cardName), card);

  // Twice the same: as a module, and as a plain script for generators that cannot write type="module".
  const constants = { CARD: JSON.stringify(`./${cardName}`), PAGE: '"../"' };
  const loader = join(source, 'tune-cost.js');
  writeFileSync(join(out, 'tune-cost.mjs'), bundle(loader, 'esm', { ...constants, HERE: 'import.meta.url' }));
  const classic = "(document.currentScript||document.querySelector('script[src*=tune-cost]')).src";
  writeFileSync(join(out, 'tune-cost.js'), bundle(loader, 'iife', { ...constants, HERE: 'TUNECOST_HERE' }).replace(/TUNECOST_HERE/g, () => classic));
  writeFileSync(join(out, 'host.js'), bundle(join(source, 'host.js'), 'iife', {}));

  const frame = bundle(join(source, 'frame.js'), 'esm', {}, { external: ['./tune-cost.mjs'] });
  const frameName = `frame-${short(frame)}.js`;
  writeFileSync(join(out, frameName), frame);
  return frameName;
}

/** The inputs of a scenario, as TypeScript: from the catalog that the package itself gives. */
async function scenarioType() {
  const { catalog, parseLink } = await import(pathToFileURL(join(process.cwd(), dist, 'pkg', 'node.js')));
  const { numbers, choices, flags, sets } = catalog().value;
  const count = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 6 });
  const member = (id, type, ...texts) => `  /** ${texts.filter(Boolean).join(' ').replaceAll('*/', '')} */\n  ${id}?: ${type};\n`;
  const union = (options) => options.map(({ id }) => JSON.stringify(id)).join(' | ');
  const written = new Set(['preset', 'model', 'hardware', 'price_as_of', ...[numbers, choices, flags, sets].flat().map(({ id }) => id)]);
  // What belongs to another input, like the date of a rate.
  const others = Object.keys(parseLink('').value.scenario).filter((id) => !written.has(id));
  return [
    ...numbers.map(({ id, label, help, unit, min, max, whole, optional }) =>
      member(id, optional ? 'number | null' : 'number', `${label}${unit && `, in ${unit}`}.`, help, `${whole ? 'Whole, ' : ''}${count(min)} to ${count(max)}.`),
    ),
    // A list of layers has no name of its own.
    ...choices.map(({ id, label, help, options }) =>
      member(id, options.some((option) => option.id === 'custom') ? 'string | readonly string[]' : union(options), `${label}.`, help),
    ),
    ...flags.map(({ id, label, help }) => member(id, 'boolean', `${label}.`, help)),
    ...sets.map(({ id, label, help }) => member(id, 'string | readonly string[] | null', `${label}.`, help)),
    ...others.map((id) => member(id, 'string | null', id.endsWith('_as_of') ? 'A month or a day, like 2026-03.' : 'As links write it.')),
  ].join('');
}

async function pkg() {
  const out = join(dist, 'pkg');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync('embed/pkg')) {
    const text = read(join('embed/pkg', name));
    writeFileSync(join(out, name), text);
  }
  cpSync(join(work, 'js', 'tunecost_bg.wasm'), join(out, 'tunecost_bg.wasm'));
  const glue = transformSync(read(join(work, 'js', 'tunecost.js')), { loader: 'js', format: 'esm', minify: true, target: 'es2022' });
  writeFileSync(join(out, 'tunecost.js'), glue.code);
  const types = join(out, 'index.d.ts');
  const place = /^ *\/\/ The build writes every other input here.*\n/m;
  const inputs = await scenarioType();
  writeFileSync(types, read(types).replace(place, () => inputs));
  cpSync(join(dist, 'embed'), join(out, 'element'), {
    recursive: true,
    // The frame and its host belong to the page.
    filter: (name) => !/(host|frame-\w+)\.js$/.test(name),
  });
}

/** The attributes of a tag, in order. */
const attributes = (tag) => [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]);

/**
 * The page starts its program from a script of its own, so that `?embed=card` fetches the card and not the program.
 * What the browser would have fetched ahead becomes a link that the script adds.
 */
function start(frameName, newestPrice) {
  const path = join(dist, 'index.html');
  // As the page's build left it; it is kept, so that this build can be run again by itself.
  const plain = join(work, 'index.html');
  let html = read(path);
  if (html.includes('./embed/frame-')) html = read(plain);
  else writeFileSync(plain, html);
  const ahead = [...html.matchAll(/\s*<link [^>]*rel="(?:module)?preload"[^>]*>/g)].map(([tag]) => tag);
  const scripts = [...html.matchAll(/\s*<script type="module" src="([^"]+)"[^>]*><\/script>/g)];
  if (scripts.length !== 1) throw new Error(`expected one module script in ${path}, found ${scripts.length}`);
  const [[tag, src]] = scripts;
  for (const piece of [...ahead, tag]) html = html.replace(piece, '');
  if (!src) throw new Error(`the module script in ${path} has no address`);
  const program = `import(${JSON.stringify(src)})`;

  // The copy for visits without a network: everything that the page is made of. Its name is what it is made of.
  const files = readdirSync(dist).filter((name) => /-[0-9a-f]{16}\.(wasm|js|css)$/.test(name) && !name.startsWith('offline-'));
  const constants = { BUILD: JSON.stringify(short(JSON.stringify([files, html]))), NEWEST_PRICE: JSON.stringify(newestPrice) };
  for (const name of readdirSync(dist)) if (name.startsWith('offline-')) rmSync(join(dist, name));
  const offline = bundle('shell/offline.js', 'esm', constants);
  const offlineName = `offline-${short(offline)}.js`;
  writeFileSync(join(dist, offlineName), offline);
  const kept = JSON.stringify(['index.html', offlineName, ...files]);
  writeFileSync(join(dist, 'sw.js'), bundle('shell/sw.js', 'iife', { ...constants, FILES: kept }));

  const script = transformSync(
    `{
      const kind = new URLSearchParams(location.search).get('embed');
      const frame = () => import(${JSON.stringify(`./embed/${frameName}`)}).then((frame) => frame.start());
      const parsed = new Promise((done) => addEventListener('DOMContentLoaded', done));
      if (kind === 'card') document.documentElement.dataset.embed = kind;
      else {
        for (const attributes of ${JSON.stringify(ahead.map(attributes))}) {
          const link = document.createElement('link');
          for (const [name, value] of attributes) link.setAttribute(name, value);
          document.head.append(link);
        }
        parsed.then(() => ${program});
        // Once the page has come to rest, and not in a frame: a host's readers did not ask for a copy.
        if (parent === window) addEventListener('load', () => setTimeout(() => import(${JSON.stringify(`./${offlineName}`)}), 1000));
      }
      if (kind === 'card' || kind === 'full') parsed.then(frame);
    }`,
    { loader: 'js', minify: true, target: 'es2022' },
  ).code.trim();

  // Previews of links want absolute addresses.
  cpSync('style/preview.png', join(dist, 'preview.png'));
  const site = process.env.TUNECOST_URL;
  if (site) {
    const url = new URL(site.endsWith('/') ? site : `${site}/`).href;
    const image = '<meta property="og:image" content="./preview.png" />';
    if (!html.includes(image)) throw new Error(`${path} names no picture for previews`);
    html = html.replace(image, `<meta property="og:image" content="${url}preview.png" />\n    <meta property="og:url" content="${url}" />`);
  }

  // The policy names the new script by its hash, and forgets the old one.
  const policy = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"[^>]*>/);
  if (!policy) throw new Error(`${path} has no content security policy`);
  const [meta, rules] = policy;
  const hash = `'sha256-${digest(script, 'base64')}'`;
  const renewed = rules.replace(/ 'sha256-[^']*'/g, '').replace(/script-src [^;]*/, (rule) => `${rule.trimEnd()} ${hash}`);
  html = html.replace(meta, () => `${meta.replace(rules, () => renewed)}\n    <script>${script}</script>`);
  writeFileSync(path, html);
}

const frameName = element();
await pkg();
const { catalog } = await import(pathToFileURL(join(process.cwd(), dist, 'pkg', 'node.js')));
const dates = catalog().value.offers.map(({ as_of: date }) => date).filter(Boolean);
start(frameName, dates.sort().at(-1));
