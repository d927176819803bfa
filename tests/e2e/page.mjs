// What every test needs: the page as a reader opens it, and a watch on what must never happen meanwhile.
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';

export { expect };

export const port = Number(process.env.TUNECOST_TEST_PORT);
const own = [`http://127.0.0.1:${port}/`, `http://127.0.0.1:${port + 1}/docs/tunecost/`];
/** The same page in a folder of another origin. */
export const inFolder = own[1];

/** Console errors and warnings, exceptions, and requests that leave the page's own folder. */
export function watch(page, trouble) {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && !own.some((origin) => url.startsWith(origin))) trouble.push(`request: ${url}`);
  });
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
}

export const test = base.extend({
  /** Empty at the end of every test. */
  trouble: async ({}, use) => {
    const trouble = [];
    await use(trouble);
    expect(trouble).toEqual([]);
  },
  page: async ({ page, trouble }, use) => {
    watch(page, trouble);
    await use(page);
  },
});

/** Opens the page and waits for its answer. */
export async function openFirst(page, query = '') {
  await page.goto(query);
  await expect(answer(page)).toContainText(/\d/);
}

/** Opens the page and waits for all of it. */
export async function open(page, query = '') {
  await openFirst(page, query);
  await arrived(page);
}

/** Waits until nothing of the page is on its way any more. */
export const arrived = (page) => expect(page.locator('.later')).toHaveCount(0);

export const answer = (page) => page.locator('#answer');
export const answerText = (page) => answer(page).innerText();
/** A slider by its label. */
export const slider = (page, name) => page.getByRole('slider', { name, exact: true });
/** The rows of the comparison that have been drawn. */
export const rows = (page) => page.locator('#compare tbody:not(.gap) tr');
/** The query of the address, once it has come to rest. */
export const query = (page) => new URL(page.url()).search;
/** Entries of the tab's history. */
export const entries = (page) => page.evaluate(() => history.length);

/** Brings a part of the page into view: what is far from the window has no text that is laid out. */
export async function see(part) {
  await part.scrollIntoViewIfNeeded();
  const drawn = (element) => element.firstElementChild.checkVisibility({ contentVisibilityAuto: true });
  await expect.poll(() => part.evaluate(drawn)).toBe(true);
}

/** Waits until the answer differs from `before`. */
export const expectChanged = (page, before) => expect.poll(() => answerText(page)).not.toBe(before);

export async function openAllDetails(page) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/** Every finding of axe, in words; in one part of the page where a selector names it. */
export async function axe(page, part = 'html') {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`));
}

/** How far the page could be scrolled sideways. */
export const sideways = (page) =>
  page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
