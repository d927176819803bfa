// Keyboard, screen reader, phone, colours, print.
import { answer, answerText, axe, expect, expectChanged, open, openAllDetails, rows, sideways, slider, test } from './page.mjs';

const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };
const views = {
  'the first screen': async (page) => open(page),
  'everything unfolded': async (page) => {
    await open(page);
    await openAllDetails(page);
    const more = page.getByRole('button', { name: /^Show all/ });
    if (await more.isVisible()) await more.click();
  },
  'a plan that does not fit, a damaged link, a field that cannot be read': async (page) => {
    await open(page, '?model=llama-2-70b&technique=full&hardware=rtx-4090&n_gpus=1&colour=red&budget=5');
    await page.locator('#tokens').fill('3x');
    await page.locator('#tokens').blur();
  },
  'the guide\'s method': async (page) => open(page, '?preset=B1&method=guide'),
};
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, reducedMotion: 'reduce' });
      for (const [name, show] of Object.entries(views)) {
        test(`axe finds nothing: ${name}`, async ({ page }) => {
          await show(page);
          expect(await axe(page)).toEqual([]);
        });
      }
    });
  }
}

for (const width of [320, 360, 414, 768, 1024]) {
  test(`nothing sticks out sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await open(page);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await openAllDetails(page);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await open(page, '?model=llama-2-70b&technique=full&hardware=rtx-4090&n_gpus=1&colour=red');
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });
}

test('on a phone the answer stays in view while the inputs scroll', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page);
  await page.locator('#training > summary').click();
  await page.locator('#seq_len').scrollIntoViewIfNeeded();
  await expect(answer(page)).toBeInViewport();
});

test('dark mode is dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page);
  const light = await page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
  });
  expect(light).toBeLessThan(60);
});

test('the whole way with the keyboard alone', async ({ page }) => {
  await open(page);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim());
  const tabTo = async (wanted, key = 'Tab') => {
    const passed = [];
    for (let presses = 0; presses < 150; presses += 1) {
      await page.keyboard.press(key);
      const here = await focused();
      if (wanted.test(here)) return passed;
      passed.push(here);
    }
    throw new Error(`${wanted} was not reached: ${passed.join(', ')}`);
  };
  // The first stop leads past everything.
  await page.keyboard.press('Tab');
  expect(await focused()).toMatch(/Skip to the answer/);
  await page.keyboard.press('Enter');
  await expect(answer(page)).toBeFocused();

  await page.reload();
  await expect(answer(page)).toContainText('$');
  await tabTo(/^model$/);
  let before = await answerText(page);
  await page.keyboard.type('Llama 2 13B');
  await expectChanged(page, before);
  await tabTo(/^tokens$/);
  before = await answerText(page);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('40M');
  await expectChanged(page, before);
  // The slider is the field's neighbour.
  await page.keyboard.press('Tab');
  await expect(slider(page, 'Tokens')).toBeFocused();
  before = await answerText(page);
  await page.keyboard.press('ArrowRight');
  await expectChanged(page, before);
  await tabTo(/How Cost comes about/);
  await page.keyboard.press('Enter');
  await expect(page.locator('#why-cost')).toHaveAttribute('open');
  await tabTo(/^Copy link$/, 'Shift+Tab');
  await tabTo(/^Wall-clock/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Plans' }).getByRole('columnheader', { name: /^Wall-clock/ })).toHaveAttribute('aria-sort', 'ascending');
  await tabTo(/^Use /);
  await page.keyboard.press('Enter');
  await expect(rows(page).first()).toContainText('In use');
  // The focus is still in the table, not lost with the old rows.
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});

test('whatever has the focus shows it', async ({ page }) => {
  await open(page);
  const bare = [];
  for (let stop = 0; stop < 40; stop += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const shows = (element) => {
        const style = getComputedStyle(element);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
      };
      const here = document.activeElement;
      // A control inside a word of the sentence shows it on the word.
      const word = here.closest('.word');
      return [here.id || here.outerHTML.slice(0, 80), shows(here) || (word !== null && shows(word))];
    });
    if (!seen[1]) bare.push(seen[0]);
  }
  expect(bare).toEqual([]);
});

test('a screen reader hears the new verdict once it has come to rest', async ({ page }) => {
  await open(page);
  await page.locator('#tokens').fill('400M');
  const verdict = await page.locator('#answer .verdict').innerText();
  await expect(page.locator('p[role=status]').filter({ hasText: verdict })).toBeAttached();
});

test('prints the answer and the table, without the controls', async ({ page }) => {
  await open(page, '?preset=B1');
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await expect(answer(page)).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await expect(slider(page, 'Tokens')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeHidden();
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.length).toBeGreaterThan(20_000);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the page says what it needs', async ({ page }) => {
    await page.goto('');
    await expect(page.getByText(/needs JavaScript/)).toBeVisible();
  });
});
