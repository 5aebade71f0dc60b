// What a benchmark runs in: a temporary folder, a host on a library in it, a browser. Whatever is started ends with the
// benchmark, however that ends: a host that is left behind would keep the terminal of whoever waits for it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { type Library, openLibrary } from '#main/library/library.ts';
import { startHost } from '../e2e/workbench.ts';

/** A host on the benchmark's library, and a browser. */
export type BenchWorkbench = {
  url: string;
  /** Opens a window of the usual size; several may be open beside each other. */
  newPage(): Promise<Page>;
};

/** Runs `bench` with an empty folder that is gone afterwards. */
export async function inTemporaryFolder<T>(bench: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-bench-'));
  try {
    return await bench(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `bench` with the built app on a library that `fill` has filled. */
export async function inWorkbench(
  fill: (library: Library) => Promise<void>,
  bench: (workbench: BenchWorkbench) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const library = await openLibrary(path.join(folder, 'library'), { watch: false });
    await fill(library);
    await library.close();
    const host = await startHost(path.join(folder, 'library'));
    try {
      await inBrowser((browser) =>
        bench({ url: host.url, newPage: () => browser.newPage({ viewport: { width: 1440, height: 900 } }) }),
      );
    } finally {
      await host.stop();
    }
  });
}

async function inBrowser(bench: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    ...(process.env.GALLEY_CHROMIUM && { executablePath: process.env.GALLEY_CHROMIUM }),
  });
  try {
    await bench(browser);
  } finally {
    await browser.close();
  }
}
