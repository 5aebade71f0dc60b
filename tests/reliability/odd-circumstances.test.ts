// Circumstances that a library meets in a long life: clocks, other machines, other file systems, and a great deal of text.
import { cp, mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { plainTextOf } from '#core/document/text.ts';
import { openLibrary } from '#main/library/library.ts';
import { createWorkbench } from '#main/workbench/workbench.ts';
import { report, times, within } from './length.ts';
import { numberedStory, numberOf, renumbered } from './numbered-story.ts';

const MANY = times(1_000, 10_000);
const IMPORTS = times(150, 1_000);
const PARAGRAPH_BYTES = 5 * 1024 * 1024;
/** What an import may leave behind in memory: its summary, its sources and their part of the search. */
const BYTES_AN_IMPORT = 40_000;

async function temporary(): Promise<string> {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'galley-odd-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  return path.join(parent, 'library');
}

const workbenchOver = (library: Parameters<typeof createWorkbench>[0]) =>
  createWorkbench(library, {
    stylesFolder: path.resolve('data/styles'),
    printPdf: () => Promise.reject(new Error('Nothing is printed here.')),
  });

/** What is alive on the heap now, in bytes. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('a clock that is set back a day', () => {
  it('orders saves by what they are based on, and believes no cache that it shouldn’t', async () => {
    const folder = await temporary();
    const today = await openLibrary(folder, { watch: false });
    const story = await today.stories.save(renumbered(await today.stories.create(numberedStory('a', 1)), 2));
    await today.journal.keep(renumbered(story, 3), { window: 'w', change: 1 });
    await today.close();

    const yesterday = new Date(Date.now() - 86_400_000);
    const library = await openLibrary(folder, { watch: false, now: () => yesterday });
    const [offer] = await workbenchOver(library).api.journal.offers({ openWindows: [] });
    expect(offer).toMatchObject({ storyId: 'a', base: 'stored' });
    const saved = await library.stories.save(renumbered(story, 4));
    expect(saved.rev).toBe(3);
    expect(saved.savedAt < story.savedAt).toBe(true);
    await expect(library.stories.save(renumbered(story, 5))).rejects.toMatchObject({ kind: 'Conflict' });
    // As the file system of that day would date it.
    await utimes(path.join(folder, 'stories', 'a.json'), yesterday, yesterday);
    await library.close();
    const again = await openLibrary(folder, { watch: false });
    expect(numberOf(await again.stories.get('a'))).toBe(4);
    expect(again.stories.summary('a')).toMatchObject({ rev: 3, title: 'Story 4' });
    await again.close();
  });
});

describe('a library that was copied to another machine', () => {
  it('opens with all that it has, though its lock and its caches came along', async () => {
    const folder = await temporary();
    const library = await openLibrary(folder, { watch: false });
    await library.stories.save(renumbered(await library.stories.create(numberedStory('a', 1)), 2));
    const lock = JSON.parse(await readFile(path.join(folder, '.lock'), 'utf8'));
    await library.close();
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    await writeFile(path.join(copy, '.lock'), JSON.stringify({ ...lock, host: 'another-machine', token: 'theirs' }));

    // Just copied, it looks as if the other machine were still at it: it is said who, and it can be read.
    await expect(openLibrary(copy, { watch: false })).rejects.toMatchObject({
      kind: 'Locked',
      message: expect.stringContaining('another-machine'),
    });
    const reading = await openLibrary(copy, { watch: false, readOnly: true });
    expect(numberOf(await reading.stories.get('a'))).toBe(2);
    const minutesAgo = new Date(Date.now() - 120_000);
    await utimes(path.join(copy, '.lock'), minutesAgo, minutesAgo);
    await reading.takeOver();
    await reading.stories.save(renumbered(await reading.stories.get('a'), 3));
    expect(reading.problems()).toEqual([]);
    await reading.close();
  });
});

describe('names that differ only in case', () => {
  it('lose no document, not even where a file system has taken them for one', async () => {
    const folder = await temporary();
    const library = await openLibrary(folder, { watch: false });
    await library.stories.create(numberedStory('Harbour', 1));
    await library.stories.create(numberedStory('other', 2));
    await library.close();
    const stories = path.join(folder, 'stories');
    // What a case-insensitive disk does to a name: the document comes back under another spelling of it.
    await rename(path.join(stories, 'Harbour.json'), path.join(stories, 'harbour.json'));
    const again = await openLibrary(folder, { watch: false, settleMs: 0 });
    expect(again.stories.list().map(({ id }) => id)).toEqual(['other']);
    expect(again.problems().map(({ file }) => file)).toEqual(['stories/harbour.json']);
    expect(again.notices()).toEqual([]);
    expect(numberOf(JSON.parse(await readFile(path.join(stories, 'harbour.json'), 'utf8')))).toBe(1);
    await again.close();
  });
});

describe('a great deal', () => {
  it(`of stories, ${MANY}, opens twice and saves`, { timeout: within(60, 10) }, async () => {
    const folder = await temporary();
    await (await openLibrary(folder, { watch: false })).close();
    for (let index = 0; index < MANY; index += 1) {
      const story = { ...numberedStory(`story${index}`, index, 4), rev: 1 };
      await writeFile(path.join(folder, 'stories', `${story.id}.json`), JSON.stringify(story));
    }
    const before = heapBytes();
    const begun = performance.now();
    const first = await openLibrary(folder, { watch: false });
    const cold = performance.now() - begun;
    expect(first.stories.list()).toHaveLength(MANY);
    const bytesEach = (heapBytes() - before) / MANY;
    await first.close();
    const warmBegun = performance.now();
    const library = await openLibrary(folder, { watch: false });
    const warm = performance.now() - warmBegun;
    await library.stories.save(renumbered(await library.stories.get('story7'), MANY));
    await library.close();
    report(
      `${MANY} stories: opened in ${cold.toFixed(0)} ms, again in ${warm.toFixed(0)} ms, ${bytesEach.toFixed(0)} bytes of memory each`,
    );
    expect(bytesEach).toBeLessThan(8_000);
  });

  it('of text, a paragraph of 5 MB, is journaled, saved and read back whole', { timeout: within(60, 10) }, async () => {
    const folder = await temporary();
    const library = await openLibrary(folder, { watch: false });
    const { api } = workbenchOver(library);
    const { story } = await api.stories.create();
    const words = 'The corridor settles against delivered cargo. '.repeat(PARAGRAPH_BYTES / 46);
    const text = { type: 'text', version: 1, text: words, format: 0, mode: 'normal', style: '', detail: 0 };
    const paragraph = { ...story.document.root.children[0], type: 'paragraph', children: [text] };
    const next = { ...story, document: { root: { ...story.document.root, children: [paragraph] } } };
    const begun = performance.now();
    await api.journal.keep({ story: next, mark: { window: 'w', change: 1 } });
    const kept = performance.now();
    await api.stories.save({ story: next, mark: { window: 'w', change: 1 } });
    const saved = performance.now();
    await library.close();
    const again = await openLibrary(folder, { watch: false });
    expect(plainTextOf((await again.stories.get(story.id)).document)).toBe(words);
    expect(await again.journal.list()).toEqual([]);
    await again.close();
    report(
      `a paragraph of 5 MB: journaled in ${(kept - begun).toFixed(0)} ms, saved in ${(saved - kept).toFixed(0)} ms`,
    );
  });

  it(`of imports in a row, ${IMPORTS}, leaves little in memory`, { timeout: within(90, 20) }, async () => {
    const folder = await temporary();
    const library = await openLibrary(folder, { watch: false });
    const { api } = workbenchOver(library);
    const page = (index: number) => {
      const filling = 'Refiners say that the benchmark settles late. '.repeat(60);
      return `Developing Story\nStory ${index}\nIt was said.\nImportance: 70%Confidence: 60%Mentions: 1Updated: March 9, 2026\n## Story ${index}\n### Overview\n${filling}(Harbour Gazette, March 2026).\n`;
    };
    const importPage = async (index: number) => {
      const base64 = Buffer.from(page(index)).toString('base64');
      expect(await api.intake.importPage({ fileName: `${index}.txt`, base64 })).toMatchObject({ status: 'imported' });
    };
    // The first ones load what every later one uses too.
    for (let index = 0; index < 20; index += 1) await importPage(index);
    const before = heapBytes();
    for (let index = 20; index < IMPORTS; index += 1) await importPage(index);
    const bytesEach = (heapBytes() - before) / (IMPORTS - 20);
    await library.close();
    report(`${IMPORTS} imports in a row: ${bytesEach.toFixed(0)} bytes of memory left by each`);
    expect(bytesEach).toBeLessThan(BYTES_AN_IMPORT);
  });
});
