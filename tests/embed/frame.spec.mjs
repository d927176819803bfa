// The page in a frame: the card alone, or the whole calculator.
import { assets, change, changes, expect, test } from './site.mjs';

test('the card alone, as tall as it is, without the application', async ({ page }) => {
  const fetched = [];
  page.on('request', (request) => request.url().startsWith(assets) && fetched.push(request.url().slice(assets.length)));
  await page.goto('frame.html');
  const frame = page.frameLocator('#frame');
  await expect(frame.locator('tune-cost')).toContainText('20 M tokens');
  await expect(frame.locator('#page')).toBeHidden();
  await expect.poll(() => page.locator('#frame').evaluate((frame) => frame.clientHeight)).toBeGreaterThan(330);
  const inside = await frame.locator('tune-cost').evaluate((element) => Math.ceil(element.getBoundingClientRect().height));
  expect(Math.abs((await page.locator('#frame').evaluate((frame) => frame.clientHeight)) - inside)).toBeLessThanOrEqual(1);
  expect(fetched.filter((name) => /^(tunecost|part)-/.test(name))).toEqual([]);
  expect(fetched.filter((name) => /card-\w+\.wasm$/.test(name))).toHaveLength(1);

  const link = frame.getByRole('link', { name: 'Open the full calculator' });
  await expect(link).toHaveAttribute('href', new RegExp(`^${assets}\\?v=1&.*tokens=20000000`));
  await expect(link).toHaveAttribute('target', '_top');
  await link.click();
  await expect(page.locator('#answer')).toContainText('$');
  expect(page.url()).toContain('tokens=20000000');
});

test('a height counts for the frame that sent it, from the origin that it shows, within bounds', async ({ page }) => {
  await page.goto('frame.html');
  const height = (id) => page.locator(id).evaluate((frame) => frame.clientHeight);
  await expect.poll(() => height('#frame')).toBeGreaterThan(330);
  const before = await height('#frame');
  // The page itself, and a frame of another origin that says it is the first: neither is heard for it.
  await page.evaluate(() => postMessage({ type: 'tunecost:height', height: 777 }, '*'));
  await page.frames().find((frame) => frame.url().endsWith('/quiet.html')).evaluate(() => parent.postMessage({ type: 'tunecost:height', height: 888 }, '*'));
  await expect.poll(() => height('#other')).toBe(888);
  expect(await height('#frame')).toBe(before);
  for (const nonsense of [-5, 'x', null, 1e9]) {
    await page.frames().find((frame) => frame.url().startsWith(assets)).evaluate((height) => parent.postMessage({ type: 'tunecost:height', height }, '*'), nonsense);
  }
  await expect.poll(() => height('#frame')).toBe(20_000);
});

test('the whole calculator in an element: it answers, and its changes are heard', async ({ page }) => {
  await page.goto('full.html');
  const inside = page.locator('#card').locator('iframe').contentFrame();
  await expect(inside.locator('#answer')).toContainText('$');
  await expect(inside.getByText('Ignored from the link')).toBeHidden();
  await expect.poll(() => page.locator('#card').evaluate((element) => element.offsetHeight)).toBeGreaterThan(1200);
  await inside.locator('#technique').selectOption('lora');
  const { link, estimate, reason } = await change(page, 1);
  expect(link).toBe('v=1&tokens=20000000&technique=lora');
  expect(reason).toBe('reader');
  expect(estimate.cost_usd.mid).toBeGreaterThan(0);
});

test('the page of its own opens the application and no card', async ({ page }) => {
  const fetched = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto(`${assets}?tokens=3M`);
  await expect(page.locator('#answer')).toContainText('$');
  expect(fetched.filter((url) => url.includes('/embed/'))).toEqual([]);
  expect(await changes(page)).toEqual([]);
});

test('theme and inputs of a framed card', async ({ page }) => {
  await page.goto(`${assets}?embed=card&theme=dark&inputs=model,epochs&tokens=2M`);
  await expect(page.locator('tune-cost').getByLabel('Epochs')).toHaveValue('3');
  await expect(page.locator('tune-cost').getByRole('alert')).toHaveText('');
  expect(await page.locator('tune-cost').locator('.card').evaluate((box) => getComputedStyle(box).backgroundColor)).toBe('rgb(29, 28, 26)');
});
