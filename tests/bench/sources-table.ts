// The Sources room with 20,000 sources in Chromium: opening it, scrolling through it, filtering and searching it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { startHost } from '../e2e/workbench.ts';
import { fillWithSources } from './many-sources.ts';
import { ms, quantile } from './measure.ts';

const SOURCES = 20_000;
const SCROLLS = 400;

/** Runs `act` in the page and returns the milliseconds from its start to the paint after which `isDone` holds. */
async function toPaint(page: Page, act: () => Promise<void>, isDone: () => boolean): Promise<number> {
  const begun = await page.evaluate(() => performance.now());
  await act();
  await page.waitForFunction(isDone, null, { polling: 'raf' });
  return (await page.evaluate(() => performance.now())) - begun;
}

/** The milliseconds between the frames while the table is scrolled by a page a frame, down and up and down again. */
function frameTimes(page: Page): Promise<number[]> {
  return page.evaluate(async (scrolls) => {
    const table = document.querySelector('.g-grid');
    if (!table) throw new Error('There is no table.');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    await frame();
    let last = performance.now();
    for (let step = 0; step < scrolls; step += 1) {
      table.scrollTop += step % 100 < 70 ? 640 : -400;
      await frame();
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times;
  }, SCROLLS);
}

const shows = (text: string) =>
  `[...document.querySelectorAll('.status-line span')].some((span) => span.textContent.startsWith(${JSON.stringify(text)}))`;

export async function benchSourcesTable(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-bench-'));
  fillWithSources(path.join(folder, 'library'), SOURCES);
  const host = await startHost(path.join(folder, 'library'));
  const browser = await chromium.launch({
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    ...(process.env.GALLEY_CHROMIUM && { executablePath: process.env.GALLEY_CHROMIUM }),
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(host.url);
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
  const isOpen = () => document.querySelectorAll('.g-grid-row').length > 10;
  const cold = await toPaint(page, () => page.keyboard.press('Control+2'), isOpen);
  await page.waitForTimeout(2_000);
  await page.keyboard.press('Control+1');
  await page.waitForTimeout(300);
  const warm = await toPaint(page, () => page.keyboard.press('Control+2'), isOpen);
  await page.waitForTimeout(500);
  const frames = await frameTimes(page);

  await page.getByRole('searchbox', { name: 'Search sources' }).click();
  const searches: number[] = [];
  for (const key of 'refinery') {
    const before = await page.evaluate(() => performance.now());
    await page.keyboard.press(key);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    searches.push((await page.evaluate(() => performance.now())) - before);
    await page.waitForTimeout(120);
  }
  await page.waitForFunction(`!(${shows('20,000')})`);
  await page.keyboard.press('Escape');
  const filtered = await toPaint(
    page,
    () => page.getByRole('button', { name: /^Needs details/ }).click(),
    new Function(`return ${shows('2,000')}`) as () => boolean,
  );
  await browser.close();
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
  console.log(`opening the room with 20,000 sources: ${ms(cold)} the first time, ${ms(warm)} after`);
  console.log(
    `scrolling: p50 ${ms(quantile(frames, 0.5))}, p95 ${ms(quantile(frames, 0.95))}, worst frame ${ms(Math.max(...frames))} (goal 50 ms)`,
  );
  console.log(
    `a key of a search: p50 ${ms(quantile(searches, 0.5))}, worst ${ms(Math.max(...searches))}; a filter ${ms(filtered)}`,
  );
}
