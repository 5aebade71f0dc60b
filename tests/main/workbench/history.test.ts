// What is brought back from a story's history replaces only what was kept first.
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { plainTextOf } from '#core/document/text.ts';
import { Failure } from '#core/model/failure.ts';
import type { SerializedNode, Story } from '#core/model/story.ts';
import { sourceOf, storyOf } from '../library/temporary-library.ts';
import { temporaryWorkbench } from './temporary-workbench.ts';

const heading = (id: string): SerializedNode => ({
  type: 'heading',
  version: 1,
  tag: 'h2',
  direction: null,
  format: '',
  indent: 0,
  children: [{ type: 'text', version: 1, text: id, format: 0, mode: 'normal', style: '', detail: 0 }],
  $: { section: { id, role: 'narrative', confidencePercent: null, rationale: '' } },
});
const sectioned = (story: Story, words: string): Story => ({
  ...story,
  document: {
    root: {
      ...story.document.root,
      children: ['one', 'two'].flatMap((id) => [
        heading(id),
        ...storyOf('x', '', `${id} ${words}`).document.root.children,
      ]),
    },
  },
});

async function storyWithHistory() {
  const workbench = await temporaryWorkbench();
  const { api } = workbench;
  const { story: blank } = await api.stories.create();
  const early = sectioned({ ...blank, title: 'Early', confidencePercent: 30 }, 'early');
  const { rev } = await api.stories.save({ story: early });
  const storyId = blank.id;
  const snapshot = await api.history.take({ storyId, name: 'Early' });
  const late = { ...sectioned({ ...early, title: 'Late', confidencePercent: 80 }, 'late'), rev };
  const saved = await api.stories.save({ story: late });
  return { ...workbench, storyId, snapshotId: snapshot.id, rev: saved.rev };
}

const linesOf = ({ document }: Story) => plainTextOf(document).split('\n');
const failureOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => 'nothing failed',
    (reason: unknown) => reason,
  );
  return error instanceof Error && error.cause instanceof Failure ? error.cause.kind : error;
};

test('a story comes back as it was, text and header, and what it replaces is kept', async () => {
  const { api, storyId, snapshotId, rev } = await storyWithHistory();
  const { story } = await api.history.restore({ storyId, snapshotId, rev });
  expect(story).toMatchObject({ title: 'Early', confidencePercent: 30, rev: rev + 1 });
  expect(linesOf(story)).toEqual(['one', 'one early', 'two', 'two early']);
  const list = await api.history.list({ storyId });
  expect(list.map(({ reason, name }) => [reason, name])).toEqual([
    ['restore', ''],
    ['by-hand', 'Early'],
  ]);
  const replaced = await api.history.read({ storyId, snapshotId: list[0]?.id ?? '' });
  expect(replaced.story).toMatchObject({ title: 'Late', confidencePercent: 80 });
});

test('one section comes back and the other stays', async () => {
  const { api, storyId, snapshotId, rev } = await storyWithHistory();
  const { story } = await api.history.restoreSection({ storyId, snapshotId, rev, sectionId: 'two' });
  expect(story.title).toBe('Late');
  expect(linesOf(story)).toEqual(['one', 'one late', 'two', 'two early']);
  expect(await failureOf(api.history.restoreSection({ storyId, snapshotId, rev: rev + 1, sectionId: 'none' }))).toBe(
    'NotFound',
  );
});

test('nothing is brought back over a later save, nor where the state before can’t be kept', async () => {
  const { api, storyId, snapshotId, rev, context } = await storyWithHistory();
  expect(await failureOf(api.history.restore({ storyId, snapshotId, rev: rev - 1 }))).toBe('Conflict');
  const folder = path.join(context.library.folder, 'history', storyId);
  const { story: snapshot } = await context.library.history.read(storyId, snapshotId);
  context.library.history.read = async () => ({
    schemaVersion: 1,
    storyId,
    takenAt: snapshot.savedAt,
    reason: 'by-hand',
    name: '',
    words: 4,
    rev: 1,
    digest: '',
    story: snapshot,
  });
  await context.library.history.settle();
  await rm(folder, { recursive: true });
  await writeFile(folder, 'in the way');
  expect(await failureOf(api.history.restore({ storyId, snapshotId, rev }))).toBe('Unreadable');
  expect((await api.stories.get({ id: storyId })).story).toMatchObject({ title: 'Late', rev });
});

test('both versions are kept before they are merged', async () => {
  const { api, storyId } = await storyWithHistory();
  const { story: theirs } = await api.stories.get({ id: storyId });
  await api.history.beforeMerge({ mine: sectioned({ ...theirs, rev: theirs.rev - 1, title: 'Mine' }, 'mine') });
  const [mine, before] = await api.history.list({ storyId });
  expect([mine?.name, before?.name]).toEqual(['before merge', '']);
  expect((await api.history.read({ storyId, snapshotId: mine?.id ?? '' })).story.title).toBe('Mine');
  expect((await api.history.read({ storyId, snapshotId: before?.id ?? '' })).story.title).toBe('Late');
});

test('a story that follows a merge of sources is kept as it was before', async () => {
  const { api, context } = await temporaryWorkbench();
  const { library } = context;
  const keep = await library.sources.create(sourceOf('keep'));
  const other = await library.sources.create(sourceOf('other'));
  const citation = { id: 'c1', items: [{ sourceId: 'other' }], quote: '', verdict: 'unverified', note: '' };
  await library.stories.create(storyOf('harbour', 'Harbour', 'words', [{ type: 'citation', version: 1, citation }]));
  const steps = await api.sources.merge({ keep, others: [other] });
  for await (const _ of steps);
  const [snapshot] = await api.history.list({ storyId: 'harbour' });
  expect(snapshot?.reason).toBe('bulk-edit');
  const { story } = await api.history.read({ storyId: 'harbour', snapshotId: snapshot?.id ?? '' });
  expect(JSON.stringify(story.document)).toContain('"sourceId":"other"');
});
