// Searching 10,000 stories through the host: the first index, a start with its cache, queries, memory; against MiniSearch
// over the same stories' whole texts.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';
import MiniSearch from 'minisearch';
import { plainTextOf } from '#core/document/text.ts';
import { storySchema } from '#core/model/story.ts';
import type { WorkbenchRouter } from '#main/workbench/router.ts';
import { ms, quantile } from './measure.ts';
import { fillLibrary } from './saving.ts';
import { inTemporaryFolder } from './workbench.ts';
import { fillZipfLibrary } from './zipf-library.ts';

const STORIES = 10_000;
const QUERIES = 100;
/** MiniSearch takes seconds for some. */
const STOCK_QUERIES = 20;
const FEW_WORDS = ['corridor', 'refinery', 'story', 'benchmark', 'section'];

type Queries = Record<string, string[]>;
type Host = { process: ChildProcess; api: TRPCClient<WorkbenchRouter> };

export async function benchSearching(): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const zipf = path.join(folder, 'zipf');
    const few = path.join(folder, 'few');
    const count = (number: number) => number.toLocaleString('en');
    const { vocabulary } = fillZipfLibrary(zipf, STORIES);
    console.log(`${count(STORIES)} stories of 1,200 words out of ${count(vocabulary.length)}`);
    const ours = await searchedByHost(zipf, queriesOf(vocabulary, QUERIES));
    console.log('the same, whole texts in MiniSearch');
    const stock = await searchedByMiniSearch(zipf, queriesOf(vocabulary, STOCK_QUERIES));
    const times = (ratio: number) => `${ratio.toFixed(1)} times`;
    console.log(
      `ratios: first index ${times(stock.processorMs / ours.processorMs)} less of a processor, queries p50 ${times(stock.p50 / ours.p50)}, p95 ${times(stock.p95 / ours.p95)} faster`,
    );
    console.log(`${count(STORIES)} stories of the same few words`);
    fillLibrary(few, STORIES);
    await searchedByHost(few, queriesOf(FEW_WORDS, QUERIES));
  });
}

/** Queries of each kind: frequent and rare words of the vocabulary, as typed and as mistyped. */
function queriesOf(vocabulary: readonly string[], count: number): Queries {
  const word = (index: number) => vocabulary[index % vocabulary.length] ?? '';
  const make = (queryOf: (index: number) => string) => Array.from({ length: count }, (_, index) => queryOf(index));
  return {
    'a letter': make((index) => word(index * 7_919).slice(0, 1)),
    'a beginning': make((index) => word(index * 7_919).slice(0, 3)),
    'a word': make((index) => word(index * 7_919)),
    'two words': make((index) => `${word(index * 7_919)} ${word(index * 31)}`),
    'a slip': make((index) => `${word(index * 7_919).slice(0, 3)}q${word(index * 7_919).slice(4)}`),
    'no such word': make((index) => `xqz${word(index * 7_919)}`),
  };
}

async function searchedByHost(library: string, queries: Queries) {
  const first = await start(library);
  const before = residentMb(first.process);
  const processorBefore = processorMsOf(first.process);
  const indexed = await untilComplete(first);
  const processorMs = processorMsOf(first.process) - processorBefore;
  console.log(
    `  first index: answers from titles after ${ms(indexed.firstMs)}, from all texts after ${ms(indexed.completeMs)}, ${ms(processorMs)} of a processor`,
  );
  const quantiles = await answers((query) => first.api.stories.search.query({ query }), queries);
  console.log(
    `  memory of the host: ${before} MB before, ${residentMb(first.process)} MB after, ${residentMb(first.process, 'VmHWM')} MB at most (goal 300 MB)`,
  );
  // What has made the index writes it, and is replaced by what only reads it.
  await setTimeout(5_000);
  await stop(first);
  const again = await start(library);
  const { completeMs } = await untilComplete(again);
  console.log(
    `  start with the index of ${storedMb(library)} MB: all texts after ${ms(completeMs)}; ${residentMb(again.process)} MB, ${residentMb(again.process, 'VmHWM')} MB at most`,
  );
  await stop(again);
  return { processorMs, ...quantiles };
}

async function searchedByMiniSearch(library: string, queries: Queries) {
  const before = process.memoryUsage().rss;
  const processorBefore = process.cpuUsage();
  const begun = performance.now();
  const index = new MiniSearch({
    fields: ['title', 'summary', 'topics', 'text'],
    searchOptions: {
      boost: { title: 4 },
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      combineWith: 'AND',
    },
  });
  for (const name of readdirSync(path.join(library, 'stories'))) {
    const story = storySchema.parse(JSON.parse(readFileSync(path.join(library, 'stories', name), 'utf8')));
    index.add({ ...story, topics: story.topics.join(' '), text: plainTextOf(story.document) });
  }
  const { user, system } = process.cpuUsage(processorBefore);
  const processorMs = (user + system) / 1_000;
  console.log(`  first index after ${ms(performance.now() - begun)}, ${ms(processorMs)} of a processor`);
  const quantiles = await answers((query) => index.search(query), queries);
  console.log(`  memory: ${Math.round((process.memoryUsage().rss - before) / 1024 / 1024)} MB more than before`);
  return { processorMs, ...quantiles };
}

/** Asks each query once and prints how long each kind took; returns the quantiles of all. */
async function answers(ask: (query: string) => unknown, queries: Queries): Promise<{ p50: number; p95: number }> {
  const all: number[] = [];
  for (const [kind, list] of Object.entries(queries)) {
    const samples: number[] = [];
    for (const query of list) {
      const begun = performance.now();
      await ask(query);
      samples.push(performance.now() - begun);
    }
    console.log(`  ${kind.padEnd(12)} p50 ${ms(quantile(samples, 0.5))}, p95 ${ms(quantile(samples, 0.95))}`);
    all.push(...samples);
  }
  return { p50: quantile(all, 0.5), p95: quantile(all, 0.95) };
}

/** How long until the first answer, and until one from all texts. */
async function untilComplete({ api }: Host): Promise<{ firstMs: number; completeMs: number }> {
  const begun = performance.now();
  let firstMs = 0;
  for (;;) {
    const { isComplete } = await api.stories.search.query({ query: 'the' });
    firstMs ||= performance.now() - begun;
    if (isComplete) return { firstMs, completeMs: performance.now() - begun };
    await setTimeout(250);
  }
}

async function start(library: string): Promise<Host> {
  const host = spawn(process.execPath, ['out/main/cli.js', 'serve', '--no-open', '--library', library], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve) => host.stdout.once('data', (data) => resolve(String(data))));
  const { origin, hash } = new URL(line.slice(line.indexOf('http')).trim());
  const session = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: hash.slice('#token='.length) }),
  });
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const link = httpLink({ url: `${origin}/api`, methodOverride: 'POST', headers: { cookie } });
  return { process: host, api: createTRPCClient<WorkbenchRouter>({ links: [link] }) };
}

async function stop({ process: host }: Host): Promise<void> {
  const ended = new Promise((resolve) => host.once('exit', resolve));
  host.kill('SIGTERM');
  await ended;
}

/** Resident memory in MB, now (VmRSS) or at most (VmHWM); only where the system shows it as a file. */
function residentMb({ pid }: ChildProcess, field: 'VmRSS' | 'VmHWM' = 'VmRSS'): number {
  if (process.platform !== 'linux') return Number.NaN;
  const kb = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 1024);
}

/** How long a process has had a processor, in steps of ten milliseconds; only where the system shows it as a file. */
function processorMsOf({ pid }: ChildProcess): number {
  if (process.platform !== 'linux') return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

function storedMb(library: string): string {
  return (statSync(path.join(library, '.cache', 'stories.search')).size / 1e6).toFixed(1);
}
