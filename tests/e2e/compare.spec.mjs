// The table of offers.
import { answer, expect, open, query, rows, test } from './page.mjs';

const COST = 2;
/** The first number of each cell of a column, or null where nothing is known; the row on top is pinned and left out. */
async function column(page, index) {
  const cells = await rows(page).locator(`> :nth-child(${index + 1})`).allInnerTexts();
  return cells.slice(1).map((text) => {
    const number = text.match(/[\d,]+(?:\.\d+)?/);
    return number ? Number(number[0].replaceAll(',', '')) : null;
  });
}
const ascending = (values) => [...values].sort((a, b) => (a === null) - (b === null) || a - b);
const descending = (values) => [...values].sort((a, b) => (a === null) - (b === null) || b - a);

test.beforeEach(async ({ page }) => open(page));

test('shows every offer with its cost, hours, memory and date, the cheapest first', async ({ page }) => {
  const more = page.getByRole('button', { name: /^Show all/ });
  if (await more.isVisible()) await more.click();
  expect(await rows(page).count()).toBeGreaterThanOrEqual(120);
  const costs = await column(page, COST);
  expect(costs.filter((cost) => cost !== null).length).toBeGreaterThan(50);
  expect(costs).toEqual(ascending(costs));
  expect(await page.locator('#compare tbody').innerText()).toMatch(/20\d\d-\d\d/);
  const providers = await rows(page).locator('th').evaluateAll((cells) => cells.map((cell) => cell.firstChild.textContent.trim()));
  expect(new Set(providers).size).toBeGreaterThanOrEqual(10);
});

test('a header button sorts, a second press turns the order round, unknown values stay last', async ({ page }) => {
  const head = page.getByRole('columnheader', { name: /^Cost/ });
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  const more = page.getByRole('button', { name: /^Show all/ });
  if (await more.isVisible()) await more.click();
  const costs = await column(page, COST);
  expect(costs).toEqual(descending(costs));

  const gpus = page.getByRole('columnheader', { name: /^GPUs/ });
  await gpus.getByRole('button').click();
  await expect(gpus).toHaveAttribute('aria-sort', 'ascending');
  await expect(head).not.toHaveAttribute('aria-sort', /ascending|descending/);
  const counts = await column(page, 1);
  expect(counts).toEqual(ascending(counts));
});

test('filters by words, and by what fits', async ({ page }) => {
  const filter = page.getByLabel('Filter', { exact: true });
  await filter.fill('runpod h100');
  const shown = await rows(page).allInnerTexts();
  expect(shown.length).toBeGreaterThan(0);
  for (const row of shown) {
    expect(row).toMatch(/RunPod/);
    expect(row).toMatch(/H100/);
  }
  await filter.fill('no such offer');
  await expect(rows(page)).toHaveCount(0);
  await expect(page.getByText(/No offer matches/)).toBeVisible();
  await filter.fill('');
  const all = await page.locator('#compare .tally').innerText();
  await page.getByLabel('Technique', { exact: true }).selectOption('full');
  await page.getByLabel('Only what fits').check();
  await expect(page.locator('#compare .tally')).not.toHaveText(all);
  await expect(page.locator('#compare tbody tr.no:not(.chosen)')).toHaveCount(0);
});

test('using an offer makes it the answer, and goes into the link', async ({ page }) => {
  await page.getByLabel('Filter', { exact: true }).fill('lambda');
  const row = rows(page).filter({ hasText: 'Lambda' }).nth(1);
  const plan = await row.locator('> :nth-child(2)').innerText();
  await row.getByRole('button', { name: /^Use/ }).click();
  await expect(answer(page)).toContainText(`${plan} at Lambda`);
  await expect.poll(() => query(page)).toMatch(/hardware=lambda\./);
  await expect(rows(page).first()).toContainText(plan);
  await expect(rows(page).first().getByRole('button')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('#compare [aria-pressed=true]')).toHaveCount(1);
  await page.reload();
  await expect(answer(page)).toContainText('Lambda');
});

test('multiples compare with the offer in use', async ({ page }) => {
  const costs = await column(page, COST);
  const base = Number((await rows(page).first().locator('> :nth-child(3)').innerText()).match(/[\d.]+/)[0]);
  const last = rows(page).nth(10).locator('> :nth-child(3)');
  const [, times] = (await last.innerText()).match(/([\d.]+)x/);
  expect(Number(times)).toBeGreaterThan((costs[9] / base) * 0.85);
  expect(Number(times)).toBeLessThan((costs[9] / base) * 1.15);
});
