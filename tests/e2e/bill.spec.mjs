// The bill, the break-even, the questions and the price list.
import { readFile } from 'node:fs/promises';
import { answerText, axe, expect, expectChanged, open, openAllDetails, query, see, test } from './page.mjs';

/** Cents of `$1,234.56`. */
const cents = (text) => Math.round(Number(text.replace(/[$,]/g, '')) * 100);
const lines = (page) => page.locator('#bill .bill tbody tr:not(.total)');

test('the lines of the bill add up to the run, to the cent', async ({ page }) => {
  await open(page, '?tokens=200M&technique=lora');
  await see(page.locator('#bill'));
  const amounts = await lines(page).locator('td.number').allInnerTexts();
  const known = amounts.filter((text) => text.startsWith('$')).map(cents);
  expect(known.length).toBeGreaterThan(3);
  const total = cents(await page.locator('#bill .total td.number').first().innerText());
  expect(known.reduce((sum, amount) => sum + amount, 0)).toBe(total);
});

test('trials, failures and days make a project of the run', async ({ page }) => {
  await open(page, '?experiments=30&trials=4&failed_share=0.5&hands_on_days=2');
  const totals = page.locator('#bill .total');
  await expect(totals).toHaveCount(2);
  await expect(totals.last()).toContainText('The project');
  await see(page.locator('#bill'));
  const amounts = await page.locator('#bill tbody tr:not(.total) td.number').allInnerTexts();
  const known = amounts.filter((text) => text.startsWith('$')).map(cents);
  expect(known.length).toBeGreaterThan(3);
  const total = cents(await totals.last().locator('td.number').innerText());
  expect(known.reduce((sum, amount) => sum + amount, 0)).toBe(total);
  await expect(page.locator('#bill')).toContainText('Your own days');
});

test('spot shows checkpoints, their best interval and none at all', async ({ page }) => {
  await open(page, '?tokens=500M&price=spot&hardware=runpod.rtx-4090.2026-03&spot_hazard=0.2');
  const spot = page.locator('#bill .on-spot');
  await expect(spot.locator('tbody').first().locator('tr')).toHaveCount(3);
  await expect(spot).toContainText('as planned');
  await expect(spot).toContainText('Young');
  await expect(spot.getByRole('img')).toHaveAttribute('aria-label', /Expected cost/);
  await see(page.locator('#bill'));
  const before = await spot.innerText();
  await page.locator('#bill-inputs > summary').click();
  await page.locator('#spot_hazard').fill('1');
  await expect.poll(() => spot.innerText()).not.toBe(before);
  await expect.poll(() => query(page)).toContain('spot_hazard=1');
});

test('the break-even says where one way overtakes another, as words, lines and data', async ({ page }) => {
  await open(page);
  const api = page.locator('#api');
  await expect(api.locator('.crossings')).toContainText(/from [\d.,]+ ?[kMB]? calls a month/);
  await expect(api.getByRole('img')).toBeVisible();
  await api.getByText('The lines as data').click();
  expect(await api.locator('.data tbody tr').count()).toBeGreaterThan(5);
  await see(api);
  const before = await api.locator('.crossings').innerText();
  await api.getByRole('button', { name: 'The guide’s prices' }).click();
  await expect.poll(() => api.locator('.crossings').innerText()).not.toBe(before);
  await expect.poll(() => query(page)).toContain('plain_input_usd=30');
});

test('the questions are computed when asked', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Compute for this scenario' }).click();
  const questions = page.locator('.questions');
  await expect(questions).toContainText('RTX 4090 or A100?');
  await expect(questions).toContainText(/Twice the size costs [\d.]+ times as much/);
  await expect(questions).toContainText('175 B');
});

test('a price list is imported, counts, and is exported again', async ({ page }) => {
  await open(page, '?hardware=runpod.rtx-4090.2026-03');
  const before = await answerText(page);
  const list = 'id,on_demand_usd_per_hour,as_of\nrunpod.rtx-4090.2026-03,34,2026-11-01\n';
  await page.locator('#price-list').setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await expect(page.locator('#prices-said')).toContainText('1 offer has a price that is now yours');
  await expectChanged(page, before);
  for (const [name, kind] of [['Export as CSV', /^id,provider/], ['Export as JSON', /^\[/]]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(kind);
    expect(text).toContain('runpod.rtx-4090.2026-03');
    expect(text).toMatch(/\b34\b/);
  }
  await page.getByRole('button', { name: 'Back to the listed prices' }).click();
  await expect.poll(() => answerText(page)).toBe(before);
});

test('a list that cannot be read says row and column', async ({ page }) => {
  await open(page);
  const list = 'id,on_demand_usd_per_hour\nrunpod.rtx-4090.2026-03,cheap\n';
  await page.locator('#price-list').setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await expect(page.locator('#prices-said')).toContainText('Row 2, column on_demand_usd_per_hour');
});

test('a link keeps its price, and today’s is one press away', async ({ page }) => {
  await open(page, '?hardware=runpod.rtx-4090.2026-03&usd=3.4&price_as_of=2026-01');
  await expect(page.locator('#prices .pinned')).toContainText('$3.40 an hour, of 2026-01');
  const before = await answerText(page);
  await page.getByRole('button', { name: 'Re-price today' }).click();
  await expectChanged(page, before);
  await expect.poll(() => query(page)).not.toContain('usd=');
});

test('the bill is shown in another currency at the reader’s rate', async ({ page }) => {
  await open(page, '?currency=eur&per_usd=0.5&rate_as_of=2026-11-01');
  await expect(page.locator('#bill')).toContainText(/EUR/);
  await expect(page.locator('#bill')).toContainText('at 0.5 for a dollar, 2026-11-01');
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    await openAllDetails(page);
    await page.getByRole('button', { name: 'Compute for this scenario' }).click();
    for (const part of ['#bill', '#api', '#questions', '#prices']) expect(await axe(page, part)).toEqual([]);
  });
}
