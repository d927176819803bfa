// Real sites, built by real generators: the card answers, its event fires, its link opens the same scenario.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { estimate, parseLink } from '../../dist/pkg/node.js';

const SCENARIO = 'model=llama-3.1-8b&tokens=20M&technique=lora';
const port = Number(process.env.TUNECOST_TEST_PORT);
const elsewhere = `http://127.0.0.1:${port}/tools/tunecost/`;
const here = `http://127.0.0.1:${port + 1}/`;

const SITES = [
  { name: 'mdBook', page: 'mdbook/cost.html', full: `${here}mdbook/tunecost/` },
  { name: 'Sphinx', page: 'sphinx/index.html', full: `${here}sphinx/_static/tunecost/` },
  { name: 'MkDocs Material', page: 'mkdocs-material/cost/', full: elsewhere, through: 'mkdocs-material/', dark: (page) => page.evaluate(() => document.body.setAttribute('data-md-color-scheme', 'slate')) },
  { name: 'Docusaurus', page: 'docusaurus/cost', full: elsewhere, through: 'docusaurus/', dark: (page) => page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark')) },
];

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.changes = [];
    document.addEventListener('tunecost:change', ({ detail }) => window.changes.push(detail));
  });
});

const same = (link) => {
  const { model, tokens, technique } = parseLink(link).value.scenario;
  return { model, tokens, technique };
};

for (const { name, page: path, full, through, dark } of SITES) {
  test(`${name}: the card answers, its event fires, its link opens the same scenario`, async ({ page }) => {
    const trouble = [];
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    page.on('request', (request) => request.url().startsWith('http://127.0.0.1') || request.url().startsWith('data:') || trouble.push(request.url()));
    // Docusaurus serves /cost from cost.html or cost/index.html, as the host decides.
    await page.goto(path === 'docusaurus/cost' ? 'docusaurus/cost/' : path);

    const card = page.locator('tune-cost');
    await expect(card).toContainText('LoRA of Llama 3.1 8B, 20 M tokens');
    await expect(card).toContainText(/about \$[\d.]+/);
    const [first] = await page.evaluate(() => window.changes);
    expect(first.estimate.cost_usd).toEqual(estimate(SCENARIO).value.cost_usd);
    await card.getByLabel('Tokens').fill('40M');
    await expect.poll(() => page.evaluate(() => window.changes.at(-1).link)).toContain('tokens=40000000');
    await card.getByLabel('Tokens').fill('20M');
    if (dark) {
      await dark(page);
      expect(await card.locator('.card').evaluate((box) => getComputedStyle(box).backgroundColor)).toBe('rgb(29, 28, 26)');
    }

    const link = card.getByRole('link', { name: 'Open the full calculator' });
    const verdict = await card.locator('.verdict').innerText();
    await link.click();
    await expect(page.locator('#answer')).toContainText('$');
    expect(page.url().startsWith(full)).toBe(true);
    expect(same(page.url())).toEqual(same(SCENARIO));
    await expect(page.locator('#answer')).toContainText(verdict.match(/about (\$[\d.,]+)/)[1]);
    expect(trouble).toEqual([]);
  });

  if (through)
    test(`${name}: the card comes and goes as the reader moves without loading pages`, async ({ page }) => {
      await page.goto(through);
      for (let round = 0; round < 2; round++) {
        await page.getByRole('link', { name: 'What the run costs' }).last().click();
        await expect(page.locator('tune-cost')).toContainText('LoRA of Llama 3.1 8B, 20 M tokens');
        await page.goBack();
        await expect(page.locator('tune-cost')).toHaveCount(0);
      }
    });

  test(`${name}: without JavaScript there is the link`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(here + (path === 'docusaurus/cost' ? 'docusaurus/cost/' : path));
    const link = page.getByRole('link', { name: 'What this run costs' });
    await expect(link).toBeVisible();
    const address = new URL(await link.getAttribute('href'), page.url()).href;
    expect(same(address)).toEqual(same(SCENARIO));
    expect(address.replace(/index\.html\?.*|\?.*/, '')).toBe(full);
    await context.close();
  });
}

test('Markdown: the picture shows, and its link opens the same scenario', async ({ page }) => {
  const readme = readFileSync(new URL('../../target/sites/markdown/README.md', import.meta.url), 'utf8');
  const [, picture, address] = readme.match(/\[!\[[^\]]*\]\((\S+)\)\]\((\S+)\)/);
  await page.goto(`${here}mdbook/index.html`);
  const size = await page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, `${here}markdown/${picture}`);
  expect(size[0]).toBe(720);
  expect(size[1]).toBeGreaterThan(200);
  expect(same(address)).toEqual(same(SCENARIO));
  await page.goto(address);
  await expect(page.locator('#answer')).toContainText('$');
});
