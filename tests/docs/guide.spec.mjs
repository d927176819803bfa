// The project's own user guide: every page opens, its cards answer, its links lead somewhere.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const root = new URL('../../', import.meta.url).pathname;
const guide = `http://127.0.0.1:${process.env.TUNECOST_TEST_PORT}/tools/tunecost/docs/`;
const pages = [...readFileSync(`${root}docs/src/SUMMARY.md`, 'utf8').matchAll(/\(([\w/]+)\.md\)/g)].map(([, name]) => `${name}.html`);

test('there is a page for everything that the guide promises', () => {
  for (const name of ['how/memory', 'how/time', 'how/cost', 'how/guide', 'embed/element', 'embed/mdbook', 'embed/mkdocs', 'embed/docusaurus', 'embed/sphinx', 'embed/markdown', 'api/reference', 'host/catalog'])
    expect(pages).toContain(`${name}.html`);
});

for (const name of pages) {
  test(`${name}: no error, no dead link, every card answers`, async ({ page, request }) => {
    const trouble = [];
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    await page.goto(guide + name);
    const main = page.locator('main');
    await expect(main.locator('h1').first()).toBeVisible();
    expect(await main.innerText()).not.toMatch(/\{\{#|#include/);
    for (const card of await main.locator('tune-cost').all()) {
      await card.scrollIntoViewIfNeeded();
      await expect(card).toContainText(/\$|GiB/);
    }
    const links = await main.locator('a[href]').evaluateAll((all) => all.map(({ href }) => href));
    for (const link of new Set(links.map((link) => link.split('#')[0].split('?')[0]))) {
      if (!link.startsWith('http://127.0.0.1')) continue;
      expect((await request.get(link)).status(), link).toBe(200);
    }
    // Places within pages of the guide.
    for (const link of new Set(links.filter((link) => link.startsWith(guide) && link.includes('#')))) {
      const [address, place] = link.split('#');
      expect(await (await request.get(address)).text(), link).toContain(`id="${decodeURIComponent(place)}"`);
    }
    expect(trouble).toEqual([]);
  });
}

test('the reference leaves no field without a word on it', async ({ page }) => {
  await page.goto(`${guide}api/reference.html`);
  const rows = page.locator('main table tbody tr');
  expect(await rows.count()).toBeGreaterThan(120);
  const cells = await rows.evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  const bare = cells.filter(([, type, text]) => !type.includes('…') && !text).map(([name]) => name);
  expect(bare).toEqual([]);
});

test('a page with a card has nothing for axe to find in its own words', async ({ page }) => {
  await page.goto(`${guide}index.html`);
  await expect(page.locator('tune-cost')).toContainText('$');
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
});
