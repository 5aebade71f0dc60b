// Pasting 500 kB into a new story, as text and as HTML, and typing in what it has become, against typing there before.
import type { Page } from '@playwright/test';
import { expectTyped, type } from './keystrokes.ts';
import { ms, quantile } from './measure.ts';

const PASTED_BYTES = 500_000;
const KEYS = 50;
const TEXT = '.story-text';

/** Runs in a page that has Galley open. */
export async function benchPasting(page: Page): Promise<void> {
  for (const kind of ['text/plain', 'text/html']) {
    await openNewStory(page);
    const before = await type(page, KEYS);
    await expectTyped(page, TEXT);
    await page.keyboard.press('Enter');
    const pastedMs = await paste(page, kind, pageOf(kind));
    const characters = await page.evaluate((text) => document.querySelector(text)?.textContent?.length ?? 0, TEXT);
    if (characters < 0.9 * PASTED_BYTES) throw new Error(`Only ${characters} characters were pasted.`);
    await page.keyboard.press('Enter');
    const after = await type(page, KEYS);
    const p50 = [before, after].map(({ keyToPaintMs }) => ms(quantile(keyToPaintMs, 0.5)));
    const p95 = [before, after].map(({ keyToPaintMs }) => ms(quantile(keyToPaintMs, 0.95)));
    console.log(
      `pasting 500 kB of ${kind}: ${ms(pastedMs)} (goal 2,000 ms); typing before and after p50 ${p50.join(' and ')}, p95 ${p95.join(' and ')}`,
    );
  }
}

/** Begins a story and puts the caret into its text; the story that was open has gone from the window by then. */
async function openNewStory(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+n');
  await page.waitForFunction(
    (text) =>
      document.querySelector<HTMLTextAreaElement>('.story-title')?.value === '' &&
      document.querySelector(text)?.textContent === '',
    TEXT,
  );
  await page.locator(TEXT).click({ position: { x: 40, y: 12 } });
  await page.waitForFunction((text) => document.activeElement?.matches(text), TEXT);
}

function pageOf(kind: string): string {
  const sentence =
    'The corridor settles against a delivered price while traders expect another quiet quarter of talks. ';
  const paragraph = sentence.repeat(5).trim();
  const written = kind === 'text/html' ? `<p>${paragraph}</p>` : paragraph;
  return Array.from({ length: Math.ceil(PASTED_BYTES / (written.length + 1)) }, () => written).join('\n');
}

/** Pastes at the caret; returns the milliseconds from the event to the paint that shows it. */
async function paste(page: Page, kind: string, data: string): Promise<number> {
  return page.evaluate(
    ({ kind, data }) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData(kind, data);
      const begunMs = performance.now();
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
      return new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now() - begunMs);
          channel.port2.postMessage(null);
        });
      });
    },
    { kind, data },
  );
}
