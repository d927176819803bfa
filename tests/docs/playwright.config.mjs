import { defineConfig } from '@playwright/test';
import { freePair } from '../common/ports.mjs';

// Every example site, built and served on one origin, and the page with its embed/ on another.
process.env.TUNECOST_TEST_PORT ??= String(await freePair());
const port = Number(process.env.TUNECOST_TEST_PORT);
const cwd = new URL('../..', import.meta.url).pathname;
const serve = (folder, at, prefix) => ({
  command: `node scripts/lib/static-server.mjs ${folder} ${at} ${prefix}`,
  cwd,
  port: at,
  reuseExistingServer: false,
});

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../target/test-results-docs',
  globalSetup: './build.mjs',
  webServer: [serve('dist', port, '/tools/tunecost/'), serve('target/sites', port + 1, '/')],
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port + 1}/`,
    viewport: { width: 1200, height: 900 },
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
});
