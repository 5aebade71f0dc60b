// A window sends its story whole, and then what it has changed: what comes out is what it holds, or it is asked for the whole.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { editBetween } from '#core/document/document-edit.ts';
import { storedDocument } from '#core/document/gate.ts';
import { Failure } from '#core/model/failure.ts';
import type { Story, StoryDocument } from '#core/model/story.ts';
import { createSentStories } from '#main/workbench/sent-stories.ts';
import { storyOf, temporaryLibrary } from '../library/temporary-library.ts';
import { temporaryWorkbench } from './temporary-workbench.ts';

const documentOf = (...texts: string[]): StoryDocument => {
  const { root } = storyOf('x', '', 'x').document;
  return { root: { ...root, children: texts.flatMap((text) => storyOf('x', '', text).document.root.children) } };
};

/** `next` as an edit of `base`, which was sent as number `sending`. */
function edited(next: Story, base: Story, sending: number) {
  const { document, ...rest } = next;
  return { ...rest, base: sending, edit: editBetween(base.document, document) };
}

async function opened() {
  const library = await temporaryLibrary();
  const { api } = await temporaryWorkbench(library);
  const story = await library.stories.create({
    ...storyOf('a', 'Corridor', ''),
    document: documentOf('One.', 'Two.', 'Three.'),
  });
  const at = (change: number, window = 'w1') => ({ mark: { window, change }, sending: change });
  return { library, api, story, at };
}

describe('a story that is sent as an edit', () => {
  it('is saved and kept in the journal as the window holds it', async () => {
    const { library, api, story, at } = await opened();
    const [one, two, three] = story.document.root.children;
    const typed = (title: string, ...texts: string[]): Story => ({
      ...story,
      title,
      document: {
        root: {
          ...story.document.root,
          children: [one, ...documentOf(...texts).root.children, three].filter((each) => each !== undefined),
        },
      },
    });
    expect(two).toBeDefined();
    const first = typed('Corridor', 'Two, typed.');
    await api.stories.save({ story: first, ...at(1) });
    const second = typed('Corridor II', 'Two, typed.', 'And more.');
    await api.journal.keep({ story: edited({ ...second, rev: 2 }, first, 1), ...at(2) });
    const entry = await library.journal.read({ storyId: 'a', window: 'w1' });
    expect(entry.story).toEqual({ ...second, rev: 2 });
    // The next one is made of the first, too: the answer to the second had not come yet.
    const third = typed('Corridor III', 'Two.');
    await api.stories.save({ story: edited({ ...third, rev: 2 }, first, 1), ...at(3) });
    const saved = await library.stories.get('a');
    expect(saved).toMatchObject({ title: 'Corridor III', rev: 3 });
    expect(saved.document).toEqual(storedDocument(third.document));
    const onDisk = await readFile(path.join(library.folder, 'stories', 'a.json'), 'utf8');
    expect(JSON.parse(onDisk).document).toEqual(saved.document);
  });

  it('is asked for whole where its base is not held: after a restart, of another window, story or number', async () => {
    const { library, api, story, at } = await opened();
    const other = await library.stories.create(storyOf('b', 'Another', 'Text.'));
    await api.stories.save({ story, ...at(1) });
    const refusal = { cause: { kind: 'NotFound', details: { isBaseGone: true } } };
    const next = { ...story, rev: 2 };
    await expect(api.stories.save({ story: edited(next, story, 2), ...at(3) })).rejects.toMatchObject(refusal);
    await expect(api.stories.save({ story: edited(next, story, 1), ...at(3, 'w2') })).rejects.toMatchObject(refusal);
    await expect(api.journal.keep({ story: edited(other, story, 1), ...at(3) })).rejects.toMatchObject(refusal);
    await expect(api.stories.save({ story: edited(next, story, 1) })).rejects.toMatchObject(refusal);
    const restarted = await temporaryWorkbench(library);
    await expect(restarted.api.stories.save({ story: edited(next, story, 1), ...at(3) })).rejects.toMatchObject(
      refusal,
    );
    expect(library.stories.summary('a')?.rev).toBe(2);
  });

  it('is refused where it can’t be an edit of its base', async () => {
    const { api, story, at } = await opened();
    await api.stories.save({ story, ...at(1) });
    const sent = edited({ ...story, rev: 2 }, story, 1);
    await expect(
      api.stories.save({ story: { ...sent, edit: { ...sent.edit, before: 2, after: 2 } }, ...at(2) }),
    ).rejects.toMatchObject({ cause: { kind: 'NotFound', details: { isBaseGone: true } } });
  });
});

describe('what is held', () => {
  const story = { ...storyOf('a', 'A', ''), document: documentOf('One.', 'Two.') };
  const whole = (window: string, sending: number) => ({ story, mark: { window, change: sending }, sending });
  const edit = (window: string, base: number) => ({ ...whole(window, base + 1), story: edited(story, story, base) });
  const keep = async (kept: Story) => kept;

  it('is only what was acted on with success', async () => {
    const { receive } = createSentStories();
    await expect(receive(whole('w', 1), () => Promise.reject(new Failure('DiskFull', 'Full.')))).rejects.toThrow(
      'Full.',
    );
    await expect(receive(edit('w', 1), keep)).rejects.toMatchObject({ details: { isBaseGone: true } });
  });

  it('is bounded, in windows and of each', async () => {
    const { receive } = createSentStories();
    for (let sending = 1; sending <= 6; sending += 1) await receive(whole('w0', sending), keep);
    await expect(receive(edit('w0', 2), keep)).rejects.toMatchObject({ details: { isBaseGone: true } });
    expect(await receive(edit('w0', 3), keep)).toEqual(story);
    for (let window = 1; window <= 8; window += 1) await receive(whole(`w${window}`, 1), keep);
    await expect(receive(edit('w0', 6), keep)).rejects.toMatchObject({ details: { isBaseGone: true } });
    expect(await receive(edit('w1', 1), keep)).toEqual(story);
  });
});
