// Every plan, compared: the search's verdict, the picture, and the table.
import { answer, expect, open, query, rows, see, test } from './page.mjs';

const section = (page) => page.locator('#compare');
const tally = (page) => page.locator('#compare .table-tools .tally');
const table = (page) => page.locator('#compare .scroller.tall');
const head = (page, name) => page.getByRole('region', { name: 'Plans' }).getByRole('columnheader', { name: new RegExp(`^${name}`) });
/** The first number of each cell of a column, null where nothing is known, of the lines that are drawn. */
async function column(page, name) {
  await see(table(page));
  const heads = await page.locator('#compare thead tr').first().locator('> :not([hidden])').allInnerTexts();
  const index = heads.findIndex((text) => text.startsWith(name));
  const cells = await rows(page).locator(`> :nth-child(${index + 1})`).allInnerTexts();
  return cells.map((text) => {
    const number = text.match(/[\d,]+(?:\.\d+)?/);
    return number ? Number(number[0].replaceAll(',', '')) : null;
  });
}
const ascending = (values) => [...values].sort((a, b) => (a === null) - (b === null) || a - b);
const descending = (values) => [...values].sort((a, b) => (a === null) - (b === null) || b - a);
const count = async (page) => Number((await tally(page).innerText()).split(' ')[0].replaceAll(',', ''));

test.beforeEach(async ({ page }) => open(page));

test('weighs more than a hundred thousand plans and says which is cheapest', async ({ page }) => {
  const said = await section(page).locator('.picks .tally').innerText();
  expect(Number(said.split(' ')[0].replaceAll(',', ''))).toBeGreaterThanOrEqual(100_000);
  await expect(section(page).locator('.verdict-plans')).toContainText(/Cheapest of all: .+\$/);
  const titles = await section(page).locator('.cards h3').allInnerTexts();
  expect(titles).toEqual(expect.arrayContaining(['Cheapest', 'Fastest']));
});

test('a pick becomes the answer and goes into the link', async ({ page }) => {
  const card = section(page).locator('.cards > li').filter({ hasText: 'Fastest' }).first();
  const plan = await card.locator('p').nth(1).innerText();
  await card.getByRole('button', { name: 'Use the plan: Fastest' }).click();
  await expect(answer(page)).toContainText(plan.split(',')[0]);
  await expect.poll(() => query(page)).toMatch(/hardware=.+micro_batch_size=/);
});

test('says what meets budget and deadline, or what would have to give', async ({ page }) => {
  const verdict = section(page).locator('.verdict-plans');
  await open(page, '?budget=100&deadline_hours=24');
  await expect(verdict).toContainText('Cheapest that meets both:');
  await open(page, '?budget=100');
  await expect(verdict).toContainText('Fastest within $100:');
  await open(page, '?deadline_hours=10');
  await expect(verdict).toContainText('Cheapest done in 10 h:');
  await open(page, '?tokens=10G&budget=5&deadline_hours=1');
  await expect(verdict).toContainText('Nothing fits within $5');
});

test('what is ruled out is not in any plan, and is in the link', async ({ page }) => {
  await page.locator('#limits > summary').click();
  await page.getByLabel('GeForce and workstation').check();
  await page.getByLabel('One GPU').count();
  await expect(section(page).locator('#limits .digest')).toContainText('GeForce');
  await expect.poll(() => query(page)).toContain('gpus=geforce');
  await page.locator('#spread').selectOption('one-gpu');
  await see(table(page));
  await expect.poll(async () => (await rows(page).locator('> :nth-child(2)').allInnerTexts()).slice(1, 20)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^1× (RTX|TITAN)/)]),
  );
  for (const gpus of (await rows(page).locator('> :nth-child(2)').allInnerTexts()).slice(1)) {
    expect(gpus).toMatch(/^1× .*(RTX|TITAN)/);
  }
  await page.getByRole('button', { name: 'Rule out nothing' }).click();
  await expect.poll(() => query(page)).not.toContain('gpus=');
});

test('the table holds thousands of lines and draws a few', async ({ page }) => {
  expect(await count(page)).toBeGreaterThan(3000);
  expect(await rows(page).count()).toBeLessThan(80);
  const lines = page.getByRole('table').filter({ has: page.locator('.window') });
  expect(Number(await lines.getAttribute('aria-rowcount'))).toBeGreaterThan(3000);
  await see(table(page));
  const first = await page.locator('.window tr').first().innerText();
  await section(page).locator('.scroller.tall').evaluate((place) => place.scrollTo(0, place.scrollHeight / 2));
  await expect.poll(() => page.locator('.window tr').first().innerText()).not.toBe(first);
  // What is drawn is what is in view.
  const seen = await page.locator('.window tr').evaluateAll((lines) => {
    const place = document.querySelector('.scroller.tall').getBoundingClientRect();
    return lines.filter((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      return bottom > place.top && top < place.bottom;
    }).length;
  });
  expect(seen).toBeGreaterThan(5);
  await section(page).locator('.scroller.tall').evaluate((place) => place.scrollTo(0, place.scrollHeight));
  await expect.poll(() => page.locator('.window tr').last().getAttribute('aria-rowindex')).toBe(
    await lines.getAttribute('aria-rowcount'),
  );
});

test('a header button sorts, a second press turns the order round, unknown values stay last', async ({ page }) => {
  await expect(head(page, 'Cost')).toHaveAttribute('aria-sort', 'ascending');
  const costs = (await column(page, 'Cost')).slice(1);
  expect(costs).toEqual(ascending(costs));
  await head(page, 'Cost').getByRole('button').click();
  await expect(head(page, 'Cost')).toHaveAttribute('aria-sort', 'descending');
  const turned = (await column(page, 'Cost')).slice(1);
  expect(turned).toEqual(descending(turned));
  expect(turned[0]).toBeGreaterThan(costs[0]);
  await head(page, 'GPUs').getByRole('button').click();
  await expect(head(page, 'GPUs')).toHaveAttribute('aria-sort', 'ascending');
  await expect(head(page, 'Cost')).toHaveAttribute('aria-sort', 'none');
  const gpus = (await column(page, 'GPUs')).slice(1);
  expect(gpus).toEqual(ascending(gpus));
});

test('columns take limits, ranges, alternatives and words', async ({ page }) => {
  await page.getByLabel('Filter GPUs').fill('2..4');
  await expect.poll(async () => Math.max(...(await column(page, 'GPUs')).slice(1))).toBeLessThanOrEqual(4);
  for (const gpus of (await column(page, 'GPUs')).slice(1)) expect(gpus).toBeGreaterThanOrEqual(2);
  await page.getByLabel('Filter Offer').fill('lambda || crusoe');
  await expect.poll(async () => (await rows(page).locator('th').allInnerTexts()).slice(1).every((text) => /Lambda|Crusoe/.test(text))).toBe(true);
  await page.getByLabel('Filter Cost').fill('>=');
  await expect(section(page).getByText(/^Enter words, a number, a range or a limit/)).toBeVisible();
  await expect(page.getByLabel('Filter Cost')).toHaveAttribute('aria-invalid', 'true');
  // What cannot be read takes nothing away.
  expect(await rows(page).count()).toBeGreaterThan(3);
  await page.getByLabel('Filter Cost').fill('>=1');
  await expect.poll(async () => Math.min(...(await column(page, 'Cost')).slice(1))).toBeGreaterThanOrEqual(1);
});

test('filters by words, and by what fits', async ({ page }) => {
  const filter = page.getByLabel('Filter', { exact: true });
  await see(table(page));
  await filter.fill('runpod h100');
  await expect.poll(async () => (await rows(page).allInnerTexts()).slice(1).every((row) => /RunPod/.test(row) && /H100/.test(row))).toBe(true);
  await filter.fill('no such offer');
  await expect(page.locator('.window tr')).toHaveCount(0);
  await expect(page.getByText(/No plan matches/)).toBeVisible();
  await filter.fill('');
  await open(page, '?technique=full&model=llama-3.1-70b');
  const all = await count(page);
  await page.getByLabel('Only what fits').check();
  await expect.poll(() => count(page)).toBeLessThan(all);
  await expect(page.locator('.window tr.no')).toHaveCount(0);
});

test('the scenario by itself on every offer', async ({ page }) => {
  const all = await count(page);
  await page.getByLabel('Only my technique and recipe').check();
  await expect.poll(() => count(page)).toBeLessThan(all);
  expect(await count(page)).toBeGreaterThanOrEqual(120);
  await see(table(page));
  const techniques = await page.locator('.window tr td.words').allInnerTexts();
  expect(techniques.filter((text) => /GPTQ|8-bit base/.test(text))).toEqual([]);
});

test('using a line makes it the answer; pinning one moves what differences count from', async ({ page }) => {
  const line = page.locator('.window tr').nth(3);
  await see(table(page));
  const plan = (await line.locator('> :nth-child(2)').innerText()).split('\n')[0];
  await line.getByRole('button', { name: /^Pin/ }).click();
  await expect(page.locator('.pinned tr')).toContainText(plan);
  await page.getByRole('button', { name: 'Compare with the plan in use' }).click();
  const all = await count(page);
  await line.getByRole('button', { name: /^Use/ }).click();
  await expect(answer(page)).toContainText(plan);
  // The others stay there to compare.
  await page.waitForTimeout(500);
  expect(await count(page)).toBeGreaterThan(all * 0.9);
  await expect(page.locator('.pinned tr')).toContainText(plan);
  await expect.poll(() => query(page)).toMatch(/hardware=/);
  await page.reload();
  await expect(answer(page)).toContainText(plan);
});

test('differences are in dollars and per cent, and right', async ({ page }) => {
  await see(table(page));
  const base = Number((await page.locator('.pinned tr > :nth-child(3)').innerText()).match(/[\d.]+/)[0]);
  const cell = await page.locator('.window tr').nth(4).locator('> :nth-child(3)').innerText();
  const [, cost, sign, dollars, share] = cell.match(/\$([\d.]+)\s+([+−])\$([\d.]+), [+−](\d+) %/);
  const change = (sign === '+' ? 1 : -1) * Number(dollars);
  expect(Number(cost) - base).toBeCloseTo(change, 1);
  expect(Math.abs(change / base) * 100).toBeGreaterThan(Number(share) - 3);
  expect(Math.abs(change / base) * 100).toBeLessThan(Number(share) + 3);
});

test('columns can be chosen', async ({ page }) => {
  await expect(head(page, 'GPU-hours')).toBeHidden();
  await page.locator('.columns > summary').click();
  await page.getByRole('checkbox', { name: 'GPU-hours' }).check();
  await expect(head(page, 'GPU-hours')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Technique', exact: true }).uncheck();
  await expect(head(page, 'Technique')).toBeHidden();
});

test('the picture: a point of the front is used by pointer and by keyboard', async ({ page }) => {
  const points = section(page).locator('circle[role=button]');
  expect(await points.count()).toBeGreaterThan(3);
  await points.first().focus();
  const said = await points.first().getAttribute('aria-label');
  await expect(section(page).locator('.readout')).toContainText(said.replace('Use ', ''));
  await page.keyboard.press('ArrowRight');
  await expect(points.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => query(page)).toMatch(/hardware=/);
  await section(page).locator('.picture').hover({ position: { x: 300, y: 200 } });
  // As data: as many lines as points, the cheapest first, each faster than the one before.
  const lines = await section(page).locator('.as-data').first().locator('li').allTextContents();
  expect(lines.length).toBe(await points.count());
  const costs = lines.map((text) => Number(text.match(/\$([\d,.]+\d)/)[1].replaceAll(',', '')));
  expect(costs).toEqual(ascending(costs));
});

test('a slider moves the plans after it moves the answer', async ({ page }) => {
  await section(page).scrollIntoViewIfNeeded();
  const before = await section(page).locator('.verdict-plans').innerText();
  await page.locator('#tokens').fill('50M');
  await section(page).scrollIntoViewIfNeeded();
  await expect(section(page).locator('.verdict-plans')).not.toHaveText(before);
});
