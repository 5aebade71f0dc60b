// Typing in a page as somebody who writes does, and how long each key took: from the key's event to the paint that shows it.
import type { Page } from '@playwright/test';

/** What is typed, again and again; the pauses come after its words. */
const TEXT = 'traders expect that the price settles against an index of freight ';
const BETWEEN_KEYS_MS = 45;
/** After every second word somebody thinks: between these times, in milliseconds, so that keys meet all that waits for quiet. */
const SHORTEST_PAUSE_MS = 120;
const LONGEST_PAUSE_MS = 720;

export type Typing = {
  /** For each key, the milliseconds from its event to the paint that shows it. */
  keyToPaintMs: number[];
  /** What the page's main thread has worked in all that time, in milliseconds of processor time for each key. */
  workMsPerKey: number;
};

/** Types `keys` keys where the caret of the page is. */
export async function type(page: Page, keys: number): Promise<Typing> {
  await page.bringToFront();
  const watch = await watchKeys(page);
  const work = await watchWork(page);
  let pauses = 0;
  for (let key = 0; key < keys; key += 1) {
    const character = TEXT[key % TEXT.length] ?? ' ';
    await page.keyboard.press(character === ' ' ? 'Space' : character);
    await page.waitForTimeout(BETWEEN_KEYS_MS);
    if (character !== ' ') continue;
    pauses += 1;
    // Spread evenly and always the same: a golden section apart.
    if (pauses % 2 === 0)
      await page.waitForTimeout(SHORTEST_PAUSE_MS + ((pauses * 0.618034) % 1) * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS));
  }
  const keyToPaintMs = await watch.end();
  if (keyToPaintMs.length !== keys) throw new Error(`${keyToPaintMs.length} of ${keys} keys were measured.`);
  return { keyToPaintMs, workMsPerKey: (await work.end()) / keys };
}

/** Throws where what was typed doesn't stand in the text: then nothing was measured. */
export async function expectTyped(page: Page, textSelector: string): Promise<void> {
  const text = await page.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', textSelector);
  if (!text.includes(TEXT.slice(0, 30))) throw new Error('The keys were not typed into the text.');
}

async function watchKeys(page: Page) {
  const watch = await page.evaluateHandle(() => {
    const samples: number[] = [];
    const onKey = (event: KeyboardEvent) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        // Its message comes after the frame has been painted.
        channel.port1.onmessage = () => samples.push(performance.now() - event.timeStamp);
        channel.port2.postMessage(null);
      });
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return {
      end: () => {
        window.removeEventListener('keydown', onKey, { capture: true });
        return samples;
      },
    };
  });
  return {
    end: async () => {
      const samples = await watch.evaluate(({ end }) => end());
      await watch.dispose();
      return samples;
    },
  };
}

async function watchWork(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  };
  const before = await taskMs();
  return {
    end: async () => {
      const after = await taskMs();
      await session.detach();
      return after - before;
    },
  };
}
