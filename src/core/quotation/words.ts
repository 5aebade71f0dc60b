/**
 * A folded text as a row of words. What is no letter or digit is a word by itself; spaces are none.
 */
import { type FoldedText, isIdeograph, isWordUnit } from './fold.ts';

/** Words as stretches of a folded text, `starts[i]` to before `ends[i]`. */
export type Words = { folded: FoldedText; starts: Uint32Array; ends: Uint32Array; count: number };

/** A longer run of letters is cut, so that comparing two words costs next to nothing whatever they are. */
export const MAX_WORD_UNITS = 32;

const SPACE = 0x20;

/** Cuts a folded text into words. */
export function wordsOf(folded: FoldedText): Words {
  const { text } = folded;
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  let count = 0;
  for (let index = 0; index < text.length; ) {
    const code = text.charCodeAt(index);
    if (code === SPACE) {
      index += 1;
      continue;
    }
    let end = index + 1;
    if (isWordUnit(code)) {
      while (end < text.length && end - index < MAX_WORD_UNITS && isWordUnit(text.charCodeAt(end))) end += 1;
    }
    starts[count] = index;
    ends[count] = end;
    count += 1;
    index = end;
  }
  return { folded, starts: starts.slice(0, count), ends: ends.slice(0, count), count };
}

/** The word at `index` in its folded form. */
export function wordAt({ folded, starts, ends }: Words, index: number): string {
  return folded.text.slice(starts[index], ends[index]);
}

/** How many characters the word at `index` has; 0 beyond the last. */
export function lengthAt({ starts, ends }: Words, index: number): number {
  return (ends[index] ?? 0) - (starts[index] ?? 0);
}

/** True for a word with a letter or a digit; false for punctuation. */
export function isLexical({ folded, starts }: Words, index: number): boolean {
  const code = folded.text.charCodeAt(starts[index] ?? 0);
  return isWordUnit(code) || isIdeograph(code);
}

/** The word that holds the unit at `offset` of the folded text, or the next one; `count` beyond the last. */
export function wordIndexAt({ ends, count }: Words, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
