// What a page with a card downloads, each file compressed as a host sends it: the loader, and all of the first card.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

// Bytes, brotli at its highest quality.
const LOADER_LIMIT = 5_000;
const CARD_LIMIT = 80_000;

const folder = join(process.argv[2], 'embed');
const number = (bytes) => bytes.toLocaleString('en-US').padStart(9);
const packed = (name) => {
  const raw = readFileSync(join(folder, name));
  const bytes = brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  }).length;
  console.log(`${number(raw.length)} ${number(bytes)}  embed/${name}`);
  return bytes;
};

const names = readdirSync(folder).sort();
const cards = names.filter((name) => /^card-\w+\.(js|wasm)$/.test(name));
if (cards.length !== 2) {
  console.error(`error: expected the card's module and its WebAssembly in ${folder}, found ${cards.join(', ') || 'none'}`);
  process.exit(1);
}
console.log('    bytes    brotli  file');
const loader = Math.max(packed('tune-cost.js'), packed('tune-cost.mjs'));
const first = loader + cards.map(packed).reduce((sum, bytes) => sum + bytes, 0);
console.log(`Loader: ${number(loader).trim()} bytes with brotli. Limit: ${number(LOADER_LIMIT).trim()}.`);
console.log(`First card: ${number(first).trim()} bytes with brotli. Limit: ${number(CARD_LIMIT).trim()}.`);
if (loader > LOADER_LIMIT || first > CARD_LIMIT) {
  console.error('error: the card is over its limit.');
  process.exit(1);
}
