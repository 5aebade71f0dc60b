// Evidence, checks and everything else that follows the text, re-run after a burst of keys in a 40,000-word story with
// 500 citations: the core alone, and the whole main thread of the window from the burst to the save.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { assessStory } from '#core/assessment/assess.ts';
import { withVerdict } from '#core/citation/review.ts';
import { citationsIn } from '#core/document/citations.ts';
import { projectionsOf } from '#core/document/summary.ts';
import { citationSchema } from '#core/model/citation.ts';
import type { SerializedNode, Story } from '#core/model/story.ts';
import { openLibrary } from '#main/library/library.ts';
import { startHost } from '../e2e/workbench.ts';
import { longStory } from './long-story.ts';
import { ms, quantile } from './measure.ts';

const BURSTS = 12;
/** What follows a burst is done between these times after its last key: then comes the save, in milliseconds. */
const FROM_MS = 150;
const UNTIL_MS = 490;
const GOAL_MS = 16;
/** Marks a key in the trace. */
const KEY = 'bench-key';

/** The long story with work for every check: figures, quotations, verdicts, claims and open questions. */
function checkedStory() {
  const { story, newSources } = longStory(40_000, 500);
  const sentences = new Map(citationsIn(story.document).map(({ citation, sentence }) => [citation.id, sentence]));
  const blocks = story.document.root.children.map((block, index) => busy(block, index, sentences));
  const element = { version: 1, direction: null, format: '', indent: 0 };
  const text = (words: string) => ({
    type: 'text',
    version: 1,
    text: words,
    format: 0,
    mode: 'normal',
    style: '',
    detail: 0,
  });
  const section = { id: 'questions', role: 'questions', confidencePercent: null, rationale: '' };
  const items = Array.from({ length: 20 }, (_, index) => ({
    type: 'listitem',
    ...element,
    value: index + 1,
    checked: false,
    children: [text(`Will the refinery in port ${index} settle its freight contract against the price index?`)],
  }));
  blocks.push(
    { type: 'heading', ...element, tag: 'h2', children: [text('Open Questions')], $: { section } },
    { type: 'list', ...element, listType: 'check', start: 1, tag: 'ul', children: items },
  );
  return {
    story: { ...story, id: 'longstory', document: { root: { ...story.document.root, children: blocks } } },
    newSources,
  };
}

function busy(block: SerializedNode, index: number, sentences: ReadonlyMap<string, string>): SerializedNode {
  const children = block.children?.map((child, at) => {
    const citation = child.type === 'citation' ? citationSchema.parse(child.citation) : undefined;
    if (citation && index % 3 > 0) {
      const verdict = (['supports', 'partly', 'contradicts'] as const)[(index + at) % 3] ?? 'supports';
      const reviewed = withVerdict(
        citation,
        verdict,
        sentences.get(citation.id) ?? '',
        new Date('2026-03-09T00:00:00Z'),
      );
      return { ...child, citation: reviewed };
    }
    if (child.type !== 'text' || at > 0 || block.type !== 'paragraph') return child;
    const said = index % 4 === 0 ? ' It rose by 12 per cent, “as everybody had expected”, and a strike is likely.' : '';
    return { ...child, text: `${child.text}${said}` };
  });
  return children ? { ...block, children } : block;
}

export async function benchChecks(): Promise<void> {
  const { story, newSources } = checkedStory();
  const sources = new Map(newSources.map((source) => [source.id, source]));
  benchCore(story, sources);

  const folder = mkdtempSync(path.join(tmpdir(), 'galley-bench-'));
  const library = await openLibrary(path.join(folder, 'library'), { watch: false });
  for (const source of newSources) await library.sources.create(source);
  await library.stories.create(story);
  await library.close();
  const host = await startHost(path.join(folder, 'library'));
  const browser = await chromium.launch({
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    ...(process.env.GALLEY_CHROMIUM && { executablePath: process.env.GALLEY_CHROMIUM }),
  });
  await benchWindow(browser, host.url);
  await browser.close();
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Projections and assessment after a change of one block, the others being the same objects, as the editor's mirror
 * gives them.
 */
function benchCore(story: Story, sources: Parameters<typeof assessStory>[0]['sources']): void {
  const samples: number[] = [];
  let { document } = story;
  let findings = 0;
  for (let run = 0; run < 40; run += 1) {
    const at = 100 + run;
    const changed = structuredClone(document.root.children[at] ?? { type: 'paragraph' });
    document = { root: { ...document.root, children: document.root.children.with(at, changed) } };
    const before = process.threadCpuUsage();
    const projections = projectionsOf(document);
    findings = assessStory({ story: { ...story, document }, projections, sources, storyIds: new Set() }).findings
      .length;
    samples.push(process.threadCpuUsage(before).user / 1_000);
  }
  console.log(`first run of projections and checks: ${ms(samples[0] ?? Number.NaN)}, ${findings} findings`);
  const later = samples.slice(5);
  console.log(`after a change of one block: p50 ${ms(quantile(later, 0.5))}, p95 ${ms(quantile(later, 0.95))}`);
}

/** `tdur` is the time that the thread itself was running, in microseconds: what else the machine does is not in it. */
type TraceEvent = { name: string; ts: number; tdur?: number; tid: number; pid: number };

async function benchWindow(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await page
    .getByRole('list', { name: 'Stories' })
    .getByRole('button', { name: 'A Long Story (2026)' })
    .first()
    .click();
  const text = page.getByRole('textbox', { name: 'Story text' });
  await text.locator('.cite').nth(499).waitFor({ state: 'attached' });
  await page.getByRole('region', { name: 'Checks' }).waitFor();
  const paragraphs = text.locator('p');
  const middle = paragraphs.nth(Math.floor((await paragraphs.count()) / 2));
  await middle.scrollIntoViewIfNeeded();
  await middle.click({ position: { x: 120, y: 12 } });
  await page.evaluate((key) => window.addEventListener('keydown', () => performance.mark(key), { capture: true }), KEY);
  await page.waitForTimeout(1_500);

  // The first is for the engine to warm up.
  await tasksAfterBurst(browser, page);
  const totals: number[] = [];
  const longest: number[] = [];
  for (let burst = 0; burst < BURSTS; burst += 1) {
    const tasks = await tasksAfterBurst(browser, page);
    totals.push(tasks.reduce((sum, task) => sum + task, 0));
    longest.push(Math.max(0, ...tasks));
    await page.waitForTimeout(1_200);
  }
  if (!((await text.textContent()) ?? '').includes('abcdefgh'))
    throw new Error('The keys were not typed into the text.');
  console.log(
    `the window's main thread after a burst of keys, before the save: p50 ${ms(quantile(totals, 0.5))}, p95 ${ms(quantile(totals, 0.95))} in all; longest task p50 ${ms(quantile(longest, 0.5))}, p95 ${ms(quantile(longest, 0.95))} (goal ${GOAL_MS} ms)`,
  );
}

/** Types a burst and returns how long each task of the main thread took that followed it, in milliseconds. */
async function tasksAfterBurst(browser: Browser, page: Page): Promise<number[]> {
  await browser.startTracing(page, { categories: ['blink.user_timing', 'disabled-by-default-devtools.timeline'] });
  for (const key of 'abcdefgh') {
    await page.keyboard.press(key);
    await page.waitForTimeout(40);
  }
  await page.waitForTimeout(UNTIL_MS + 200);
  const { traceEvents: events }: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
  const end = events
    .filter(({ name }) => name === KEY)
    .toSorted((a, b) => a.ts - b.ts)
    .at(-1);
  if (!end) throw new Error('The trace has no keys.');
  return events
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === end.pid && tid === end.tid)
    .filter(({ ts }) => ts > end.ts + FROM_MS * 1_000 && ts < end.ts + UNTIL_MS * 1_000)
    .map(({ tdur = 0 }) => tdur / 1_000);
}
