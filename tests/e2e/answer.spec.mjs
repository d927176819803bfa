// Opening the page and moving its inputs.
import { answer, answerText, entries, expect, expectChanged, open, query, slider, test } from './page.mjs';

test('opens already answered: what to rent, the cost, the time, the memory', async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle(/Tunecost/);
  await expect(answer(page)).toContainText(/\$\d/);
  await expect(answer(page)).toContainText(/\d+ (h|min|days)/);
  await expect(answer(page)).toContainText(/\d GiB/);
  await expect(answer(page)).toContainText(/\d.*[–-].*\d/);
  await expect(page.locator('#answer')).toHaveRole('status');
  expect(query(page)).toBe('');
});

test('shows its five inputs first, and the rest folded', async ({ page }) => {
  await open(page);
  for (const id of ['model', 'tokens', 'epochs', 'technique', 'hardware', 'price']) {
    await expect(page.locator(`#${id}`)).toBeVisible();
  }
  for (const id of ['training', 'assumptions']) {
    await expect(page.locator(`#${id}`)).not.toHaveAttribute('open');
    await page.locator(`#${id} > summary`).click();
  }
  await expect(page.locator('#seq_len')).toBeVisible();
  await expect(page.locator('#overhead')).toBeVisible();
});

test('a typed value moves the answer in the same frame', async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    const text = () => document.querySelector('#answer').innerText;
    window.frames_ = [];
    document.addEventListener('input', () => {
      const before = text();
      requestAnimationFrame(() => window.frames_.push([before, text()]));
    }, true);
  });
  await page.locator('#tokens').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('3');
  const [before, after] = await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(window.frames_.at(-1)), 0))),
  );
  expect(after).not.toBe(before);
});

test('the field takes numbers as people write them', async ({ page }) => {
  await open(page);
  const field = page.locator('#tokens');
  const seen = new Map();
  for (const text of ['300M', '300,000,000', '3e8', '300000k']) {
    await field.fill(text);
    await expect(field).toHaveAttribute('aria-invalid', 'false');
    seen.set(text, await answerText(page));
  }
  expect(new Set(seen.values()).size).toBe(1);
  await field.blur();
  await expect(field).toHaveValue('300 M');
});

test('field and slider are linked both ways', async ({ page }) => {
  await open(page);
  const tokens = slider(page, 'Tokens');
  const before = Number(await tokens.inputValue());
  await page.locator('#tokens').fill('1B');
  await expect.poll(async () => Number(await tokens.inputValue())).toBeGreaterThan(before);
  await expect(tokens).toHaveAttribute('aria-valuetext', /1 billion tokens/);
  await tokens.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('#tokens')).not.toHaveValue('1B');
});

test('dragging a slider moves the answer all the way and replaces the address', async ({ page }) => {
  await open(page);
  const before = await answerText(page);
  const length = await entries(page);
  const box = await slider(page, 'Tokens').boundingBox();
  const at = (share) => [box.x + box.width * share, box.y + box.height / 2];
  await page.mouse.move(...at(0.2));
  await page.mouse.down();
  const seen = new Set();
  // More moves than a browser takes changes of the address.
  for (let step = 0; step <= 300; step += 1) {
    await page.mouse.move(...at(0.2 + (0.7 * step) / 300));
    if (step % 50 === 0) seen.add(await answerText(page));
  }
  await page.mouse.up();
  await expectChanged(page, before);
  expect(seen.size).toBeGreaterThan(3);
  await expect.poll(() => query(page)).toMatch(/tokens=\d+/);
  expect(await entries(page)).toBe(length);

  const dragged = await answerText(page);
  await page.reload();
  await expect(answer(page)).toHaveText(dragged, { useInnerText: true });
});

test('a choice goes into the history; back and forward bring the scenario along', async ({ page }) => {
  await open(page);
  const first = await answerText(page);
  await page.getByRole('combobox', { name: 'Technique', exact: true }).selectOption('full');
  await expectChanged(page, first);
  const second = await answerText(page);
  await expect.poll(() => query(page)).toContain('technique=full');
  await page.locator('#price').selectOption('spot');
  await expect.poll(() => query(page)).toContain('price=spot');
  const third = await answerText(page);

  await page.goBack();
  await expect(answer(page)).toHaveText(second, { useInnerText: true });
  await expect(page.locator('#price')).toHaveValue('on-demand');
  await page.goBack();
  await expect(answer(page)).toHaveText(first, { useInnerText: true });
  await expect(page.getByRole('combobox', { name: 'Technique', exact: true })).toHaveValue('qlora');
  await page.goForward();
  await page.goForward();
  await expect(answer(page)).toHaveText(third, { useInnerText: true });
});

test('a budget and a deadline get a verdict', async ({ page }) => {
  await open(page);
  await page.locator('#budget').fill('100000');
  await page.locator('#deadline_hours').fill('2000');
  const verdict = page.getByRole('complementary', { name: 'Limits and methods' });
  await expect(verdict).toContainText('Within the budget');
  await expect(verdict).toContainText('In time');
  await page.locator('#budget').fill('0.01');
  await page.locator('#deadline_hours').fill('0.01');
  await expect(verdict).toContainText('Over the budget');
  await expect(verdict).toContainText('Too late');
});

test('every figure of the answer explains itself', async ({ page }) => {
  await open(page);
  for (const [name, id] of [['Cost', 'why-cost'], ['Wall-clock', 'why-time'], ['Memory', 'why-memory']]) {
    await answer(page).getByRole('button', { name }).click();
    const why = page.locator(`#${id}`);
    await expect(why).toHaveAttribute('open');
    await expect(why.locator('tbody tr').last()).toContainText('100');
    await expect(why.locator('tbody tr')).not.toHaveCount(1);
  }
});
