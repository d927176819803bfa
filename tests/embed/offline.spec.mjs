// Offline after one visit, and never old prices without a word.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { expect, test } from '@playwright/test';

const dist = new URL('../../dist/', import.meta.url).pathname;
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };

/** A host under a sub-path, whose files and speed a test can change. */
const host = test.extend({
  site: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'tunecost-site-'));
    cpSync(dist, folder, { recursive: true, filter: (name) => !/dist\/(docs|pkg|embed)$/.test(name) });
    const site = { folder, delay: 0, requests: [] };
    const server = createServer((request, response) => {
      const path = new URL(request.url, 'http://localhost').pathname.replace(/^\/apps\/tunecost\//, '') || 'index.html';
      site.requests.push(path);
      setTimeout(() => {
        try {
          const body = readFileSync(join(folder, path));
          response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain', 'cache-control': path === 'index.html' || path === 'sw.js' ? 'no-cache' : 'max-age=31536000, immutable' });
          response.end(body);
        } catch {
          response.writeHead(404).end();
        }
      }, path === 'index.html' ? site.delay : 0);
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    site.url = `http://127.0.0.1:${server.address().port}/apps/tunecost/`;
    await use(site);
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

const answer = (page) => page.locator('#answer');
const note = (page) => page.locator('.copy-note');
/** Opens the page and waits until its copy has been kept. */
async function visit(page, address) {
  await page.goto(address);
  await expect(answer(page)).toContainText('$');
  await page.evaluate(() => navigator.serviceWorker.ready);
}

/** Puts another version on the host: another build under other names. */
function release(site) {
  const read = (name) => readFileSync(join(site.folder, name), 'utf8');
  const html = read('index.html');
  const build = read('sw.js').match(/"([0-9a-f]{16})"/)[1];
  const [, digits] = html.match(/offline-([0-9a-f]{16})\.js/);
  const turned = (text) => [build, digits].reduce((text, name) => text.replaceAll(name, name.split('').reverse().join('')), text);
  writeFileSync(join(site.folder, turned(`offline-${digits}.js`)), turned(read(`offline-${digits}.js`)));
  writeFileSync(join(site.folder, 'sw.js'), turned(read('sw.js')));
  // The policy knows the start script by its hash.
  const hash = (html) => createHash('sha256').update(html.match(/<script>([\s\S]*?)<\/script>/)[1]).digest('base64');
  writeFileSync(join(site.folder, 'index.html'), turned(html).replace(hash(html), hash(turned(html))).replace('<title>Tunecost', '<title>Next Tunecost'));
}

host('opens without a network after one visit, and says that it is a copy', async ({ page, context, site }) => {
  await visit(page, `${site.url}?tokens=7M`);
  await expect(note(page)).toHaveCount(0);
  const before = await answer(page).innerText();
  await context.setOffline(true);
  await page.reload();
  await expect(answer(page)).toHaveText(before, { useInnerText: true });
  await expect(note(page)).toContainText(/^The network does not answer\. This is the copy of your last visit\. Its newest price is of 20\d\d-\d\d/);
  // Everything that comes after the first screen is there too.
  await page.locator('#technique').selectOption('full');
  await expect(answer(page)).not.toHaveText(before, { useInnerText: true });
  await expect(page.locator('#compare tbody tr').first()).toBeVisible();

  await context.setOffline(false);
  await note(page).getByRole('button', { name: 'Try again' }).click();
  await expect(answer(page)).toContainText('$');
  await expect(note(page)).toHaveCount(0);
  expect(new URL(page.url()).search).toContain('technique=full');
});

host('with a network, the newest version comes at once', async ({ page, site }) => {
  await visit(page, site.url);
  release(site);
  await page.reload();
  await expect(page).toHaveTitle(/^Next Tunecost/);
  await expect(answer(page)).toContainText('$');
  await page.waitForTimeout(2500);
  await expect(note(page)).toHaveCount(0);
});

host('with a slow network, the copy comes first, and the newer version is offered', async ({ page, site }) => {
  await visit(page, site.url);
  release(site);
  site.delay = 5000;
  await page.reload();
  await expect(page).toHaveTitle(/^Tunecost/);
  await expect(answer(page)).toContainText('$');
  await expect(note(page)).toContainText('A newer version has been fetched', { timeout: 15_000 });
  site.delay = 0;
  await note(page).getByRole('button', { name: 'Reload' }).click();
  await expect(page).toHaveTitle(/^Next Tunecost/);
});

host('a page that was left open learns of a newer version', async ({ page, site }) => {
  await visit(page, site.url);
  release(site);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(note(page)).toContainText('A newer version has been fetched');
});

host('other documents of the folder are left alone, and so is a page in a frame', async ({ page, site }) => {
  writeFileSync(join(site.folder, 'other.html'), '<title>Other</title>');
  await page.goto(site.url.replace('tunecost/', 'tunecost/other.html'));
  await page.setContent(`<iframe src="${site.url}"></iframe>`);
  await expect(page.frameLocator('iframe').locator('#answer')).toContainText('$');
  await page.waitForTimeout(2000);
  expect(site.requests).not.toContain('sw.js');
  await visit(page, site.url);
  await page.goto(site.url.replace('tunecost/', 'tunecost/other.html'));
  await expect(page).toHaveTitle('Other');
  expect(await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat().some((url) => url.endsWith('other.html')))).toBe(false);
});
