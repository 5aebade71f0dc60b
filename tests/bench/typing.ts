// Typing in the middle of a 40,000-word story with 300 citations, key to paint, against a bare Lexical editor with the same
// text, both as production builds in Chromium; opening that story; pasting 500 kB.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Locator, type Page } from '@playwright/test';
import { build } from 'vite';
import { openLibrary } from '#main/library/library.ts';
import { startHost } from '../e2e/workbench.ts';
import { longStory } from './long-story.ts';
import { ms, quantile } from './measure.ts';

const KEYS = 120;

/** Types keys one by one and returns for each the milliseconds from its key event to the paint that shows it. */
async function typeAndMeasure(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const samples: number[] = [];
    const isMeasured = Reflect.has(window, 'keySamples');
    Reflect.set(window, 'keySamples', samples);
    if (isMeasured) return;
    window.addEventListener(
      'keydown',
      (event) => {
        const at = event.timeStamp;
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          // After the frame has been painted.
          channel.port1.onmessage = () => (Reflect.get(window, 'keySamples') as number[]).push(performance.now() - at);
          channel.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press('abcdefghij'[key % 10] ?? 'a');
    await page.waitForTimeout(60);
  }
  return page.evaluate(() => (Reflect.get(window, 'keySamples') as number[]).slice(10));
}

/** Clicks into the middle paragraph of the text, as one does before typing there. */
async function caretInTheMiddle(text: Locator): Promise<void> {
  const paragraphs = text.locator('p');
  const middle = paragraphs.nth(Math.floor((await paragraphs.count()) / 2));
  await middle.scrollIntoViewIfNeeded();
  await middle.click({ position: { x: 120, y: 12 } });
  await text.page().waitForTimeout(500);
}

/** Throws where the keys did not arrive in the text: then nothing was measured. */
async function expectTyped(text: Locator): Promise<void> {
  if (!((await text.textContent()) ?? '').includes('abcdefghijabcdefghij'))
    throw new Error('The keys were not typed into the text.');
}

async function bareLexicalPage(document: unknown): Promise<{ url: string; close: () => void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-bare-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><div id="text" contenteditable></div><script type="module" src="./main.js"></script>',
  );
  writeFileSync(
    path.join(folder, 'main.js'),
    `import { createEditor } from 'lexical'; import { registerRichText, HeadingNode, QuoteNode } from '@lexical/rich-text'; import { registerHistory, createEmptyHistoryState } from '@lexical/history';
const editor = createEditor({ nodes: [HeadingNode, QuoteNode], onError(error) { throw error; } });
editor.setRootElement(document.getElementById('text')); registerRichText(editor); registerHistory(editor, createEmptyHistoryState(), 300);
const state = await (await fetch('/document.json')).text(); editor.setEditorState(editor.parseEditorState(state));`,
  );
  await build({
    root: folder,
    logLevel: 'error',
    resolve: { alias: [{ find: /^(lexical|@lexical\/.*)$/, replacement: `${process.cwd()}/node_modules/$1` }] },
    build: { outDir: 'dist', target: 'esnext' },
  });
  const { readFileSync, readdirSync } = await import('node:fs');
  const assets = new Map(
    readdirSync(path.join(folder, 'dist', 'assets')).map((name) => [
      `/assets/${name}`,
      readFileSync(path.join(folder, 'dist', 'assets', name)),
    ]),
  );
  const html = readFileSync(path.join(folder, 'dist', 'index.html'));
  const server = createServer((request, response) => {
    const asset = assets.get(request.url ?? '');
    response.setHeader(
      'Content-Type',
      asset ? 'text/javascript' : request.url === '/document.json' ? 'application/json' : 'text/html',
    );
    response.end(asset ?? (request.url === '/document.json' ? JSON.stringify(document) : html));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`,
    close: () => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same text for an editor that knows no citations: they stand as text. */
function withoutCitations(node: { type: string; children?: unknown[]; [key: string]: unknown }): unknown {
  if (node.type === 'citation')
    return {
      type: 'text',
      version: 1,
      text: '(Harbour Gazette, March 2026)',
      format: 0,
      style: '',
      mode: 'normal',
      detail: 0,
    };
  const { $: _, ...rest } = node;
  return node.children
    ? { ...rest, children: node.children.map((child) => withoutCitations(child as typeof node)) }
    : rest;
}

export async function benchTyping(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-bench-'));
  const library = await openLibrary(path.join(folder, 'library'), { watch: false });
  const { story, newSources } = longStory(40_000, 300);
  for (const source of newSources) await library.sources.create(source);
  await library.stories.create({ ...story, id: 'longstory' });
  await library.close();
  const bare = await bareLexicalPage({ root: withoutCitations(story.document.root) });
  const host = await startHost(path.join(folder, 'library'));
  const args = [
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const browser = await chromium.launch({
    args,
    ...(process.env.GALLEY_CHROMIUM && { executablePath: process.env.GALLEY_CHROMIUM }),
  });

  const barePage = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await barePage.goto(bare.url);
  await barePage.locator('#text p').first().waitFor();
  await caretInTheMiddle(barePage.locator('#text'));
  const bareSamples = await typeAndMeasure(barePage);
  await expectTyped(barePage.locator('#text'));
  await barePage.close();

  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(host.url);
  const row = page.getByRole('list', { name: 'Stories' }).getByRole('button', { name: 'A Long Story (2026)' }).first();
  await row.waitFor();
  const begun = performance.now();
  await row.click();
  await page.getByRole('textbox', { name: 'Story text' }).locator('.cite').nth(299).waitFor({ state: 'attached' });
  const openedMs = performance.now() - begun;
  await page.waitForTimeout(1_500);
  const text = page.getByRole('textbox', { name: 'Story text' });
  await caretInTheMiddle(text);
  const samples = await typeAndMeasure(page);
  await expectTyped(text);

  console.log(`opening 40,000 words, click to text: ${ms(openedMs)} (goal 1,000 ms)`);
  console.log(`bare Lexical: p50 ${ms(quantile(bareSamples, 0.5))}, p95 ${ms(quantile(bareSamples, 0.95))}`);
  console.log(`Galley:       p50 ${ms(quantile(samples, 0.5))}, p95 ${ms(quantile(samples, 0.95))}`);
  console.log(
    `ratio p50 ${(quantile(samples, 0.5) / quantile(bareSamples, 0.5)).toFixed(2)}, p95 ${(quantile(samples, 0.95) / quantile(bareSamples, 0.95)).toFixed(2)} (goal 1.25)`,
  );

  for (const kind of ['text/plain', 'text/html'] as const) {
    await page.keyboard.press('Control+Alt+n');
    await page.getByRole('textbox', { name: 'Title' }).fill(`Pasted ${kind}`);
    await text.click();
    const paragraph =
      'The corridor settles against a delivered price while traders expect another quiet quarter of talks. '
        .repeat(5)
        .trim();
    const data = Array.from({ length: 1_000 }, () => (kind === 'text/html' ? `<p>${paragraph}</p>` : paragraph))
      .join('\n')
      .slice(0, 500_000);
    const pastedMs = await page.evaluate(
      ([type, pasted]) => {
        const target = document.activeElement;
        const transfer = new DataTransfer();
        transfer.setData(type ?? '', pasted ?? '');
        const start = performance.now();
        target?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
        );
        return new Promise<number>((resolve) =>
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start))),
        );
      },
      [kind, data],
    );
    const words = ((await text.textContent()) ?? '').length;
    if (words < 450_000) throw new Error(`Only ${words} characters were pasted.`);
    const after = await typeAndMeasure(page);
    await expectTyped(text);
    console.log(
      `pasting 500 kB of ${kind}: ${ms(pastedMs)} (goal 2,000 ms), typing afterwards p50 ${ms(quantile(after, 0.5))}`,
    );
  }
  await browser.close();
  await host.stop();
  bare.close();
  rmSync(folder, { recursive: true, force: true });
}
