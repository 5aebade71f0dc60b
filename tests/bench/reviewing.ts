// Finding quotes in a 300-page copy; stepping through a story of 40,000 words with 500 citations, key to paint, half of whose
// sources have such a copy.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import type { Citation } from '#core/model/citation.ts';
import type { CopyBlock } from '#core/model/copy-text.ts';
import type { SerializedNode } from '#core/model/story.ts';
import { findPassage } from '#core/quotation/find-passage.ts';
import { prepareCopy } from '#core/quotation/prepared-copy.ts';
import { openLibrary } from '#main/library/library.ts';
import { madeUpWord } from '../core/quotation/copies.ts';
import { startHost } from '../e2e/workbench.ts';
import { longStory } from './long-story.ts';
import { ms, quantile, timed } from './measure.ts';

/** What 300 pages of a PDF hold. */
const BOOK_CHARACTERS = 750_000;
const ARTICLE_CHARACTERS = 12_000;
const STEPS = 120;

/** Numbers that look random and are always the same, below 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Paragraphs of made-up words, few of them often and many of them seldom, as in any language. */
export function bookOf(characters: number, seed: number): string[] {
  const next = numbers(seed);
  const paragraphs: string[] = [];
  for (let length = 0; length < characters; ) {
    const words = Array.from({ length: 60 + Math.floor(next() * 80) }, () => madeUpWord(Math.floor(20_000 ** next())));
    const text = `${words.join(' ')}.`;
    paragraphs.push(text);
    length += text.length + 2;
  }
  return paragraphs;
}

/** A stretch of 25 words out of a book, one of them replaced. */
export function quoteFrom(book: readonly string[], seed: number): string {
  const next = numbers(seed);
  const words = (book[Math.floor(next() * book.length)] ?? '').split(' ').slice(5, 30);
  words[12] = 'otherwise';
  return words.join(' ');
}

async function benchFinding(): Promise<void> {
  const book = bookOf(BOOK_CHARACTERS, 7);
  const blocks = book.map((text): CopyBlock => ({ kind: 'paragraph', text }));
  const copy = prepareCopy({ blocks });
  const quotes = {
    exact: (run: number) => (book[run * 20] ?? '').split(' ').slice(5, 30).join(' '),
    near: (run: number) => quoteFrom(book, run + 1),
    none: (run: number) => Array.from({ length: 25 }, (_, index) => madeUpWord(300_000 + run * 100 + index)).join(' '),
  };
  const prepare = await timed(15, () => prepareCopy({ blocks }));
  console.log(
    `preparing 300 pages, once per copy: p50 ${ms(quantile(prepare, 0.5))}, p95 ${ms(quantile(prepare, 0.95))}`,
  );
  for (const [kind, quoteOf] of Object.entries(quotes)) {
    let run = 0;
    const samples = await timed(30, () => {
      run += 1;
      const match = findPassage(copy, quoteOf(run));
      if (match.kind !== kind) throw new Error(`A quote that is ${kind} was found ${match.kind}.`);
    });
    const first = quantile(prepare, 0.5) + quantile(samples, 0.5);
    console.log(
      `finding a quote, ${kind}: p50 ${ms(quantile(samples, 0.5))}, p95 ${ms(quantile(samples, 0.95))}; first one in a copy ${ms(first)} (goal 100 ms)`,
    );
  }
}

/** Makes the library of the story; returns how many of its sources have a book as their copy. */
export async function makeLibrary(folder: string): Promise<number> {
  const library = await openLibrary(folder, { watch: false });
  const { story, newSources } = longStory(40_000, 500);
  const books = new Map<string, string[]>();
  for (const [index, source] of newSources.entries()) {
    const book = bookOf(index % 2 === 0 ? BOOK_CHARACTERS : ARTICLE_CHARACTERS, index + 1);
    books.set(source.id, book);
    const bytes = new TextEncoder().encode(book.join('\n\n'));
    const { name, sizeBytes } = await library.attachments.keep(one(bytes), {
      maxBytes: bytes.byteLength,
      headBytes: 1,
      extensionOf: () => 'txt',
    });
    await library.sources.create({
      ...source,
      copies: [
        { id: `copy${index}`, kind: 'text', attachment: name, fileName: 'book.txt', sizeBytes, keptAt: source.savedAt },
      ],
    });
  }
  let quoted = 0;
  const withQuotes = (node: SerializedNode): SerializedNode => {
    if (node.type !== 'citation') return { ...node, ...(node.children && { children: node.children.map(withQuotes) }) };
    quoted += 1;
    const citation = node.citation as Citation;
    const book = books.get(citation.items[0]?.sourceId ?? '') ?? [];
    return { ...node, citation: { ...citation, quote: quoteFrom(book, quoted) } };
  };
  const { root } = story.document;
  await library.stories.create({
    ...story,
    id: 'longstory',
    document: { root: { ...root, children: root.children.map(withQuotes) } },
  });
  await library.close();
  return Math.ceil(newSources.length / 2);
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Goes on to the next citation so many times; milliseconds from each key to the paint that shows it, and to its passage. */
async function stepAndMeasure(page: Page, gapMs: number) {
  await page.evaluate(() => {
    const lit = () => document.querySelector('.cite[data-lit]');
    const isFound = () => document.querySelector('[role=log] p:last-child')?.textContent?.startsWith('Quoted') ?? false;
    const samples: { step: number[]; passage: number[] } = { step: [], passage: [] };
    Reflect.set(window, 'stepSamples', samples);
    const afterPaint = (work: () => void) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = work;
        channel.port2.postMessage(null);
      });
    let latest = 0;
    // What is lit before a key: by the time that a key is heard here, the review may have gone on already.
    let shown = lit();
    const until = (isDone: () => boolean, at: number, into: number[], number: number) =>
      afterPaint(() => {
        if (isDone()) into.push(performance.now() - at);
        else if (number === latest) until(isDone, at, into, number);
      });
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const before = shown;
        latest += 1;
        const isLit = () => {
          if (lit() === before || lit() === null) return false;
          shown = lit();
          return true;
        };
        until(isLit, timeStamp, samples.step, latest);
        until(() => isLit() && isFound(), timeStamp, samples.passage, latest);
      },
      { capture: true },
    );
  });
  for (let step = 0; step < STEPS; step += 1) {
    await page.keyboard.press('j');
    await page.waitForTimeout(gapMs);
  }
  return page.evaluate(() => Reflect.get(window, 'stepSamples') as { step: number[]; passage: number[] });
}

async function benchStepping(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-bench-'));
  const books = await makeLibrary(path.join(folder, 'library'));
  const host = await startHost(path.join(folder, 'library'));
  const browser = await chromium.launch({
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    ...(process.env.GALLEY_CHROMIUM && { executablePath: process.env.GALLEY_CHROMIUM }),
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(host.url);
  await page.getByRole('list', { name: 'Stories' }).getByRole('button', { name: 'A Long Story' }).first().click();
  await page.getByRole('textbox', { name: 'Story text' }).locator('.cite').nth(499).waitFor({ state: 'attached' });
  await page.keyboard.press('Control+Shift+R');
  await page.getByText('Citation 1 of 500', { exact: true }).waitFor();
  await page.locator('.match-line b').first().waitFor({ timeout: 60_000 });
  const { step, passage } = await stepAndMeasure(page, 500);
  if (step.length < STEPS * 0.9) throw new Error(`Only ${step.length} of ${STEPS} steps were seen.`);
  console.log(`500 citations in 40,000 words, ${books} of the sources with 300 pages each`);
  console.log(
    `next citation, key to paint: p50 ${ms(quantile(step, 0.5))}, p95 ${ms(quantile(step, 0.95))} (goal 50 ms)`,
  );
  console.log(
    `… to its passage in the copy: p50 ${ms(quantile(passage, 0.5))}, p95 ${ms(quantile(passage, 0.95))} (${passage.length} of ${STEPS})`,
  );
  await browser.close();
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
}

export async function benchReviewing(): Promise<void> {
  await benchFinding();
  await benchStepping();
}
