// Packs a folder: the same bytes for the same files.
//   node zip.mjs FOLDER FILE
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { zipSync } from 'fflate';

const [folder, file] = process.argv.slice(2);
const names = readdirSync(folder, { recursive: true })
  .filter((name) => statSync(join(folder, name)).isFile())
  .map((name) => name.split(sep).join('/'))
  .sort();
const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
// The first day that the format knows, wherever the clock stands.
const packed = zipSync(files, { level: 9, mtime: new Date(1980, 0, 1, 12) });
writeFileSync(file, packed);
console.log(`${file}: ${names.length} files, ${packed.length.toLocaleString('en-US')} bytes`);
