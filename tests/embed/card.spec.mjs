// The custom element, on a page of another origin than its files.
import AxeBuilder from '@axe-core/playwright';
import { assets, change, changes, expect, port, test } from './site.mjs';

const card = (page) => page.locator('#card');

test('answers, in words and as data, and links to the same scenario', async ({ page }) => {
  await page.goto('one.html');
  const { link, scenario, estimate, reason } = await change(page);
  expect(reason).toBe('start');
  expect(link).toBe('v=1&tokens=20000000');
  expect(scenario).toEqual({ tokens: '20000000' });
  expect(estimate.fits).toBe(true);
  expect(estimate.cost_usd.low).toBeLessThan(estimate.cost_usd.mid);
  expect(estimate.plan.price.usd_per_hour).toBeGreaterThan(0);
  await expect(card(page)).toContainText('QLoRA of Llama 3.1 8B, 20 M tokens, 3 epochs');
  await expect(card(page)).toContainText(/Cheapest that fits: .* about \$/);
  await expect(card(page)).toContainText(/Cost\s*\$[\d.]+\s*\$[\d.]+–\$[\d.]+/);
  await expect(card(page)).toContainText(/Wall-clock\s*[\d.]+ \w+/);
  await expect(card(page)).toContainText(/Memory a GPU\s*[\d.]+ GiB\s*[\d.–]+ of [\d.]+ GiB/);
  await expect(card(page)).toContainText(/price of 20\d\d-\d\d/);

  const verdict = await card(page).locator('.verdict').innerText();
  const [full] = await Promise.all([page.waitForEvent('framenavigated'), card(page).getByRole('link', { name: 'Open the full calculator' }).click()]);
  expect(full.url()).toContain(`${assets}?v=1&`);
  // The offer and its price are pinned, so the page names the same plan at the same cost.
  const figures = verdict.match(/: (.* at .*?), .*about (\$[\d.,]+)/);
  await expect(page.locator('#answer')).toContainText(figures[1]);
  await expect(page.locator('#answer')).toContainText(figures[2]);
});

test('loads by a plain script too', async ({ page }) => {
  await page.goto('classic.html');
  expect((await change(page)).estimate.fits).toBe(true);
});

test('follows its reader, attributes and properties', async ({ page }) => {
  await page.goto('one.html');
  await change(page);
  const before = await card(page).locator('.verdict').innerText();
  await card(page).getByLabel('Tokens').fill('300M');
  const typed = await change(page, 2);
  expect(typed.link).toBe('v=1&tokens=300000000');
  expect(typed.reason).toBe('reader');
  await expect(card(page).locator('.verdict')).not.toHaveText(before);

  await card(page).getByLabel('Tokens').fill('many');
  await expect(card(page).getByRole('alert')).toHaveText('Tokens must be a number from 1 to 100 T, like 5M.');
  await expect(card(page).getByLabel('Tokens')).toHaveAttribute('aria-invalid', 'true');
  await card(page).getByLabel('Tokens').fill('1 M');
  await expect(card(page).getByRole('alert')).toHaveText('');

  await card(page).getByLabel('Technique').selectOption('lora');
  await card(page).getByLabel('Hardware').selectOption('h100-sxm');
  await expect.poll(async () => (await changes(page)).at(-1).link).toBe('v=1&hardware=h100-sxm&tokens=1000000&technique=lora');

  await page.evaluate(() => document.querySelector('#card').setAttribute('scenario', 'preset=B1'));
  await expect(card(page)).toContainText('Llama 2 7B');
  expect((await changes(page)).at(-1).reason).toBe('host');
  await page.evaluate(() => (document.querySelector('#card').scenario = { model: 'mistral-7b-v0.1', tokens: 4e6 }));
  await expect(card(page)).toContainText('Mistral 7B v0.1, 4 M tokens');
  expect(await page.evaluate(() => document.querySelector('#card').estimate.cost_usd.mid)).toBe((await changes(page)).at(-1).estimate.cost_usd.mid);

  await page.evaluate(() => document.querySelector('#card').setAttribute('inputs', 'model,epochs,price'));
  await card(page).getByLabel('Model').selectOption('llama-3.1-70b');
  await card(page).getByLabel('Price').selectOption('spot');
  await expect(card(page)).toContainText('QLoRA of Llama 3.1 70B, 4 M tokens');
  await expect(card(page)).toContainText('on spot');
});

test('a property that is set before the script has come counts', async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      const element = document.createElement('tune-cost');
      element.scenario = 'tokens=7M';
      element.id = 'early';
      document.body.prepend(element);
    }, { once: true, capture: true });
  });
  await page.goto('one.html');
  await expect(page.locator('#early')).toContainText('7 M tokens');
});

test('shows a table of offers', async ({ page }) => {
  await page.goto('one.html');
  await change(page);
  await page.evaluate(() => {
    document.querySelector('#card').setAttribute('view', 'table');
    document.querySelector('#card').setAttribute('rows', '7');
  });
  await expect(card(page).locator('tbody tr')).toHaveCount(7);
  const link = card(page).locator('tbody a').first();
  await expect(link).toHaveAttribute('href', /\?v=1&hardware=[\w.-]+&tokens=20000000$/);
  await page.evaluate(() => document.querySelector('#card').removeAttribute('view'));
  await expect(card(page).locator('dl')).toBeVisible();
  await expect(card(page).locator('table')).toHaveCount(0);
});

test('ten cards share one WebAssembly and answer in under a second after the first', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 6000 });
  const fetched = [];
  page.on('request', (request) => fetched.push(request.url().split('/').at(-1)));
  await page.goto('ten.html');
  await change(page, 10);
  const times = (await changes(page)).map(({ at }) => at);
  const took = times[9] - times[0];
  console.log(`      ten cards: the last ${took.toFixed(0)} ms after the first, which came ${times[0].toFixed(0)} ms after the page`);
  expect(took).toBeLessThan(1000);
  expect(fetched.filter((name) => name.endsWith('.wasm'))).toHaveLength(1);
  expect(fetched.filter((name) => name.endsWith('.js') || name.endsWith('.mjs'))).toHaveLength(2);
});

test('fetches nothing but the loader before it comes near the view', async ({ page }) => {
  const fetched = [];
  page.on('request', (request) => request.url().startsWith(assets) && fetched.push(request.url()));
  await page.goto('far.html');
  await page.waitForTimeout(500);
  expect(fetched).toEqual([`${assets}embed/tune-cost.mjs`]);
  expect(await changes(page)).toEqual([]);
  await page.evaluate(() => scrollTo(0, 3500));
  await change(page);
  expect(fetched).toHaveLength(3);
});

for (const width of [340, 560, 1000]) {
  test(`moves nothing when it comes, ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 4000 });
    await page.goto('one.html');
    await page.evaluate(() => {
      const scenarios = ['', 'preset=B3&budget=100&deadline_hours=1', 'model=llama-3.1-70b&technique=full&hardware=rtx-4090&n_gpus=1', 'tokens=x&colour=red'];
      for (const [at, scenario] of scenarios.entries()) {
        const element = document.createElement('tune-cost');
        element.setAttribute('scenario', scenario);
        if (at === 0) element.setAttribute('view', 'table');
        document.body.append(element);
      }
      // In the same task, before anything has been drawn.
      window.heights = [...document.querySelectorAll('tune-cost')].map((element) => element.offsetHeight);
    });
    await change(page, 5);
    await page.waitForTimeout(200);
    const after = await page.evaluate(() => [...document.querySelectorAll('tune-cost')].map((element) => element.offsetHeight));
    expect(after).toEqual(await page.evaluate(() => window.heights));
    const sideways = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways).toBe(0);
  });
}

// A plain script in the head has run before the element is there; a module comes later, and one rule keeps its place.
for (const name of ['classic.html', 'one.html']) test(`causes no layout shift that the browser would count, ${name}`, async ({ page }) => {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(name);
  await expect(page.getByRole('link', { name: 'What it costs' })).toBeVisible();
  const before = await page.locator('#after').boundingBox();
  release();
  await change(page);
  await page.waitForTimeout(300);
  expect(await page.locator('#after').boundingBox()).toEqual(before);
  expect(await page.evaluate(() => window.shifts)).toEqual([]);
});

test('is collected once it is removed, and answers again when it comes back', async ({ page }) => {
  await page.goto('one.html');
  await change(page);
  await page.evaluate(() => {
    const element = document.querySelector('#card');
    element.remove();
    document.body.append(element);
  });
  await change(page, 2);
  await expect(card(page)).toContainText('20 M tokens');
  await page.evaluate(() => {
    const full = document.createElement('tune-cost');
    full.setAttribute('view', 'full');
    document.body.append(full);
    window.gone = [document.querySelector('#card'), full].map((element) => new WeakRef(element));
    window.removed = () => document.querySelectorAll('tune-cost').forEach((element) => element.remove());
  });
  await page.waitForTimeout(500);
  await page.evaluate(() => window.removed());
  await expect
    .poll(() =>
      page.evaluate(async () => {
        await new Promise((done) => setTimeout(done, 50));
        // From an empty stack: called at once, it keeps whatever an old stack slot happens to point at.
        await gc({ type: 'major', execution: 'async' });
        return window.gone.map((reference) => reference.deref() === undefined);
      }),
    )
    .toEqual([true, true]);
});

test('styles stay on their side', async ({ page }) => {
  await page.goto('one.html');
  await change(page);
  const background = () => card(page).locator('.card').evaluate((box) => getComputedStyle(box).backgroundColor);
  await page.addStyleTag({ content: '* { background: rgb(255, 0, 0) !important } .card { display: none !important } p { font-size: 99px }' });
  expect(await background()).toBe('rgb(255, 255, 255)');
  await expect(card(page).locator('.verdict')).toBeVisible();
  await page.evaluate(() => document.querySelector('#card').setAttribute('theme', 'dark'));
  expect(await background()).toBe('rgb(29, 28, 26)');
  await page.evaluate(() => {
    document.querySelector('#card').removeAttribute('theme');
    document.documentElement.style.colorScheme = 'dark';
  });
  expect(await background()).toBe('rgb(29, 28, 26)');
  await page.evaluate(() => document.querySelector('#card').style.setProperty('--tunecost-surface', 'rgb(1, 2, 3)'));
  expect(await background()).toBe('rgb(1, 2, 3)');
});

test('works under the policy that the documentation names', async ({ page }) => {
  await page.goto('strict.html');
  await change(page, 2);
  await expect(card(page)).toContainText('20 M tokens');
  // The bar's width comes through the object model; an inline style would have been refused.
  const bar = await card(page).locator('.bar').evaluate((bar) => parseFloat(getComputedStyle(bar, '::before').width));
  expect(bar).toBeGreaterThan(10);
  await expect(page.locator('#table').locator('tbody tr')).toHaveCount(5);
});

test('leaves its link where WebAssembly cannot run', async ({ page, trouble }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.addInitScript(() => document.addEventListener('tunecost:error', ({ detail }) => (window.failed = detail.message)));
  await page.goto('one.html');
  await expect.poll(() => page.evaluate(() => window.failed)).toMatch(/fetch/);
  await expect(page.getByRole('link', { name: 'What it costs' })).toBeVisible();
  await page.evaluate(() => document.querySelector('#card').replaceChildren());
  await page.evaluate(() => document.querySelector('#card').setAttribute('scenario', 'tokens=9M'));
  const link = card(page).getByRole('link');
  await expect(link).toHaveAttribute('href', `${assets}?tokens=9M`);
  trouble.length = 0;
});

test('is a link without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port + 1}/one.html`);
  await expect(page.getByRole('link', { name: 'What it costs' })).toHaveAttribute('href', `${assets}?model=llama-3.1-8b&tokens=20M`);
  await context.close();
});

test('has nothing for axe to find', async ({ page }) => {
  await page.goto('one.html');
  await change(page);
  await page.evaluate(() => {
    const table = document.createElement('tune-cost');
    table.setAttribute('view', 'table');
    document.body.append(table);
  });
  await change(page, 2);
  for (const scheme of ['light', 'dark']) {
    await page.evaluate((scheme) => document.querySelectorAll('tune-cost').forEach((element) => element.setAttribute('theme', scheme)), scheme);
    const { violations } = await new AxeBuilder({ page }).include('tune-cost').analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
  }
});
