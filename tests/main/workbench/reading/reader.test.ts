// The reading thread against files that no thread should read: others are answered meanwhile, and the next file is read.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newSource, type Source } from '#core/model/source.ts';
import { createReader, type ReadingLibrary } from '#main/workbench/reading/reader.ts';
import type { ReadingJob } from '#main/workbench/reading/reading-job.ts';
import { temporaryWorkbench } from '../temporary-workbench.ts';

const STYLE = {
  id: 'galley-house',
  title: 'Galley house style',
  xml: readFileSync('data/styles/galley-house.csl', 'utf8'),
  localeXml: readFileSync('data/styles/locales-en-US.xml', 'utf8'),
  localeId: 'en-US',
};
/** Takes the parser minutes, in a few hundred kilobytes. */
const TANGLED = '*a_'.repeat(100_000);
/** A table in each line, which takes a hundred times as much in memory. */
const WIDE = '|a|b\n|-|-\n\n'.repeat(100_000);
const PAGE = '# Cranes\n\nTwo are out of service (Harbour Gazette, March 2026).\n';

const jobOf = (text: string, planned: Source[] = []): ReadingJob => ({
  file: { fileName: 'page.md', bytes: new TextEncoder().encode(text) },
  planned,
  style: STYLE,
  now: new Date('2026-03-10T08:00:00Z'),
  today: '2026-03-10',
});

function libraryOf(...sources: Source[]): ReadingLibrary & { close(): void; set(...sources: Source[]): void } {
  const closing = new AbortController();
  let now = sources;
  return {
    sources: () => now,
    set: (...others) => {
      now = others;
    },
    closing: closing.signal,
    close: () => closing.abort(),
  };
}

const gazette = (id: string) =>
  newSource(
    id,
    { type: 'article-newspaper', 'container-title': 'Harbour Gazette', issued: { 'date-parts': [[2026, 3]] } },
    new Date('2026-03-01T00:00:00Z'),
  );

async function citedIn(reading: Promise<unknown>): Promise<unknown> {
  const read = (await reading) as { story: object; newSources: unknown[] };
  return { sourceId: /"sourceId":"([^"]+)"/.exec(JSON.stringify(read.story))?.[1], newSources: read.newSources.length };
}

describe('the reading thread', () => {
  it('is ended where a file takes too long, and the next file is read', async () => {
    const reader = createReader({ limitMs: (sizeBytes) => (sizeBytes > 100_000 ? 2_000 : 60_000) });
    const library = libraryOf();
    const tangled = reader.read(jobOf(TANGLED), library);
    const next = reader.read(jobOf(PAGE), library);
    await expect(tangled).rejects.toMatchObject({
      kind: 'Invalid',
      message:
        'Reading this file took longer than 2 seconds and was stopped. Cut it into smaller files and import those.',
    });
    await expect(next).resolves.toMatchObject({ kind: 'page', story: { title: 'Cranes' } });
  });

  it('is ended where a file takes too much memory, and the next file is read', async () => {
    const reader = createReader({ heapMb: 64 });
    const library = libraryOf();
    await expect(reader.read(jobOf(WIDE), library)).rejects.toMatchObject({
      kind: 'Invalid',
      message: expect.stringMatching(/takes more memory than Galley gives to it/),
    });
    await expect(reader.read(jobOf(PAGE), library)).resolves.toMatchObject({ kind: 'page' });
  });

  it('is ended with the library that it reads for', async () => {
    const reader = createReader();
    const library = libraryOf();
    const tangled = reader.read(jobOf(TANGLED), library);
    const waiting = reader.read(jobOf(PAGE), library);
    setTimeout(library.close, 200);
    await expect(tangled).rejects.toMatchObject({ kind: 'NotFound', message: 'The library was closed.' });
    await expect(waiting).rejects.toMatchObject({ kind: 'NotFound' });
    await expect(reader.read(jobOf(PAGE), libraryOf())).resolves.toMatchObject({ kind: 'page' });
  });

  it('knows the sources as they are when it reads, whatever it was told before', async () => {
    const reader = createReader();
    const library = libraryOf();
    const read = (...planned: Source[]) => citedIn(reader.read(jobOf(PAGE, planned), library));
    expect(await read()).toMatchObject({ newSources: 1 });
    expect(await read(gazette('planned'))).toEqual({ sourceId: 'planned', newSources: 0 });
    expect(await read()).toMatchObject({ newSources: 1 });
    library.set(gazette('mine'));
    expect(await read()).toEqual({ sourceId: 'mine', newSources: 0 });
    library.set({ ...gazette('mine'), csl: { type: 'book', title: 'Another' } });
    expect(await read()).toMatchObject({ newSources: 1 });
    library.set(...Array.from({ length: 1_200 }, (_, index) => gazette(`g${index}`)));
    expect(await read()).toEqual({ sourceId: 'g0', newSources: 0 });
    library.set();
    expect(await read()).toMatchObject({ newSources: 1 });
    expect(await citedIn(reader.read(jobOf(PAGE), libraryOf(gazette('theirs'))))).toMatchObject({ sourceId: 'theirs' });
  });

  it('comes and goes: one that has waited in vain is replaced with the next file', async () => {
    const reader = createReader({ idleMs: 1 });
    reader.warmUp();
    for (let times = 0; times < 3; times += 1) {
      await expect(reader.read(jobOf(PAGE), libraryOf())).resolves.toMatchObject({ kind: 'page' });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
});

describe('while a file is read that takes the parser minutes', () => {
  it('the workbench answers and saves', async () => {
    const { api, context } = await temporaryWorkbench();
    const file = { fileName: 'tangled.md', base64: Buffer.from(TANGLED).toString('base64') };
    let isUnderWay = true;
    const refused = api.intake.importPage(file).then(
      () => expect.unreachable('It takes minutes.'),
      (error: Error) => {
        isUnderWay = false;
        return error.message;
      },
    );
    const { story } = await api.stories.create();
    for (let rev = story.rev; rev < 10; rev += 1) {
      // What was asked for before this is under way then.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const stored = await context.library.stories.get(story.id);
      expect(await context.library.stories.save({ ...stored, title: `Title ${rev}` })).toMatchObject({ rev: rev + 1 });
    }
    expect(await api.stories.list()).toMatchObject([{ title: 'Title 9' }]);
    expect(isUnderWay).toBe(true);
    await context.library.close();
    expect(await refused).toBe('The library was closed.');
  });
});
