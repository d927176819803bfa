// Runs after Trunk's release build, on its staging folder: one style sheet, minified JavaScript, names that follow the
// content, and a content security policy. Trunk 0.21 does none of these (its minifier stumbles over the generated
// JavaScript, so it is switched off); each is a step below.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const staging = process.env.TRUNK_STAGING_DIR;
if (process.env.TRUNK_PROFILE !== 'release') process.exit(0);

const read = (name) => readFileSync(join(staging, name), 'utf8');
const write = (name, text) => writeFileSync(join(staging, name), text);
const digest = (data, encoding) => createHash('sha256').update(data).digest(encoding);

function only(suffix) {
  const found = readdirSync(staging).filter((name) => name.endsWith(suffix));
  if (found.length !== 1) throw new Error(`expected one ${suffix} file, found ${found.join(', ') || 'none'}`);
  return found[0];
}

/** Puts `to` for `from` everywhere; `from` not being there means that Trunk writes another page than this script knows. */
function replace(text, from, to) {
  if (!text.includes(from)) throw new Error(`${from} is not in the page`);
  return text.replaceAll(from, to);
}

/** Renames a file after its content, so that a host may let browsers keep it for ever. */
function nameByContent(name, stem, suffix) {
  const renamed = `${stem}-${digest(readFileSync(join(staging, name)), 'hex').slice(0, 16)}${suffix}`;
  renameSync(join(staging, name), join(staging, renamed));
  return renamed;
}

let html = read('index.html').replace(/<!--[\s\S]*?-->\s*/g, '');

// The sheets stay apart in style/, where people read them; the reader fetches one.
const links = [...html.matchAll(/<link [^>]*rel="?stylesheet"?[^>]*>/g)].map(([tag]) => tag);
const sheets = links.map((tag) => tag.match(/href="?(?:\.\/)?([^\s">]+)/)[1]);
if (links.length > 0) {
  const rules = links.map((tag, index) => {
    const media = tag.match(/media="([^"]+)"/)?.[1];
    return media ? `@media ${media} {\n${read(sheets[index])}\n}` : read(sheets[index]);
  });
  write('style.css', transformSync(rules.join('\n'), { loader: 'css', minify: true }).code);
  for (const sheet of sheets) rmSync(join(staging, sheet));
  const name = nameByContent('style.css', 'style', '.css');
  html = html.replace(links[0], () => `<link rel="stylesheet" href="./${name}">`);
  for (const link of links.slice(1)) html = replace(html, link, '');
}

// From the inside out: the glue names the module, the page names the glue.
const [wasm, js] = [only('.wasm'), only('.js')];
const wasmName = nameByContent(wasm, 'tunecost', '.wasm');
const glue = read(js).replace(/[\w-]+_bg\.wasm/g, wasmName);
write(js, transformSync(glue, { loader: 'js', format: 'esm', minify: true, target: 'es2022' }).code);
const jsName = nameByContent(js, 'tunecost', '.js');
html = replace(replace(html, wasm, wasmName), js, jsName);

// Nothing from elsewhere, nothing to elsewhere. The start script is inline, so the policy names it by its hash.
const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script);
const hashes = inline.map((script) => `'sha256-${digest(script, 'base64')}'`).join(' ');
const policy = [
  "default-src 'none'",
  `script-src 'self' 'wasm-unsafe-eval' ${hashes}`,
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const meta = `\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`;
const charset = html.match(/<meta charset=[^>]*>/i)?.[0];
if (!charset) throw new Error('index.html needs <meta charset>, the policy goes behind it');
write('index.html', html.replace(charset, () => charset + meta));
