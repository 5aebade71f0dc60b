/**
 * A copy made ready for finding passages in it: folded, cut into words, each word numbered. Made once per copy; about
 * fifteen bytes for each character of the text.
 */
import type { CopyText } from '#core/model/copy-text.ts';
import { foldText } from './fold.ts';
import { type Words, wordAt, wordsOf } from './words.ts';

export type PreparedCopy = {
  words: Words;
  /** For each word of the text its number in `vocabulary`. */
  ids: Uint32Array;
  vocabulary: readonly string[];
  idByWord: ReadonlyMap<string, number>;
  /** How often each word of the vocabulary occurs. */
  frequencies: Uint32Array;
  /** The blocks, by their index in the copy, in the order in which they were folded: what stands beside the text comes last. */
  order: Uint32Array;
  /** Where each of these begins in the text that was folded; blocks are parted by one new line. */
  blockStarts: Uint32Array;
  /** By index in the copy. */
  pages: readonly (number | undefined)[];
};

/**
 * Prepares the text of a copy. A sentence that goes on behind a running head and a page number is one without them. Pure: the
 * copy is not changed.
 */
export function prepareCopy(copy: Pick<CopyText, 'blocks'>): PreparedCopy {
  const indices = copy.blocks.map((_, index) => index);
  const isAside = (index: number) => copy.blocks[index]?.isAside === true;
  const order = Uint32Array.from([...indices.filter((index) => !isAside(index)), ...indices.filter(isAside)]);
  const blocks = Array.from(order, (index) => copy.blocks[index] ?? { text: '' });
  const blockStarts = new Uint32Array(blocks.length);
  let length = 0;
  blocks.forEach(({ text }, index) => {
    blockStarts[index] = length;
    length += text.length + 1;
  });
  const words = wordsOf(foldText(blocks.map(({ text }) => text).join('\n')));
  const ids = new Uint32Array(words.count);
  const vocabulary: string[] = [];
  const idByWord = new Map<string, number>();
  for (let index = 0; index < words.count; index += 1) {
    const word = wordAt(words, index);
    let id = idByWord.get(word);
    if (id === undefined) {
      id = vocabulary.length;
      vocabulary.push(word);
      idByWord.set(word, id);
    }
    ids[index] = id;
  }
  const frequencies = new Uint32Array(vocabulary.length);
  for (const id of ids) frequencies[id] = (frequencies[id] ?? 0) + 1;
  return {
    words,
    ids,
    vocabulary,
    idByWord,
    frequencies,
    order,
    blockStarts,
    pages: copy.blocks.map(({ page }) => page),
  };
}

/** A stretch of one block of a copy, in UTF-16 units of its text. */
export type BlockRange = { blockIndex: number; start: number; end: number };

/** A stretch of the joined text, cut at the blocks; white space at a cut belongs to no stretch. */
export function blockRangesOf({ order, blockStarts, words }: PreparedCopy, start: number, end: number): BlockRange[] {
  const { original } = words.folded;
  const ranges: BlockRange[] = [];
  for (let at = blockAt(blockStarts, start); at < blockStarts.length; at += 1) {
    const blockStart = blockStarts[at] ?? 0;
    if (blockStart >= end) break;
    const blockEnd = (blockStarts[at + 1] ?? original.length + 1) - 1;
    let from = Math.max(start, blockStart);
    let to = Math.min(end, blockEnd);
    while (from < to && isSpace(original, from)) from += 1;
    while (to > from && isSpace(original, to - 1)) to -= 1;
    if (to > from) ranges.push({ blockIndex: order[at] ?? 0, start: from - blockStart, end: to - blockStart });
  }
  return ranges;
}

function isSpace(text: string, index: number): boolean {
  return /\s/.test(text.charAt(index));
}

/** The last block that begins at or before `offset`. */
function blockAt(blockStarts: Uint32Array, offset: number): number {
  let low = 0;
  let high = blockStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blockStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
