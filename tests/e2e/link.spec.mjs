// The link is the scenario.
import { answer, answerText, expect, open, query, rows, test } from './page.mjs';

test('a reload restores every kind of field', async ({ page }) => {
  await open(page);
  await page.getByLabel('Model', { exact: true }).selectOption('llama-2-13b');
  await page.locator('#tokens').fill('12M');
  await page.locator('#epochs').fill('2');
  await page.locator('#training > summary').click();
  await page.getByLabel('Sequence length', { exact: true }).first().fill('4096');
  await page.locator('#training input[type=checkbox]').first().click();
  await page.locator('#training input[type=checkbox]').first().blur();
  await expect.poll(() => query(page)).toMatch(/^\?v=1&.*model=llama-2-13b.*tokens=12000000.*epochs=2.*seq_len=4096/);
  const before = await answerText(page);
  const ticked = await page.locator('#training input[type=checkbox]').first().isChecked();
  await page.reload();
  await expect(answer(page)).toHaveText(before, { useInnerText: true });
  await expect(page.getByLabel('Model', { exact: true })).toHaveValue('llama-2-13b');
  await expect(page.locator('#tokens')).toHaveValue('12 M');
  expect(await page.locator('#training input[type=checkbox]').first().isChecked()).toBe(ticked);
});

test('the copied link opens to the same plan, with its price pinned', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '?tokens=7M');
  const before = await answerText(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\?v=1&.*usd=[\d.]+/);
  expect(link).toContain('tokens=7000000');
  expect(link).toContain('hardware=');

  await page.goto(link);
  const figures = (text) => text.match(/\$[\d.,]+|[\d.]+ (?:h|min|GiB)/g);
  await expect(answer(page)).toContainText('$');
  expect(figures(await answerText(page)).sort()).toEqual(figures(before).sort());
  await expect(page.locator('.notices')).toBeHidden();
});

test('without a clipboard the link is shown to copy by hand', async ({ page, trouble }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await open(page, '?tokens=7M');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByLabel('Link to this scenario')).toHaveValue(/tokens=7000000/);
  expect(trouble).toEqual([]);
});

test('starting over goes back to the first scenario', async ({ page }) => {
  await open(page);
  const first = await answerText(page);
  await open(page, '?tokens=3B&technique=lora&budget=5');
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(answer(page)).toHaveText(first, { useInnerText: true });
  await page.goBack();
  await expect(page.locator('#tokens')).toHaveValue('3 B');
});

const damaged = {
  'an unknown model': ['?model=nope', /nope/],
  'text for a number': ['?tokens=lots', /tokens/i],
  'a number out of bounds': ['?tokens=-5', /tokens/i],
  'an infinite number': ['?tokens=1e999', /tokens/i],
  'not a number': ['?epochs=NaN', /epochs/i],
  'an unknown key': ['?colour=red', /colour/],
  'an unknown preset': ['?preset=B9', /B1/],
  'a newer version': ['?v=99', /newer/],
  'no version at all': ['?v=banana', /banana/],
  'a key given twice': ['?tokens=5M&tokens=6M', /more than once/],
  'broken percent signs': ['?model=%E0%A4%A&tokens=%', /./],
  'markup': ['?model=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E', /<img/],
  'a script as a key': ['?%3Cscript%3Ealert(1)%3C/script%3E=1', /./],
  'names of JavaScript': ['?__proto__=1&constructor=2&toString=3', /constructor/],
  'a thousand unknown keys': [`?${Array.from({ length: 1000 }, (_, i) => `k${i}=1`).join('&')}`, /./],
  'an enormous value': [`?tokens=${'9'.repeat(100_000)}`, /./],
  'an enormous link': [`?${'tokens=5M&'.repeat(20_000)}`, /./],
  'contradictory fields': ['?micro_batch_size=4&global_batch_size=2', /Micro-batch/],
  'a text of zeros and signs': ['?tokens=%00%0a%ff&&&===&?', /./],
};
for (const [name, [link, notice]] of Object.entries(damaged)) {
  test(`a link with ${name} opens a working page and says so`, async ({ page }) => {
    await open(page, link);
    await expect(answer(page)).toContainText('$');
    const said = page.locator('.notices li, .complaint:visible');
    await expect(said.filter({ hasText: notice }).first()).toBeAttached();
    await expect(page.locator('.notices img, .notices script')).toHaveCount(0);
    // It still works.
    const before = await answerText(page);
    await page.locator('#global_batch_size').evaluate((field) => field.closest('details').setAttribute('open', ''));
    await page.locator('#global_batch_size').fill('64');
    await page.locator('#tokens').fill('77M');
    await expect.poll(() => answerText(page)).not.toBe(before);
    await expect(rows(page)).not.toHaveCount(0);
  });
}

test('an empty query, a bare question mark and a hash are no damage', async ({ page }) => {
  for (const link of ['?', '?v=1', '#compare', '?#']) {
    await open(page, link);
    await expect(page.locator('.notices')).toBeHidden();
  }
});

test('what a link ignored can be dismissed', async ({ page }) => {
  await open(page, '?model=nope');
  await expect(page.locator('.notices')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.locator('.notices')).toBeHidden();
});
