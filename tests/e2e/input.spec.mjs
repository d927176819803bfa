// Fields that cannot be read, and plans that do not fit.
import { answer, answerText, expect, open, query, test } from './page.mjs';

const wrong = ['3x', '-5', '0', '1e40', 'NaN', '5 5', '..', '∞', '$%&'];
for (const text of wrong) {
  test(`"${text}" in a field: it says what to enter, keeps the text and the last answer`, async ({ page }) => {
    await open(page);
    const before = await page.locator('#answer .verdict').innerText();
    const field = page.locator('#tokens');
    await field.fill(text);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    const complaint = page.locator('#tokens-complaint');
    await expect(complaint).toBeVisible();
    await expect(complaint).toContainText(/like 5/);
    await expect(field).toHaveAttribute('aria-describedby', /tokens-complaint/);
    await expect(answer(page)).toHaveClass(/stale/);
    await expect(answer(page)).toContainText(/last good answer/);
    expect(await page.locator('#answer .verdict').innerText()).toBe(before);
    expect(query(page)).not.toContain('tokens');
    // Leaving the field loses nothing that was typed.
    await field.blur();
    await expect(field).toHaveValue(text);

    await field.fill('9M');
    await expect(complaint).toBeHidden();
    await expect(answer(page)).not.toHaveClass(/stale/);
    expect(await page.locator('#answer .verdict').innerText()).not.toBe(before);
  });
}

test('an emptied field that needs a value says so; an optional one may be empty', async ({ page }) => {
  await open(page, '?budget=100');
  await page.locator('#epochs').fill('');
  await expect(page.locator('#epochs-complaint')).toBeVisible();
  await page.locator('#epochs').fill('3');
  await page.locator('#budget').fill('');
  await expect(page.locator('#budget-complaint')).toBeHidden();
  await expect(answer(page)).not.toHaveClass(/stale/);
});

test('fields that contradict each other are named, and the last answer stays', async ({ page }) => {
  await open(page);
  const before = await page.locator('#answer .verdict').innerText();
  await page.locator('#training > summary').click();
  await page.locator('#global_batch_size').fill('2');
  await page.locator('#micro_batch_size').fill('64');
  await expect(page.locator('#micro_batch_size-complaint')).toContainText(/at most the global batch/);
  await expect(answer(page)).toHaveClass(/stale/);
  await expect(answer(page)).toContainText(/last good answer/);
  expect((await answerText(page)).length).toBeGreaterThan(before.length / 2);
  await page.locator('#micro_batch_size').fill('1');
  await expect(answer(page)).not.toHaveClass(/stale/);
});

test('a model split between GPUs: degrees count, and GPUs that they do not divide are named', async ({ page }) => {
  await open(page, '?model=llama-3.1-70b&technique=lora&hardware=h100-sxm-80gb&n_gpus=8');
  await page.locator('#parallel > summary').click();
  await expect(page.locator('#parallel .digest')).toHaveText('every GPU computes whole layers');
  await page.locator('#tensor_parallel').fill('3');
  await expect(page.locator('#n_gpus-complaint')).toContainText(/takes 3 GPUs\. Enter a multiple of it, like 9/);
  await expect(answer(page)).toHaveClass(/stale/);
  await page.locator('#tensor_parallel').fill('4');
  await page.locator('#pipeline_parallel').fill('2');
  await expect(answer(page)).not.toHaveClass(/stale/);
  await expect(page.locator('#parallel .digest')).toHaveText('tensor 4 \u{d7} pipeline 2');
  await expect.poll(() => query(page)).toMatch(/tensor_parallel=4.*pipeline_parallel=2/);
  await page.locator('#expert_parallel').fill('8');
  await expect(page.locator('#expert_parallel-complaint')).toContainText(/has no experts/);
});

test('a plan that does not fit overflows its bar and offers ways out, each one click', async ({ page }) => {
  await open(page, '?model=llama-2-13b&technique=lora&hardware=rtx-4090&n_gpus=1&seq_len=4096');
  await expect(answer(page)).toContainText(/not fit|does not|too much|needs/i);
  await expect(page.locator('.bar .over')).toBeVisible();
  await expect(page.locator('.memory-head')).toContainText(/GiB (over|more than) the card/);
  const ways = page.locator('.ways li button');
  const count = await ways.count();
  expect(count).toBeGreaterThan(1);
  const scenario = page.url();
  for (let index = 0; index < count; index += 1) {
    await page.goto(scenario);
    const way = page.locator('.ways li button').nth(index);
    // Each says what it costs.
    await expect(way).toContainText(/\$|h |min|%/);
    await way.click();
    await expect(page.locator('.ways')).toBeHidden();
    await expect(page.locator('.bar .over')).toBeHidden();
    await expect(answer(page)).toContainText(/\$\d/);
  }
  await page.goBack();
  await expect(page.locator('.bar .over')).toBeVisible();
});
