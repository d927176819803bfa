// Scenarios side by side, in the link.
import { answer, axe, expect, open, query, test } from './page.mjs';

const section = (page) => page.locator('#kept');
const heads = (page) => section(page).locator('thead th');
const names = (page) => section(page).getByRole('textbox').evaluateAll((boxes) => boxes.map((box) => box.value));
const keep = (page) => section(page).getByRole('button', { name: 'Keep this' });

test('keeps, compares, names, opens and removes scenarios', async ({ page }) => {
  await open(page, '?hardware=runpod.h100-sxm.2026-03&n_gpus=1');
  await keep(page).click();
  await expect.poll(() => names(page)).toEqual(['Llama 3.1 8B, QLoRA, 5 M']);
  await expect.poll(() => query(page)).toMatch(/&keep=Llama%203\.1%208B,%20QLoRA,%205%20M~hardware%3D/);
  // The present one beside it, once it differs.
  await expect(heads(page)).toHaveCount(1);
  await page.locator('#tokens').fill('10M');
  await page.locator('#tokens').blur();
  await section(page).scrollIntoViewIfNeeded();
  await expect(heads(page)).toHaveCount(2);
  await expect(heads(page).last()).toContainText('Now');
  await expect(section(page).getByRole('row', { name: /^Cost/ })).toContainText(/more, \+\d+ %/);
  // The same scenario is kept once.
  await keep(page).click();
  await keep(page).click();
  await expect(section(page).getByRole('status')).toContainText('kept already');
  await expect.poll(() => names(page)).toHaveLength(2);

  const name = section(page).getByRole('textbox', { name: 'Name of scenario 2' });
  await name.fill('Twice <b>~ as much');
  await name.press('Enter');
  await expect.poll(() => query(page)).toContain('keep=Twice%20%3Cb%3E-%20as%20much~');
  await expect.poll(() => names(page)).toEqual(['Llama 3.1 8B, QLoRA, 5 M', 'Twice <b>- as much']);
  await section(page).getByRole('button', { name: /^Open Llama/ }).click();
  await expect(page.locator('#tokens')).toHaveValue('5 M');
  await expect.poll(() => query(page)).not.toContain('&tokens=');

  await section(page).getByRole('button', { name: /^Remove Llama/ }).click();
  await expect.poll(() => names(page)).toEqual(['Twice <b>- as much']);
  // Going back brings it back.
  await page.goBack();
  await expect.poll(() => names(page)).toHaveLength(2);
});

test('a link opens with what it keeps, four at most, and says what it ignores', async ({ page }) => {
  const pairs = ['One', 'Two', 'Three', 'Four', 'Five'].map((name, n) => `keep=${name}~epochs%3D${n + 1}`);
  await open(page, `?tokens=1M&${pairs.join('&')}&keep=~x`);
  await expect.poll(() => names(page)).toEqual(['One', 'Two', 'Three', 'Four']);
  await expect(page.locator('.notices')).toContainText('A link keeps at most 4 scenarios');
  await expect(page.locator('#tokens')).toHaveValue('1 M');
  await keep(page).click();
  await expect(section(page).getByRole('status')).toContainText('Four are kept');
  // They stay while the scenario moves, and through a reload.
  await page.locator('#tokens').fill('2M');
  await page.locator('#tokens').blur();
  await expect.poll(() => query(page)).toMatch(/tokens=2000000&keep=One~epochs%3D1&keep=Two/);
  await page.reload();
  await expect(answer(page)).toContainText('$');
  await expect.poll(() => names(page)).toEqual(['One', 'Two', 'Three', 'Four']);
});

test('a shared link carries them', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '?keep=Small~tokens%3D1000000');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText(/^Copied/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/hardware=.*&keep=Small~tokens%3D1000000$/);
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, '?keep=One~epochs%3D1&keep=Two~technique%3Dfull');
    await expect.poll(() => names(page)).toHaveLength(2);
    expect(await axe(page, '#kept')).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await axe(page, '#kept')).toEqual([]);
  });
}
