import { defineConfig } from '@playwright/test';
import { freePair } from '../common/ports.mjs';

// The built page, served as any host would: once at the root of an origin, once in a folder. Workers inherit the ports.
process.env.TUNECOST_TEST_PORT ??= String(await freePair());
const port = Number(process.env.TUNECOST_TEST_PORT);
const root = new URL('../..', import.meta.url).pathname;
const serve = (at, prefix) => ({
  command: `node scripts/lib/static-server.mjs dist ${at} ${prefix}`,
  cwd: root,
  url: `http://127.0.0.1:${at}${prefix}`,
  reuseExistingServer: false,
});

export default defineConfig({
  testDir: '.',
  outputDir: '../../target/test-results',
  webServer: [serve(port, '/'), serve(port + 1, '/docs/tunecost/')],
  workers: 2,
  fullyParallel: true,
  // A busy machine is no failure.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Playwright switches this off, and with it a limit on changes of the address that every reader's browser has.
      ignoreDefaultArgs: ['--disable-ipc-flooding-protection'],
    },
  },
});
