import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CopyText } from '#core/model/copy-text.ts';
import { passageOf, rangesOf, sentenceRange } from '#renderer/reader/passage.ts';

const COPY: CopyText = {
  blocks: [
    { kind: 'heading', text: 'A price of its own', page: 1 },
    { kind: 'paragraph', text: 'The first sentence. The second, which goes on.', page: 1 },
    { kind: 'paragraph', text: 'On the next page.', page: 2 },
  ],
};

describe('a passage of a copy', () => {
  it('has its words and its page, or the pages that it reaches over', () => {
    expect(passageOf([{ blockIndex: 1, start: 4, end: 18 }], COPY.blocks)).toMatchObject({
      text: 'first sentence',
      page: '1',
    });
    const over = [
      { blockIndex: 1, start: 20, end: 46 },
      { blockIndex: 2, start: 0, end: 6 },
    ];
    expect(passageOf(over, COPY.blocks)).toMatchObject({
      text: 'The second, which goes on.\nOn the',
      page: '1–2',
    });
    expect(passageOf([], COPY.blocks)).toBeNull();
    const [block] = COPY.blocks;
    expect(passageOf([{ blockIndex: 0, start: 0, end: 1 }], [{ kind: 'paragraph', text: block?.text ?? '' }])).toEqual({
      text: 'A',
      ranges: [{ blockIndex: 0, start: 0, end: 1 }],
    });
  });

  it('goes on behind the head and foot of a page, and is found again so', () => {
    const blocks: CopyText['blocks'] = [
      { kind: 'paragraph', text: 'It stood still until', page: 1 },
      { kind: 'paragraph', text: '1', page: 1, isAside: true },
      { kind: 'paragraph', text: 'the second week.', page: 2 },
    ];
    const over = blocks.map(({ text }, blockIndex) => ({ blockIndex, start: 0, end: text.length }));
    const ofText = over.filter(({ blockIndex }) => blockIndex !== 1);
    const passage = passageOf(over, blocks);
    expect(passage).toEqual({ text: 'It stood still until\nthe second week.', page: '1–2', ranges: ofText });
    expect(rangesOf({ blocks }, passage?.text ?? '')).toEqual(ofText);
    expect(rangesOf({ blocks }, 'still until\n1\nthe second')).toHaveLength(3);
    expect(passageOf(over.slice(1, 2), blocks)).toMatchObject({ text: '1' });
  });

  it('is found again where it was selected, if the words stand there once', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1, maxLength: 30 }).map((text) => text.replace(/\n/g, ' ')),
          { minLength: 1, maxLength: 8 },
        ),
        fc.nat(),
        fc.nat(),
        (texts, from, to) => {
          // Blocks that can be told apart.
          const blocks = texts.map((text, index) => ({ kind: 'paragraph' as const, text: `${index}:${text}` }));
          const [first = 0, last = 0] = [from % blocks.length, to % blocks.length].sort((a, b) => a - b);
          const ranges = blocks
            .slice(first, last + 1)
            .map(({ text }, index) => ({ blockIndex: first + index, start: 0, end: text.length }));
          const passage = passageOf(ranges, blocks);
          const found = rangesOf({ blocks }, passage?.text ?? '');
          expect(passageOf(found, blocks)?.text).toBe(passage?.text);
        },
      ),
    );
  });

  it('is nowhere where its words are not, or are no more', () => {
    expect(rangesOf(COPY, 'Not in it.')).toEqual([]);
    expect(rangesOf(COPY, '')).toEqual([]);
    expect(rangesOf({ blocks: [] }, 'x')).toEqual([]);
  });

  it('is a sentence by the place of any of its letters', () => {
    const text = COPY.blocks[1]?.text ?? '';
    expect(sentenceRange(1, text, 3)).toEqual({ blockIndex: 1, start: 0, end: 19 });
    expect(sentenceRange(1, text, 25)).toEqual({ blockIndex: 1, start: 20, end: text.length });
    expect(sentenceRange(1, text, 999)).toEqual({ blockIndex: 1, start: 20, end: text.length });
  });
});
