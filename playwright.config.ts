// Browser tests of the built app on the local host, and real-window tests that run where Electron's binary is there.
import { defineConfig } from '@playwright/test';

const isRoot = process.getuid?.() === 0;
// In a system without a language of its own the browser gives no file a name that is not plain ASCII.
process.env.LANG ??= 'C.UTF-8';

/** What Chromium would do beside each page, and no test looks at: the lists below its address field, a process in reserve. */
const UNSEEN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'SpareRendererForSitePerProcess'];
/** What Playwright turns off itself. Of two such switches the last one counts, so that its own are said again. */
const PLAYWRIGHTS_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

export default defineConfig({
  testDir: 'tests',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  // Once more, since a shared machine may starve a browser for seconds; what passes only then is listed as flaky.
  retries: 1,
  // Test by test, not file by file: no worker is left over at the end with a long file.
  fullyParallel: true,
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
        `--disable-features=${[...PLAYWRIGHTS_OFF, ...UNSEEN].join(',')}`,
      ],
    },
  },
  projects: [
    // The longest first, for the same reason.
    { name: 'security', testMatch: 'security/**/*.spec.ts' },
    { name: 'browser', testMatch: 'e2e/**/*.spec.ts' },
    { name: 'desktop', testMatch: 'electron/**/*.spec.ts' },
  ],
});
