// dist.zip: the built folder, file for file, and the same bytes each time.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { unzipSync } from 'fflate';

const root = new URL('../../', import.meta.url).pathname;
const dist = join(root, 'dist');

test('the archive holds what a host serves, the same each time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tunecost-'));
  try {
    const [first, second] = ['a.zip', 'b.zip'].map((name) => {
      execFileSync('node', [join(root, 'scripts/lib/zip.mjs'), dist, join(folder, name)]);
      return readFileSync(join(folder, name));
    });
    assert.ok(first.equals(second));
    const files = unzipSync(first);
    const names = readdirSync(dist, { recursive: true }).filter((name) => statSync(join(dist, name)).isFile());
    assert.deepEqual(Object.keys(files).sort(), names.sort());
    for (const name of names) assert.ok(readFileSync(join(dist, name)).equals(Buffer.from(files[name])), name);
    for (const name of ['index.html', 'sw.js', 'embed/tune-cost.js', 'pkg/package.json']) assert.ok(files[name], name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
