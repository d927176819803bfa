// What the tests of embedded cards share.
import { expect, test as base } from '@playwright/test';

export { expect };

export const port = Number(process.env.TUNECOST_TEST_PORT);
export const assets = `http://127.0.0.1:${port}/tools/tunecost/`;

export const test = base.extend({
  /** What must never happen on a page: empty at the end of every test. */
  trouble: async ({}, use) => {
    const trouble = [];
    await use(trouble);
    expect(trouble).toEqual([]);
  },
  page: async ({ page, trouble }, use) => {
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(`exception: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith('http://127.0.0.1:')) trouble.push(`request: ${request.url()}`);
    });
    // Every change of every card, with its time, from the first one on.
    await page.addInitScript(() => {
      window.changes = [];
      document.addEventListener('tunecost:change', ({ detail, target }) => {
        window.changes.push({ at: performance.now(), id: target.id, ...detail });
      });
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifts.push(entry.value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await use(page);
  },
});

export const changes = (page) => page.evaluate(() => window.changes);
/** The last change, once there are `count`. */
export async function change(page, count = 1) {
  await expect.poll(async () => (await changes(page)).length).toBeGreaterThanOrEqual(count);
  return (await changes(page)).at(-1);
}
