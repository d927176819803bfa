// How the page behaves on a host: its own files only, any folder, a strict policy.
import { readFileSync } from 'node:fs';
import { answer, answerText, expect, inFolder, open, test } from './page.mjs';

test('works in a folder of another origin, with relative addresses only', async ({ page }) => {
  await open(page, `${inFolder}?tokens=7M`);
  await expect(answer(page)).toContainText('$');
  const before = await answerText(page);
  await page.locator('#technique').selectOption('full');
  await expect.poll(() => page.url()).toContain(`${inFolder}?v=1&tokens=7000000&technique=full`);
  await page.goBack();
  await expect(answer(page)).toHaveText(before, { useInnerText: true });
  const html = readFileSync(new URL('../../dist/index.html', import.meta.url), 'utf8');
  expect(html).not.toMatch(/(?:src|href)="?(?:\/|https?:)/);
});

test('asks for nothing after it has started', async ({ page }) => {
  await open(page);
  await page.waitForLoadState('networkidle');
  // The copy for visits without a network is made a moment after the page has come to rest.
  await page.evaluate(() => navigator.serviceWorker.ready);
  const later = [];
  page.on('request', (request) => later.push(request.url()));
  await page.locator('#tokens').fill('20M');
  await page.locator('#technique').selectOption('lora');
  await page.getByLabel('Filter', { exact: true }).fill('h100');
  await page.waitForTimeout(500);
  expect(later).toEqual([]);
});

test('its policy stops what is not its own', async ({ page, trouble }) => {
  await open(page);
  const result = await page.evaluate(async () => {
    const blocked = [];
    // Evaluating a text is reported as script-src, where it is reported at all.
    document.addEventListener('securitypolicyviolation', (event) => event.effectiveDirective !== 'script-src' && blocked.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.intruder = true';
    document.body.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.body.append(style);
    await fetch('http://127.0.0.2:9/').catch(() => {});
    // Later, on the page's own account: what a test evaluates is let through.
    const evaluated = await new Promise((done) => {
      setTimeout(() => {
        try {
          done(Function('return true')());
        } catch {
          done(false);
        }
      }, 100);
    });
    return { blocked, intruder: window.intruder ?? false, evaluated };
  });
  expect(result.intruder).toBe(false);
  expect(result.evaluated).toBe(false);
  expect(new Set(result.blocked)).toEqual(new Set(['connect-src', 'script-src-elem', 'style-src-elem']));
  // The browser reports each of them, and nothing else.
  expect(trouble.filter((line) => !/violates|127\.0\.0\.2/.test(line))).toEqual([]);
  trouble.length = 0;
});

test('two pages at once do not disturb each other', async ({ page, context }) => {
  await open(page, '?tokens=1M');
  const first = await answerText(page);
  const other = await context.newPage();
  await open(other, '?tokens=900M');
  await other.locator('#epochs').fill('5');
  expect(await answerText(page)).toBe(first);
});
