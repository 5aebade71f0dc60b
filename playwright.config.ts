// Browser tests of the built app on the local host, and real-window tests that run where Electron's binary is there.
import { defineConfig } from '@playwright/test';

const isRoot = process.getuid?.() === 0;
// In a system without a language of its own the browser gives no file a name that is not plain ASCII.
process.env.LANG ??= 'C.UTF-8';

export default defineConfig({
  testDir: 'tests',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  // Once more, since a shared machine may starve a browser for seconds; what passes only then is listed as flaky.
  retries: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(process.env.GALLEY_CHROMIUM && { executablePath: process.env.GALLEY_CHROMIUM }),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'browser', testMatch: ['e2e/**/*.spec.ts', 'security/**/*.spec.ts'] },
    { name: 'desktop', testMatch: 'electron/**/*.spec.ts' },
  ],
});
