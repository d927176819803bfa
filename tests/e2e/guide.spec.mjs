// The guide's method and figures.
import { answer, expect, open, see, test } from './page.mjs';

const budgets = [
  ['B1', '$0.84', /well under/i],
  ['B2', '$28.56', /sufficient/i],
  ['B3', '$215.20', /well under/i],
  ['B3-alt', '$430.40', /./],
];
for (const [preset, cost, verdict] of budgets) {
  test(`${preset} costs ${cost} by the guide, and the estimator has its own answer`, async ({ page }) => {
    await open(page, `?preset=${preset}&method=guide`);
    await expect(answer(page).locator('.mid').first()).toHaveText(cost);
    await expect(answer(page)).toContainText(verdict);
    await expect(page.locator('#method-guide')).toBeChecked();
    await page.locator('#method-physical').check();
    await expect(answer(page)).toContainText(/GiB/);
    // Both stay in view, whichever answers.
    await expect(page.locator('.methods')).toContainText(cost);
    await open(page, `?preset=${preset}`);
    await expect(page.locator('#method-physical')).toBeChecked();
    await expect(page.locator('.methods')).toContainText(cost);
  });
}

test('B1 with its experiments is $30.84', async ({ page }) => {
  await open(page, '?preset=B1&method=guide');
  await expect(page.getByRole('complementary')).toContainText('$30.84');
});

test('every price, hour table, rule, strategy, budget and question of the guide can be read', async ({ page }) => {
  await open(page);
  const guide = page.locator('#guide');
  await see(guide);
  await guide.evaluate((section) => section.querySelectorAll('details').forEach((details) => (details.open = true)));
  const text = await guide.innerText();
  const prices = ['0.22', '0.34', '0.44', '0.69', '1.19', '1.39', '1.99', '2.69', '0.86', '1.48', '2.86', '3.78',
    '18.00', '21.60', '49.24'];
  const hours = ['8', '6', '4', '2–4', '1–2', '16–20', '12–16', '10–14', '8–10', '4–8', '3–6', '30–50', '20–30',
    '15–25', '8–12', '6–8', '40–80', '25–40'];
  const missing = [
    ...prices.filter((price) => !text.includes(price)),
    ...hours.filter((range) => !text.replaceAll('-', '–').includes(range)),
    ...['$0.84', '$28.56', '$215.20'].filter((cost) => !text.includes(cost)),
  ];
  expect(missing).toEqual([]);
  expect(text).toMatch(/March 2026|2026-03/);
});

test('the guide\'s budgets are one click away, by either method', async ({ page }) => {
  for (const [preset, cost] of [['B1', '$0.84'], ['B2', '$28.56'], ['B3', '$215.20'], ['B3-alt', '$430.40']]) {
    await open(page);
    const card = page.locator('#guide .budget').filter({ has: page.getByText(preset, { exact: true }) });
    await card.getByText('By the guide').click();
    await expect(answer(page).locator('.mid').first()).toHaveText(cost);
    await expect(answer(page)).toBeInViewport();
    await expect.poll(() => page.url()).toMatch(new RegExp(`preset=${preset}&.*method=guide`));
    await card.getByText('By the estimator').click();
    await expect(page.locator('#method-physical')).toBeChecked();
    await expect.poll(() => page.url()).not.toContain('method=guide');
  }
});
