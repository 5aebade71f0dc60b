// What a window sends of its story: the whole at first, then what has changed, and the whole again where nothing is held.
import { describe, expect, it } from 'vitest';
import { Failure } from '#core/model/failure.ts';
import { newStory, type Story } from '#core/model/story.ts';
import { createStorySending } from '#renderer/stories/story-sending.ts';

const mark = { window: 'w', change: 1 };
const block = (text: string) => ({ type: 'paragraph', version: 1, text });

function storyWith(...texts: string[]): Story {
  const story = newStory('a', new Date('2026-03-09T00:00:00Z'), '2026-03-09');
  return { ...story, document: { root: { ...story.document.root, children: texts.map(block) } } };
}

/** The story with another block at `index`; its others stay the same objects. */
function typed(story: Story, index: number, text: string): Story {
  const { root } = story.document;
  return { ...story, document: { root: { ...root, children: root.children.with(index, block(text)) } } };
}

describe('sending a story', () => {
  const first = storyWith('One.', 'Two.', 'Three.');
  const second = typed(first, 1, 'Two, typed.');
  const sent: unknown[] = [];
  const taken = async (each: unknown) => void sent.push(each);

  it('goes whole at first, and as an edit of what was taken last', async () => {
    const send = createStorySending();
    sent.length = 0;
    await send(first, mark, taken);
    await send(second, mark, taken);
    const { document: _, ...rest } = second;
    const edit = { before: 1, after: 1, blocks: [block('Two, typed.')] };
    expect(sent).toMatchObject([
      { story: first, sending: 1 },
      { story: { ...rest, base: 1, edit }, sending: 2 },
    ]);
    expect(sent[1]).not.toHaveProperty('story.document');
  });

  it('names no base that was refused, and none that is older than one taken already', async () => {
    const send = createStorySending();
    sent.length = 0;
    await send(first, mark, taken);
    await expect(send(second, mark, () => Promise.reject(new Failure('DiskFull', 'Full.')))).rejects.toThrow('Full.');
    const slow = Promise.withResolvers<void>();
    const late = send(second, mark, () => slow.promise);
    await send(second, mark, taken);
    slow.resolve();
    await late;
    await send(second, mark, taken);
    expect(sent).toMatchObject([
      { sending: 1 },
      { story: { base: 1 }, sending: 4 },
      { story: { base: 4 }, sending: 5 },
    ]);
  });

  it('goes whole where the workbench holds nothing of it any more, and as an edit again from there', async () => {
    const send = createStorySending();
    sent.length = 0;
    await send(first, mark, taken);
    let isRestarted = true;
    await send(second, mark, async (each) => {
      sent.push(each);
      if (isRestarted && 'edit' in each.story) throw new Failure('NotFound', 'Gone.', { isBaseGone: true });
      isRestarted = false;
    });
    await send(second, mark, taken);
    expect(sent).toMatchObject([
      { story: first },
      { story: { base: 1 } },
      { story: second, sending: 2 },
      { story: { base: 2, edit: { blocks: [] } } },
    ]);
  });

  it('is not sent twice where its story is gone', async () => {
    const send = createStorySending();
    await send(first, mark, taken);
    let calls = 0;
    await expect(
      send(second, mark, () => {
        calls += 1;
        return Promise.reject(new Failure('NotFound', 'It was deleted.'));
      }),
    ).rejects.toThrow('It was deleted.');
    expect(calls).toBe(1);
  });

  it('goes whole where another story is open', async () => {
    const send = createStorySending();
    sent.length = 0;
    await send(first, mark, taken);
    await send({ ...second, id: 'b' }, mark, taken);
    expect(sent[1]).toHaveProperty('story.document');
  });
});
