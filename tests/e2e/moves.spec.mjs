// What moves the answer, what saves, and the curves under the sliders.
import { answer, answerText, axe, expect, expectChanged, open, query, sideways, slider, test } from './page.mjs';

const sways = (page) => page.locator('.sways tbody tr');
const savings = (page) => page.locator('.savings tbody');
const saving = (page, name) => savings(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });
const sway = (page, name) => sways(page).filter({ has: page.getByRole('button', { name, exact: true }) });
const dollars = (text) => Number(text.match(/\$([\d,.]+)/)[1].replaceAll(',', ''));

async function openMoves(page, query = '') {
  await open(page, query);
  await expect(sways(page).first()).toBeAttached();
  await page.locator('#moves').scrollIntoViewIfNeeded();
}

test('bars say in words what they show, the longest first', async ({ page }) => {
  await openMoves(page);
  expect(await sways(page).count()).toBeGreaterThanOrEqual(10);
  const swings = await sways(page).locator('svg').evaluateAll((pictures) => pictures.map((one) => one.getAttribute('aria-label')));
  const amounts = swings.map(dollars);
  expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
  const tokens = sway(page, 'Tokens');
  await expect(tokens).toContainText('now 5 M tokens');
  const cells = tokens.locator('> *');
  // A row has no inner text until it is drawn.
  await expect.poll(async () => (await cells.allInnerTexts())[1]).toContain('2.5 M tokens');
  const [, least, , most] = await cells.allInnerTexts();
  expect(most).toContain('10 M tokens');
  // Starting costs the same, however many there are.
  expect(dollars(most) / dollars(least)).toBeGreaterThan(3);
  expect(dollars(most) / dollars(least)).toBeLessThan(4.2);
});

test('bars show hours on request, and a row leads to its control', async ({ page }) => {
  await openMoves(page);
  await page.getByRole('radio', { name: 'Wall-clock' }).check();
  await expect(sways(page).first()).toContainText(/\d (h|min|days)/);
  const row = page.getByRole('button', { name: 'Sequence length', exact: true });
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#training')).toHaveAttribute('open');
  await expect(page.locator('#seq_len')).toBeFocused();
});

test('bars follow the answer once it rests', async ({ page }) => {
  await openMoves(page);
  await page.locator('#tokens').fill('50M');
  await page.locator('#moves').scrollIntoViewIfNeeded();
  await expect(sway(page, 'Tokens')).toContainText('now 50 M tokens');
  await expect(sway(page, 'Tokens')).toContainText('100 M tokens');
});

test('a saving gives what it promises', async ({ page }) => {
  await openMoves(page, '?hardware=runpod.h100-sxm.2026-03&n_gpus=1&tokens=500M&technique=lora');
  const cost = async () => dollars((await page.locator('#answer .metric').first().innerText()).replace(/^Cost\s+\?/, ''));
  const before = await cost();
  const row = saving(page, 'One epoch less');
  const promised = dollars(await row.locator('td').first().innerText());
  const text = await answerText(page);
  await row.getByRole('button').click();
  await expectChanged(page, text);
  expect(Math.abs(before - (await cost()) - promised) / before).toBeLessThan(0.07); // each of three figures has two digits
  await expect.poll(() => query(page)).toContain('epochs=2');
  // Going back undoes it.
  await page.goBack();
  await expect.poll(() => answerText(page)).toBe(text);
});

test('what is in use is priced by taking it away, and what cannot be says why', async ({ page }) => {
  await openMoves(page, '?hardware=runpod.h100-sxm.2026-03&n_gpus=1');
  const packed = saving(page, 'Packed sequences');
  await expect(packed).toContainText(/\$[\d.]+ less/);
  await packed.getByRole('button', { name: 'Undo: Packed sequences' }).click();
  await expect.poll(() => query(page)).toContain('packing=off');
  await expect(saving(page, 'Packed sequences').getByRole('button', { name: 'Use: Packed sequences' })).toBeVisible();
  // Every strategy of the guide stands there with its claim.
  for (const id of ['S1', 'S2', 'S3', 'S4', 'S5']) await expect(savings(page)).toContainText(`${id} of the guide`);
  await open(page, '?model=llama-2-70b&technique=full&hardware=rtx-4090&n_gpus=1');
  await expect(page.locator('#moves')).toContainText('There is no answer to move');
});

test('sliders carry a curve of the cost, and its dot follows the slider', async ({ page }) => {
  await open(page);
  const track = page.locator('.track[data-field=tokens]');
  const curve = track.locator('svg');
  await expect(curve).toBeVisible();
  await expect(curve.locator('title')).toHaveText(/^Cost along Tokens: \$.* to \$/);
  const shape = await curve.locator('path').first().getAttribute('d');
  expect(shape.match(/[ML]/g).length).toBe(33);
  const dot = await curve.locator('.dot').getAttribute('d');
  await slider(page, 'Tokens').fill('900');
  await expect(curve.locator('.dot')).not.toHaveAttribute('d', dot);
  // A budget does not change what the run costs.
  await expect(page.locator('.track[data-field=budget] svg')).toBeHidden();
  // A folded slider gets its curve when it is seen, and nothing moves for it.
  await page.locator('#training > summary').click();
  const field = page.locator('.track[data-field=seq_len]');
  const { height } = await field.boundingBox();
  await expect(field.locator('svg')).toBeVisible();
  expect((await field.boundingBox()).height).toBe(height);
});

test('nothing sticks out on a phone, and axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openMoves(page);
  expect(await axe(page, '#moves')).toEqual([]);
  // The bars fit; what saves may scroll a little by itself, the page never does.
  const beyond = await page.locator('#moves').evaluate((section) =>
    [...section.querySelectorAll('.scroller')].map((one) => one.scrollWidth - one.clientWidth));
  expect(beyond[0]).toBe(0);
  expect(beyond[1]).toBeLessThan(60);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  await expect(answer(page)).toBeInViewport();
});
