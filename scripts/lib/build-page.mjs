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
/** Sections of a module. */
const [IMPORTS, EXPORTS] = [2, 7];

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

/** A WebAssembly module with `entry(bytes, name)` in the place of each entry of one section, `null` leaving it out. */
function editSection(wasm, id, entry) {
  /** An unsigned LEB128 number, and where it ends. */
  const number = (at) => {
    let [value, scale, byte] = [0, 1, 0];
    do {
      byte = wasm[at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte & 128);
    return [value, at];
  };
  const bytes = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...bytes(value >>> 7)]);
  const text = (at) => {
    const [length, start] = number(at);
    return [wasm.toString('utf8', start, start + length), start + length];
  };
  const written = (name) => Buffer.from([...bytes(Buffer.byteLength(name)), ...Buffer.from(name)]);
  const sections = [wasm.subarray(0, 8)];
  for (let at = 8, end; at < wasm.length; at = end) {
    const [size, start] = number(at + 1);
    end = start + size;
    if (wasm[at] !== id) {
      sections.push(wasm.subarray(at, end));
      continue;
    }
    const kept = [];
    let [count, from] = number(start);
    for (; count > 0; count--) {
      const names = [];
      // An import names its module first.
      for (let left = id === IMPORTS ? 2 : 1; left > 0; left--) {
        const [name, next] = text(from);
        names.push(name);
        from = next;
      }
      if (id === IMPORTS && wasm[from] !== 0) throw new Error(`${names.join('.')} is not a function`);
      const [, next] = number(from + 1);
      const renamed = entry(names.at(-1));
      if (renamed !== null) {
        kept.push(...names.slice(0, -1).map(written), written(renamed), wasm.subarray(from, next));
      }
      from = next;
    }
    const body = Buffer.concat([Buffer.from(bytes(kept.length / (id === IMPORTS ? 3 : 2))), ...kept]);
    sections.push(Buffer.from([id, ...bytes(body.length)]), body);
  }
  return Buffer.concat(sections);
}

rmSync(work, { recursive: true, force: true });
mkdirSync(site, { recursive: true });

// 1. The program. The splitter follows its relocations and its names: only the last link keeps them.
const cargo = ['rustc', '--release', '--locked', '--target', TARGET, '--package', 'tunecost', '--features', 'split', '--bin', 'tunecost-page'];
execFileSync('cargo', [...cargo, '--', '-Clink-arg=--emit-relocs'], { stdio: 'inherit' });
const program = join(process.env.CARGO_TARGET_DIR ?? 'target', TARGET, 'release', 'tunecost-page.wasm');

// 2. Leptos brings in streams of server functions, which export classes for JavaScript. Nobody calls them here; without
// their exports, all that only they use goes too.
const lean = join(work, 'program.wasm');
const unused = (name) => (name.includes('intounderlying') ? null : name);
writeFileSync(lean, editSection(readFileSync(program), EXPORTS, unused));

// 3. Functions with #[wasm_split], and what only they use, become parts. The rest goes through wasm-bindgen.
run('wasm-split-cli', lean, work, '--target', 'web', '--out-name', 'program_main');
run(
  'wasm-bindgen',
  ...['--target', 'web', '--no-typescript', '--keep-lld-exports', '--no-demangle'],
  ...['--out-name', 'program_main', '--out-dir', work, join(work, 'program_main.wasm')],
);
const glue = join(work, 'program_main.js');
// Names of 30 letters, half of them a hash, that only the script and the program say to each other.
const short = new Map();
const shorten = (name) => {
  if (!name.startsWith('__wb')) return name;
  if (!short.has(name)) short.set(name, `_${short.size.toString(36)}`);
  return short.get(name);
};
const main = join(work, 'program_main_bg.wasm');
writeFileSync(main, editSection(readFileSync(main), IMPORTS, shorten));
const script = readFileSync(glue, 'utf8')
  .replace(/^export class [\s\S]*?^\}\n/gm, '')
  .replace(/^if \(Symbol\.dispose\).*\n/gm, '')
  .replace(/^const \w+Finalization = [\s\S]*?;\n/gm, '')
  .replace(/^( {8})(__wb\w+): function/gm, (text, space, name) => `${space}${short.get(name) ?? name}: function`);
writeFileSync(glue, script);

// 4. Smaller, and without names.
const parts = readdirSync(work).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name));
for (const name of ['program_main_bg.wasm', ...parts]) {
  // Neighbours by name are alike, which compresses better.
  const order = ['--flatten', '--rereloop', '-Oz', '-Oz', '--reorder-functions-by-name'];
  const strip = ['--strip-debug', '--strip-producers', '--strip-target-features'];
  run('wasm-opt', ...order, ...strip, join(work, name), '-o', join(work, name));
}

// 5. Two style sheets. What only later sections need comes with them. The sheets stay apart in style/, for people.
let html = readFileSync('index.html', 'utf8').replace(/<!--[\s\S]*?-->\s*/g, '');
const sheets = [...html.matchAll(/ *<link rel="stylesheet" href="([^"]+)"( data-later| data-last)? \/>\n/g)];
const sheet = (stem, wanted) => {
  const rules = sheets.filter(([, , when]) => wanted.includes(when)).map(([, name]) => readFileSync(name, 'utf8'));
  return put(stem, '.css', transformSync(rules.join('\n'), { loader: 'css', minify: true }).code);
};
const style = sheet('style', [undefined, ' data-last']);
const later = sheet('later', [' data-later', ' data-last']);

// 6. One script. It names the parts, and the page names it, so that parts of two builds never meet.
writeFileSync(join(work, 'start.js'), readFileSync('src/start.js'));
const loader = join(work, '__wasm_split.js');
const waiting = 'const parallelStuff = deps.map(d => d());';
const dressed = replace(readFileSync(loader, 'utf8'), waiting, 'const parallelStuff = [styles(), ...deps.map(d => d())];');
writeFileSync(loader, `import { styles } from './start.js';\n${dressed}`);
const bundled = buildSync({
  entryPoints: [join(work, 'start.js')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  write: false,
});
let code = bundled.outputFiles[0].text;
const content = (name) => readFileSync(join(work, name));
const wasm = put('tunecost', '.wasm', content('program_main_bg.wasm'));
code = replace(code, 'program_main_bg.wasm', wasm);
for (const name of parts) {
  const stem = name.replace(/^(split|chunk)_/, 'part-').replace('.wasm', '');
  code = replace(code, name, put(stem, '.wasm', content(name)));
}
code = replace(code, 'later.css', later);
const start = put('tunecost', '.js', code);


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
  `<link rel="modulepreload" href="./${start}" />`,
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
