// What the built page downloads, each file compressed as a host sends it. The first download is what the page needs to
// be usable: index.html and every file that it names. The parts of the program come after the first paint, one for one.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const LIMIT = 113_000; // bytes of the first download, brotli at its highest quality

const dist = process.argv[2];
const format = (bytes) => bytes.toLocaleString('en-US').padStart(9);

const read = (name) => readFileSync(join(dist, name));
const packed = (raw) => {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  return brotliCompressSync(raw, { params }).length;
};

let files = [];
try {
  files = readdirSync(dist).filter((name) => /\.(wasm|js|css|html)$/.test(name));
} catch {
  // Not there: the same as empty.
}
// An empty or half-made folder is under every limit.
for (const kind of ['.wasm', '.js', '.css', '.html']) {
  if (!files.some((name) => name.endsWith(kind))) {
    console.error(`error: no ${kind} file in ${dist}. Build the page first: scripts/build`);
    process.exit(1);
  }
}
const page = read('index.html').toString();
const isFirst = (name) => name === 'index.html' || page.includes(name);

/** Prints the files, and gives what they weigh together. */
function weigh(names) {
  let sum = 0;
  for (const name of names.sort()) {
    const raw = read(name);
    const bytes = packed(raw);
    sum += bytes;
    console.log(`${format(raw.length)} ${format(bytes)}  ${name}`);
  }
  return sum;
}

// For scripts/bench: the figure alone.
if (process.argv[3] === '--bench') {
  const sum = files.filter(isFirst).reduce((sum, name) => sum + packed(read(name)), 0);
  console.log(`bench first_load_brotli ${sum} bytes`);
  process.exit(0);
}
console.log('    bytes    brotli  first');
const sum = weigh(files.filter(isFirst));
console.log('                     later');
const later = weigh(files.filter((name) => !isFirst(name)));
console.log(`Later: ${later.toLocaleString('en-US')} bytes with brotli.`);
console.log(`First download: ${sum.toLocaleString('en-US')} bytes with brotli. Limit: ${LIMIT.toLocaleString('en-US')}.`);
if (sum > LIMIT) {
  console.error(`error: the page is ${(sum - LIMIT).toLocaleString('en-US')} bytes over the limit.`);
  process.exit(1);
}
