// Sources through the API: import, export, duplicates, many at once, and merging with every citation following.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { citationsIn } from '#core/document/citations.ts';
import { Failure } from '#core/model/failure.ts';
import { newSource, type Source } from '#core/model/source.ts';
import { resultOf, type Step } from '#main/workbench/steps.ts';
import { citationOf, failureOf, sourceOf, storyOf, temporaryLibrary } from '../library/temporary-library.ts';
import { type TemporaryWorkbench, temporaryWorkbench } from './temporary-workbench.ts';

const NOW = new Date('2026-03-09T10:00:00Z');
const BIB = '@article{a, title = {One}, journal = {Gazette}, doi = {10.5555/1}, keywords = {energy, Chile}}\n';
/** What a procedure's failure is: tRPC wraps it. */
const refusal = (promise: Promise<unknown>) =>
  failureOf(
    promise.catch((error: unknown) => Promise.reject(error instanceof Error && error.cause ? error.cause : error)),
  );
const ended = async <R>(steps: Promise<AsyncIterable<Step<R>>>) => resultOf(await steps);

describe('importing', () => {
  it('adds what is new, names what is there, and adds that too only when asked', async () => {
    const { api, context } = await temporaryWorkbench();
    const first = await ended(api.sources.importFile({ fileName: 'a.bib', text: BIB }));
    expect(first).toEqual({ added: 1, alreadyThere: [], problems: [] });
    const [source] = context.library.sources.list();
    expect(source).toMatchObject({ tags: ['energy', 'Chile'], needsDetails: false, csl: { title: 'One' } });
    expect(source?.csl.keyword).toBeUndefined();

    const text = `${BIB}@book{b, title = {Two}, publisher = {P}}\n@book{c, title = {Two}, publisher = {P}}\n@book{d`;
    const second = await ended(api.sources.importFile({ fileName: 'b.bib', text }));
    expect(second).toMatchObject({
      added: 1,
      alreadyThere: [
        { entry: 0, title: 'One', sourceId: source?.id },
        { entry: 2, title: 'Two' },
      ],
      problems: [{ line: 4 }],
    });
    const third = await ended(api.sources.importFile({ fileName: 'b.bib', text, only: [0] }));
    expect(third).toMatchObject({ added: 1, alreadyThere: [] });
    expect(
      context.library.sources
        .list()
        .map(({ csl }) => csl.title)
        .sort(),
    ).toEqual(['One', 'One', 'Two']);
  });

  it('refuses a file in which there is nothing', async () => {
    const { api } = await temporaryWorkbench();
    const failure = await refusal(ended(api.sources.importFile({ fileName: 'x.txt', text: 'words' })));
    expect(failure).toMatchObject({ kind: 'Invalid', message: expect.stringContaining('x.txt') });
  });

  it('takes what is pasted into the picker for the source that is there', async () => {
    const { api } = await temporaryWorkbench();
    const first = await api.sources.createFromText({ text: 'https://www.gazette.example/a?utm_source=x' });
    const again = await api.sources.createFromText({ text: 'http://gazette.example/a' });
    expect(again.id).toBe(first.id);
    const other = await api.sources.createFromText({ text: 'Gazette, March 2026' });
    expect((await api.sources.createFromText({ text: 'Gazette, March 2026' })).id).not.toBe(other.id);
  });
});

describe('exporting', () => {
  it.each(['bibtex', 'ris', 'csl-json'] as const)(
    'writes all, or those that are asked for in their order, as %s',
    async (format) => {
      const { api, context } = await temporaryWorkbench();
      for (const [id, title] of [
        ['b', 'Second'],
        ['a', 'First'],
        ['c', 'Third'],
      ] as const)
        await context.library.sources.create({
          ...newSource(id, { type: 'book', title, publisher: 'P' }, NOW),
          notes: 'ours',
        });
      const all = await api.sources.exportFile({ format });
      expect(all).toMatchObject({ count: 3, fileName: expect.stringMatching(/^sources\.(bib|ris|json)$/) });
      expect(all.text.match(/First|Second|Third/g)?.slice(0, 1)).toEqual(['First']);
      expect(all.text).not.toContain('ours');
      const some = await api.sources.exportFile({ format, ids: ['c', 'gone', 'b'] });
      expect(some.count).toBe(2);
      expect(some.text.indexOf('Third')).toBeLessThan(some.text.indexOf('Second'));
    },
  );
});

describe('many at once', () => {
  it('grades, tags, deletes and brings back, and names what is cited with where', async () => {
    const { api, context } = await temporaryWorkbench();
    for (const id of ['a', 'b', 'c']) await context.library.sources.create(sourceOf(id));
    await context.library.stories.create(storyOf('story', 'Story', 'x', [citationOf('one', 'b')]));
    const patches = ['a', 'b', 'gone'].map((id) => ({ id, grade: 'B' as const, tags: ['energy'] }));
    expect(await ended(api.sources.patchMany({ patches }))).toMatchObject({ refused: [{ id: 'gone' }] });
    expect(await api.sources.get({ id: 'a' })).toMatchObject({ grade: 'B', tags: ['energy'], rev: 2 });

    const removed = await ended(api.sources.removeMany({ ids: ['a', 'b', 'c'] }));
    expect({ ...removed, removed: removed.removed.toSorted() }).toEqual({
      removed: ['a', 'c'],
      cited: [{ id: 'b', stories: [{ id: 'story', title: 'Story' }] }],
      refused: [],
    });
    await ended(api.sources.restoreMany({ ids: removed.removed }));
    expect(context.library.sources.list()).toHaveLength(3);
  });
});

async function duplicates(stories: number): Promise<TemporaryWorkbench> {
  const workbench = await temporaryWorkbench();
  const { sources, stories: all } = workbench.context.library;
  await sources.create({ ...sourceOf('keep'), needsDetails: true });
  await sources.create({ ...sourceOf('other'), grade: 'B', csl: { type: 'report', title: 'T' }, notes: 'Theirs' });
  for (let index = 0; index < stories; index += 1)
    await all.create(
      storyOf(`story${index}`, `Story ${index}`, 'text', [
        citationOf(`c${index}`, 'other'),
        citationOf(`k${index}`, 'keep'),
      ]),
    );
  return workbench;
}
const input = { keep: { id: 'keep', rev: 1 }, others: [{ id: 'other', rev: 1 }] };
const citedBy = async ({ context }: TemporaryWorkbench, id: string) =>
  citationsIn((await context.library.stories.get(id)).document).flatMap(({ citation }) =>
    citation.items.map(({ sourceId }) => sourceId),
  );

describe('merging', () => {
  it('lets a source cited in 400 stories go, with every citation following and each step told', async () => {
    const workbench = await duplicates(400);
    const { api, context } = workbench;
    const steps: Step<unknown>[] = [];
    for await (const step of await api.sources.merge(input)) steps.push(step);
    const last = steps.pop();
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.at(-1)).toEqual({ kind: 'progress', done: 400, total: 400 });
    expect(last).toMatchObject({
      kind: 'done',
      result: { stories: 400, leftBehind: [], source: { id: 'keep', grade: 'B' } },
    });
    expect(context.library.citedIn('keep')).toHaveLength(400);
    expect(context.library.citedIn('other')).toEqual([]);
    expect(context.library.sources.summary('other')).toBeUndefined();
    expect(await citedBy(workbench, 'story7')).toEqual(['keep', 'keep']);
    // The rest of a story is as it was.
    expect(await context.library.stories.get('story7')).toMatchObject({ rev: 2, title: 'Story 7' });
    expect(await readFile(path.join(context.library.folder, 'trash', 'sources', 'other.json'), 'utf8')).toContain(
      'Theirs',
    );
  }, 60_000);

  it('can be taken back, but for what was changed since', async () => {
    const workbench = await duplicates(3);
    const { api, context } = workbench;
    const { record } = await ended(api.sources.merge(input));
    const merged = await api.sources.get({ id: 'keep' });
    await api.sources.save({ source: { ...merged, notes: 'Since' } });
    await api.stories.remove({ id: 'story1' });
    const { source } = await ended(api.sources.takeBackMerge(record));
    expect(source).toMatchObject({
      needsDetails: true,
      grade: null,
      notes: 'Since',
      csl: { 'container-title': 'Harbour Gazette' },
    });
    expect(source.csl.title).toBeUndefined();
    expect(source.mergedIds).toBeUndefined();
    expect(await api.sources.get({ id: 'other' })).toMatchObject({ notes: 'Theirs' });
    expect(await citedBy(workbench, 'story0')).toEqual(['other', 'keep']);
    expect(
      context.library
        .citedIn('other')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['story0', 'story2']);
  });

  it.each(['keep', 'other2'])(
    'is taken back whole or not at all: where %s is gone, nothing comes back',
    async (gone) => {
      const { api, context } = await duplicates(1);
      const { record } = await ended(api.sources.merge(input));
      const items = [{ room: 'sources', id: gone } as const];
      if (gone === 'keep') {
        await api.stories.remove({ id: 'story0' });
        await api.sources.remove({ id: gone });
      }
      await api.trash.removeForEver({ items });
      const otherIds = [...record.otherIds, ...(gone === 'keep' ? [] : [gone])];
      expect(await refusal(ended(api.sources.takeBackMerge({ ...record, otherIds })))).toMatchObject({
        kind: 'NotFound',
      });
      expect(context.library.sources.summary('other')).toBeUndefined();
    },
  );

  it('is refused where a source is not as the editor saw it, and changes nothing', async () => {
    const { api, context } = await duplicates(1);
    await api.sources.save({ source: { ...(await api.sources.get({ id: 'other' })), grade: 'C' } });
    expect(await refusal(ended(api.sources.merge(input)))).toMatchObject({ kind: 'Conflict' });
    expect(await refusal(ended(api.sources.merge({ ...input, others: [{ id: 'keep', rev: 1 }] })))).toMatchObject({
      kind: 'Invalid',
    });
    expect(await api.sources.get({ id: 'keep' })).toMatchObject({ rev: 1 });
    expect(context.library.citedIn('other')).toHaveLength(1);
  });

  it('is refused where one source can’t hold it all', async () => {
    const { api, context } = await duplicates(0);
    const tags = Array.from({ length: 60 }, (_, index) => `tag ${index}`);
    await context.library.sources.create({ ...sourceOf('x'), tags });
    await context.library.sources.create({ ...sourceOf('y'), tags: tags.map((tag) => `${tag} too`) });
    const both = { keep: { id: 'x', rev: 1 }, others: [{ id: 'y', rev: 1 }] };
    expect(await refusal(ended(api.sources.merge(both)))).toMatchObject({ kind: 'Invalid' });
  });

  it('follows into a story that is saved in between, and into one that begins to cite the other', async () => {
    const workbench = await duplicates(300);
    const { api, context } = workbench;
    let isFirst = true;
    for await (const step of await api.sources.merge(input)) {
      if (step.kind !== 'progress' || !isFirst) continue;
      isFirst = false;
      const story = await context.library.stories.get('story299');
      await context.library.stories.save({ ...story, title: 'Typed meanwhile' });
      await context.library.stories.create(storyOf('late', 'Late', 'x', [citationOf('l', 'other')]));
    }
    expect(context.library.sources.summary('other')).toBeUndefined();
    expect(await citedBy(workbench, 'late')).toEqual(['keep']);
    expect(await citedBy(workbench, 'story299')).toEqual(['keep', 'keep']);
    expect((await context.library.stories.get('story299')).title).toBe('Typed meanwhile');
  }, 60_000);

  it('leaves the other where it is while a story can’t follow, and takes up the rest when it is done again', async () => {
    const workbench = await duplicates(3);
    const { api, context } = workbench;
    const { stories } = context.library;
    const { save } = stories;
    stories.save = (story) =>
      story.id === 'story1' ? Promise.reject(new Failure('Unreadable', 'story1.json can’t be read.')) : save(story);
    const cut = await ended(api.sources.merge(input));
    expect(cut).toMatchObject({
      stories: 2,
      leftBehind: [{ id: 'story1', title: 'Story 1', message: 'story1.json can’t be read.' }],
    });
    expect(await api.sources.get({ id: 'other' })).toMatchObject({ notes: 'Theirs' });
    expect(await citedBy(workbench, 'story1')).toEqual(['other', 'keep']);

    stories.save = save;
    const rest = await ended(api.sources.merge({ ...input, keep: { id: 'keep', rev: cut.source.rev } }));
    expect(rest).toMatchObject({ stories: 1, leftBehind: [], source: { notes: 'Theirs' } });
    expect(context.library.sources.summary('other')).toBeUndefined();
  });

  it('stops on a full disk with everything still there', async () => {
    const workbench = await duplicates(3);
    const { stories } = workbench.context.library;
    const { save } = stories;
    stories.save = () => Promise.reject(new Failure('DiskFull', 'The disk is full.'));
    const cut = await ended(workbench.api.sources.merge(input));
    expect(cut.leftBehind).toHaveLength(3);
    expect(workbench.context.library.sources.summary('other')).toBeDefined();
    stories.save = save;
  });
});

describe('citations of a source that was merged', () => {
  it('follow when they come from a window that had the story open, as a copy, or out of the trash', async () => {
    const workbench = await duplicates(2);
    const { api } = workbench;
    const open = await api.stories.get({ id: 'story0' });
    await api.stories.remove({ id: 'story1' });
    await ended(api.sources.merge(input));

    expect(await refusal(api.stories.save({ story: open.story }))).toMatchObject({ kind: 'Conflict' });
    const { story: copy } = await api.stories.saveAsCopy({ story: open.story });
    expect(await citedBy(workbench, copy.id)).toEqual(['keep', 'keep']);
    const now = await api.stories.get({ id: 'story0' });
    await api.stories.save({ story: { ...open.story, rev: now.story.rev } });
    expect(await citedBy(workbench, 'story0')).toEqual(['keep', 'keep']);
    await api.stories.restore({ id: 'story1' });
    expect(await citedBy(workbench, 'story1')).toEqual(['keep', 'keep']);
  });

  it('stay with the source where it has come back', async () => {
    const workbench = await duplicates(1);
    const { api } = workbench;
    const open = await api.stories.get({ id: 'story0' });
    await ended(api.sources.merge(input));
    await api.sources.restore({ id: 'other' });
    const { story: copy } = await api.stories.saveAsCopy({ story: open.story });
    expect(await citedBy(workbench, copy.id)).toEqual(['other', 'keep']);
  });
});

describe('the list', () => {
  it('leaves long texts out and says what there is of them', async () => {
    const { api, context } = await temporaryWorkbench(await temporaryLibrary());
    const source: Source = {
      ...sourceOf('a'),
      csl: { type: 'report', title: 'T', abstract: 'long' },
      notes: 'n'.repeat(5_000),
      excerpts: [{ id: 'e', text: 'long' }],
    };
    await context.library.sources.create(source);
    const [item] = await api.sources.list();
    expect(item).toMatchObject({ citedInCount: 0, excerptCount: 1, notes: 'n'.repeat(2_000) });
    expect(JSON.stringify(item)).not.toContain('long');
  });
});
