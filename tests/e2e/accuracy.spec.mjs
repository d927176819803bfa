// Is it right? The errors in words, the measured runs, calibration with a run of one's own.
import { answer, answerText, axe, expect, expectChanged, inFolder, open, query, see, sideways, test } from './page.mjs';

const section = (page) => page.locator('#accuracy');
const fold = (page) => page.locator('#runs');
const bodyRows = (page) => section(page).locator('tbody tr');
const head = (page, name) => section(page).getByRole('columnheader', { name });
const cells = (page, column) => bodyRows(page).locator(`> :nth-child(${column})`).allInnerTexts();
const picture = (page) => page.locator('#runs-plot > svg[role=img]');
/** Runs that the picture says it shows. */
const pictured = async (page) => {
  const label = await picture(page).getAttribute('aria-label');
  const [, inside, outside] = label.match(/: (\d+) runs inside the range of their estimate, (\d+) outside/);
  return Number(inside) + Number(outside);
};
const count = async (list, value) => Number((await list.locator(`option[value="${value}"]`).innerText()).match(/\((\d+)\)/)[1]);

async function unfold(page) {
  await fold(page).locator('summary').click();
  await expect(bodyRows(page).first()).toBeVisible();
}

test('says how far off it is before anything is fetched', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page);
  await see(section(page));
  const text = await section(page).innerText();
  for (const words of [/Memory/, /Speed/]) expect(text).toMatch(words);
  expect(text.match(/Half of the estimates are within [\d.]+ %, nine in ten within [\d.]+ %/g)).toHaveLength(2);
  expect(text.match(/[\d.]+ % are more than 10 % too low/g)).toHaveLength(2);
  expect(text.match(/\d+ published figures of \d+ sources/g)).toHaveLength(2);
  await page.getByRole('navigation').getByRole('button', { name: 'Is it right?' }).click();
  await expect(section(page).getByRole('heading', { name: 'Is it right?' })).toBeInViewport();
  await expect(section(page)).toBeFocused();
  expect(asked.filter((path) => path.includes('accuracy'))).toEqual([]);
  await unfold(page);
  await fold(page).locator('summary').click();
  await fold(page).locator('summary').click();
  await expect(bodyRows(page).first()).toBeVisible();
  expect(asked.filter((path) => path.includes('accuracy'))).toEqual(['/accuracy.tsv']);
});

test('the runs come as a picture, a list of the worst and a table', async ({ page }) => {
  await open(page);
  await unfold(page);
  const shown = await count(page.locator('#runs-0'), 'Memory');
  expect(shown).toBeGreaterThan(500);
  expect(await pictured(page)).toBe(shown);
  // One path draws all dots inside the range, another all crosses outside.
  const drawn = await section(page).evaluate((element) => {
    const starts = (name) => element.querySelector(`path.${name}`).getAttribute('d').split('M').length - 1;
    return starts('in') + starts('out');
  });
  expect(drawn).toBe(shown);
  await expect(section(page).locator('.worst li')).toHaveCount(3);
  await see(section(page));
  // Each names its source, which is one to filter by.
  const options = await page.locator('#runs-3 option').allInnerTexts();
  const sources = options.map((option) => option.replace(/ \(\d+\)$/, ''));
  for (const miss of await section(page).locator('.worst li').allInnerTexts()) {
    expect(miss).toMatch(/GiB measured, [\d.,]+ GiB estimated: [\d.]+(×| %) too (low|high)/);
    expect(sources).toContain(miss.trim().split('\n').at(-1).replace(/ Open$/, '').trim());
  }
  await expect(bodyRows(page)).toHaveCount(40);
  await section(page).getByRole('button', { name: /^List all/ }).click();
  await expect(bodyRows(page)).toHaveCount(shown);
});

test('filters change what is counted, drawn and listed', async ({ page }) => {
  await open(page);
  await unfold(page);
  const [metric, technique, gpu, source] = [0, 1, 2, 3].map((name) => page.locator(`#runs-${name}`));
  const before = await gpu.locator('option').allInnerTexts();
  const qlora = await count(technique, 'QLoRA');
  await technique.selectOption('QLoRA');
  await expect.poll(() => pictured(page)).toBe(qlora);
  expect(await gpu.locator('option').allInnerTexts()).not.toEqual(before);
  expect(await gpu.locator('option').first().innerText()).toBe(`All (${qlora})`);
  expect(new Set(await cells(page, 6))).toEqual(new Set(['QLoRA']));
  await gpu.selectOption({ index: 1 });
  const [, name, n] = (await gpu.locator('option').nth(1).innerText()).match(/(.*) \((\d+)\)/);
  await expect.poll(() => pictured(page)).toBe(Number(n));
  for (const cell of await cells(page, 5)) expect(cell).toContain(name);
  await technique.selectOption('');
  await gpu.selectOption('');
  await metric.selectOption('Speed');
  await expect(picture(page)).toHaveAttribute('aria-label', /tokens\/s a GPU/);
  for (const cell of await cells(page, 2)) expect(cell).toMatch(/tokens\/s$/);
  // Of one source all three may come from it.
  await source.selectOption({ index: 1 });
  await expect(section(page).locator('.worst li')).toHaveCount(3);
  expect(new Set(await cells(page, 8)).size).toBe(1);
});

test('a header button sorts, by value and not by letters', async ({ page }) => {
  await open(page);
  await unfold(page);
  await expect(head(page, 'Off by')).toHaveAttribute('aria-sort', 'descending');
  const measured = head(page, 'Measured');
  const values = async () => (await cells(page, 2)).map((text) => Number(text.replaceAll(',', '').match(/[\d.]+/)[0]));
  await measured.getByRole('button').click();
  await expect(measured).toHaveAttribute('aria-sort', 'ascending');
  await expect(measured.getByRole('button')).toBeFocused();
  let now = await values();
  expect(now).toEqual([...now].sort((a, b) => a - b));
  await measured.getByRole('button').click();
  await expect(measured).toHaveAttribute('aria-sort', 'descending');
  now = await values();
  expect(now).toEqual([...now].sort((a, b) => b - a));
});

test('a run opens as a scenario, without a new page', async ({ page }) => {
  await open(page);
  await unfold(page);
  await page.evaluate(() => (window.stays = true));
  const row = bodyRows(page).filter({ has: page.getByRole('link') }).first();
  const link = row.getByRole('link');
  const href = await link.getAttribute('href');
  const before = await answerText(page);
  await link.click();
  await expectChanged(page, before);
  await expect.poll(() => query(page)).toBe(href);
  await expect(answer(page)).toBeInViewport();
  expect(await page.evaluate(() => window.stays)).toBe(true);
  // The link alone opens the same.
  const after = await answerText(page);
  await page.goBack();
  await expect(answer(page)).toHaveText(before, { useInnerText: true });
  await open(page, href);
  expect(await answerText(page)).toBe(after);
});

test('a dot says which run it is, and opens it', async ({ page }) => {
  await open(page);
  await unfold(page);
  const area = section(page).locator('.area');
  await area.scrollIntoViewIfNeeded();
  // The last dots of the path, by the picture's own coordinates.
  const dots = await area.evaluate((element) => {
    const svg = element.querySelector('svg svg');
    const [left, top, span] = svg.getAttribute('viewBox').split(' ').map(Number);
    const marks = svg.querySelector('path.in').getAttribute('d').split('M').slice(1).reverse().slice(0, 30);
    return marks.map((mark) => {
      const [x, y] = mark.match(/-?\d+/g).map(Number);
      return { x: ((x - left) / span) * element.clientWidth, y: ((y - top) / span) * element.clientHeight };
    });
  });
  const near = section(page).locator('.near');
  await expect(near).toContainText('Point at a run');
  // Some runs use what the page has no field for. The first that it can open is opened.
  let opened = false;
  for (const position of dots) {
    await area.hover({ position });
    await expect(near).toContainText(/measured, .* estimated/);
    await expect(section(page).locator('.area .halo')).toBeAttached();
    const link = near.getByRole('link');
    if ((await link.count()) === 0) continue;
    const href = await link.getAttribute('href');
    await area.click({ position });
    await expect.poll(() => query(page)).toBe(href);
    opened = true;
    break;
  }
  expect(opened).toBe(true);
});

test('works in a folder of another origin', async ({ page }) => {
  await open(page, inFolder);
  await unfold(page);
});

test('without the file it says what to do, and tries again', async ({ page, trouble }) => {
  let there = false;
  await page.route('**/accuracy.tsv', (route) => (there ? route.continue() : route.fulfill({ status: 404, body: '404\n' })));
  await open(page);
  await fold(page).locator('summary').click();
  const said = section(page).getByRole('status');
  await expect(said).toContainText(/did not arrive.*open it again.*scripts\/build/);
  await expect(bodyRows(page)).toHaveCount(0);
  there = true;
  await fold(page).locator('summary').click();
  await unfold(page);
  await expect(said).toBeHidden();
  // The browser reports the failure by itself.
  expect(trouble.filter((line) => !/404/.test(line))).toEqual([]);
  trouble.length = 0;
});

for (const [size, viewport] of Object.entries({ desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } })) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, reducedMotion: 'reduce' });
      test('axe finds nothing, and nothing sticks out', async ({ page }) => {
        await open(page);
        await unfold(page);
        expect(await axe(page, '#accuracy')).toEqual([]);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
      });
    });
  }
}

test('the answer says what its ranges rest on', async ({ page }) => {
  await open(page);
  const evidence = page.locator('.evidence');
  await expect(evidence).toContainText(/time rests on \d+ measured runs of \d+ sources, that of the memory on \d+ measured runs of \d+ sources/);
  await open(page, '?technique=lora&hardware=v100-sxm2-32gb&precision=fp16');
  // Few have measured adapters on a V100.
  await expect(evidence).toContainText(/time rests on \d+ measured runs? of [12] sources? and is wider for it/);
  await page.locator('#method-guide').check();
  await expect(evidence).toBeHidden();
});

test('a run of one\'s own scales the estimate, says so, goes into the link, and can be cleared', async ({ page }) => {
  await open(page, '?hardware=rtx-4090&n_gpus=1');
  const evidence = page.locator('.evidence');
  await expect(evidence).not.toContainText('Scaled');
  const before = await answerText(page);
  await page.locator('#assumptions > summary').click();
  await page.locator('#measured_step_secs').fill('30');
  await expectChanged(page, before);
  await expect(evidence).toContainText(/Scaled to your run: [\d.]+ times our speed\./);
  await expect.poll(() => query(page)).toContain('measured_step_secs=30');
  await page.locator('#measured_peak_mem_gib').fill('12');
  await expect(evidence).toContainText(/times our speed, [\d.]+ times our memory/);
  await expect(answer(page)).toContainText('Memory ?12.0 GiB');
  await expect.poll(() => query(page)).toContain('measured_peak_mem_gib=12');
  await page.reload();
  await expect(evidence).toContainText(/Scaled to your run/);
  await evidence.getByRole('button', { name: 'Clear' }).click();
  await expect(evidence).not.toContainText('Scaled');
  await expect(answer(page)).toHaveText(before, { useInnerText: true });
});
