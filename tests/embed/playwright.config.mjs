import { defineConfig } from '@playwright/test';
import { freePair } from '../common/ports.mjs';

// Two origins: the built page with its embed/ in a folder of one, sites that embed cards on the other.
process.env.TUNECOST_TEST_PORT ??= String(await freePair());
const port = Number(process.env.TUNECOST_TEST_PORT);
const cwd = new URL('../..', import.meta.url).pathname;
const assets = `http://127.0.0.1:${port}/tools/tunecost/`;
const serve = (command, url) => ({ command, cwd, url, reuseExistingServer: false });

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../target/test-results-embed',
  webServer: [
    serve(`node scripts/lib/static-server.mjs dist ${port} /tools/tunecost/`, assets),
    serve(`node tests/embed/server.mjs ${port + 1} ${assets}`, `http://127.0.0.1:${port + 1}/`),
  ],
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port + 1}/`,
    viewport: { width: 1000, height: 900 },
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--js-flags=--expose-gc'] },
  },
});
