// What arrives after the first paint: the page does without it, says what is missing, and takes it up later.
import { answerText, arrived, axe, expect, expectChanged, inFolder, openFirst, test } from './page.mjs';

const SECTIONS = { Compare: 'compare', 'How it adds up': 'why', 'Is it right?': 'accuracy', 'The guide': 'guide' };
const PART = /part-[\w-]+\.wasm/;
const MISSING = 'This part of the page did not arrive.';

const again = (page, id) => page.locator(`#${id}`).getByRole('button', { name: 'Try again', exact: true });
const go = (page, name) => page.getByRole('navigation').getByRole('button', { name, exact: true }).click();

/** Holds back what the pattern names until it is let go. */
async function hold(page, pattern) {
  let release;
  const released = new Promise((done) => (release = done));
  await page.route(pattern, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Failed requests are what these tests are about; anything else is trouble. */
function expectOnlyFailedRequests(trouble) {
  expect(trouble).not.toEqual([]);
  expect(trouble.filter((line) => !/Failed to (load resource|fetch)|did not arrive/.test(line))).toEqual([]);
  trouble.length = 0;
}

test('the first screen needs no part, and says in place what is missing', async ({ page, trouble }) => {
  await page.route(PART, (route) => route.abort());
  await openFirst(page);
  for (const [title, id] of Object.entries(SECTIONS)) {
    await expect(page.locator(`#${id}`).getByRole('heading', { name: title, exact: true })).toBeVisible();
    await expect(page.locator(`#${id}`)).toContainText(MISSING);
  }
  const before = await answerText(page);
  await page.locator('#tokens').fill('50M');
  await expectChanged(page, before);
  await page.getByRole('combobox', { name: 'Technique', exact: true }).selectOption('lora');
  await expect.poll(() => page.url()).toContain('tokens=50000000&technique=lora');
  expect(await axe(page)).toEqual([]);
  expectOnlyFailedRequests(trouble);
});

test('one more try brings everything, and goes on from what was entered', async ({ page, trouble }) => {
  await page.route(PART, (route) => route.abort());
  await openFirst(page);
  await expect(again(page, 'guide')).toBeVisible();
  await page.locator('#tokens').fill('50M');

  // Still gone: it says so again.
  await again(page, 'compare').click();
  await expect(page.locator('.later:not(.failed)')).toHaveCount(0);
  await expect(page.locator('#compare')).toContainText(MISSING);

  await page.unroute(PART);
  await again(page, 'why').press('Enter');
  await arrived(page);
  await expect(page.locator('#why')).toBeFocused();
  await expect(page.locator('#compare tbody tr').first()).toBeVisible();
  await expect(page.locator('#why-cost')).toContainText('Cost');
  await expect(page.locator('#guide .budget').first()).toBeVisible();
  await expect(page.locator('#why-time')).toContainText('steps');
  await expect(page).toHaveURL(/tokens=50000000/);
  expectOnlyFailedRequests(trouble);
});

test('styles that do not arrive are asked for again too', async ({ page, trouble }) => {
  const styles = /later-\w+\.css/;
  await page.route(styles, (route) => route.abort());
  await openFirst(page);
  await expect(again(page, 'guide')).toBeVisible();
  await page.unroute(styles);
  await again(page, 'compare').click();
  await arrived(page);
  await expect(page.locator('#compare tbody tr').first()).toBeVisible();
  expect(await page.evaluate(() => document.styleSheets.length)).toBe(2);
  expectOnlyFailedRequests(trouble);
});

test('a place in the navigation is shown as soon as it is there', async ({ page }) => {
  const release = await hold(page, PART);
  await openFirst(page);
  await go(page, 'The guide');
  await expect(page.locator('#guide')).toBeFocused();
  release();
  await arrived(page);
  await expect(page.locator('#guide h2')).toBeInViewport();
  await expect(page.locator('#guide')).toBeFocused();
});

test('a figure asked about opens its sum as soon as that is there', async ({ page }) => {
  const release = await hold(page, PART);
  await openFirst(page);
  await page.locator('#answer').getByRole('button').nth(1).click();
  release();
  await arrived(page);
  await expect(page.locator('#why details[open] summary')).toBeFocused();
  await expect(page.locator('#why details[open]')).toBeInViewport();
});

test('the navigation asks once more for what did not arrive', async ({ page, trouble }) => {
  await page.route(PART, (route) => route.abort());
  await openFirst(page);
  await expect(again(page, 'guide')).toBeVisible();
  await page.unroute(PART);
  await go(page, 'Is it right?');
  await arrived(page);
  await expect(page.locator('#accuracy h2')).toBeInViewport();
  expectOnlyFailedRequests(trouble);
});

test('a plan that does not fit gets its ways out', async ({ page }) => {
  const release = await hold(page, PART);
  await page.goto('?model=llama-3.1-70b&technique=full&hardware=rtx-4090&n_gpus=1');
  await expect(page.getByRole('heading', { name: 'Ways out' })).toBeVisible();
  release();
  await expect(page.locator('.ways li').first()).toBeVisible();
});

for (const [where, viewport] of Object.entries({ screen: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } })) {
  test(`nothing moves when the rest arrives, on a ${where}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifted += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const release = await hold(page, PART);
    await openFirst(page);
    // What the fonts and the answer itself do is not at issue here.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.evaluate(() => (window.shifted = 0));
    release();
    await arrived(page);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await page.evaluate(() => window.shifted)).toBeLessThan(0.02);
  });
}

test('paper shows what has arrived, and no empty headings', async ({ page, trouble }) => {
  await page.route(PART, (route) => route.abort());
  await openFirst(page);
  await expect(again(page, 'guide')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const id of Object.values(SECTIONS)) await expect(page.locator(`#${id}`)).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.unroute(PART);
  await again(page, 'compare').click();
  await arrived(page);
  await page.emulateMedia({ media: 'print' });
  for (const id of Object.values(SECTIONS)) await expect(page.locator(`#${id}`)).toBeVisible();
  expectOnlyFailedRequests(trouble);
});

test('parts come from the page’s own folder, and each once', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await openFirst(page, inFolder);
  await arrived(page);
  const parts = asked.filter((url) => PART.test(url));
  expect(parts.length).toBeGreaterThan(0);
  expect(new Set(parts).size).toBe(parts.length);
  for (const url of parts) expect(url.startsWith(inFolder)).toBe(true);
});
