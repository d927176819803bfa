// The first download: every .wasm, .js, .css and .html of the built page, each compressed as a host sends it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const LIMIT = 130_000; // bytes, brotli at its highest quality

const dist = process.argv[2];
const format = (bytes) => bytes.toLocaleString('en-US').padStart(9);

let files;
try {
  // Trunk's staging folder stays behind when a build breaks off; nobody downloads it.
  files = readdirSync(dist, { recursive: true }).filter(
    (name) => /\.(wasm|js|mjs|css|html)$/.test(name) && !/^(\.stage|embed|pkg|docs)/.test(name),
  );
} catch {
  files = [];
}
// An empty or half-made folder is under every limit.
for (const kind of ['.wasm', '.js', '.css', '.html']) {
  if (!files.some((name) => name.endsWith(kind))) {
    console.error(`error: no ${kind} file in ${dist}. Build the page first: scripts/build`);
    process.exit(1);
  }
}

let sum = 0;
console.log('    bytes    brotli  file');
for (const name of files.sort()) {
  const raw = readFileSync(join(dist, name));
  const packed = brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  }).length;
  sum += packed;
  console.log(`${format(raw.length)} ${format(packed)}  ${name}`);
}
console.log(`First download: ${sum.toLocaleString('en-US')} bytes with brotli. Limit: ${LIMIT.toLocaleString('en-US')}.`);
if (sum > LIMIT) {
  console.error(`error: the page is ${(sum - LIMIT).toLocaleString('en-US')} bytes over the limit.`);
  process.exit(1);
}
