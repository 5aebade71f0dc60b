/**
 * A passage that was found: its stretches of the copy, as a reader marks them.
 */
import { originalRange } from './fold.ts';
import { type BlockRange, blockRangesOf, type PreparedCopy } from './prepared-copy.ts';
import type { Quote } from './quote.ts';
import { wordAt } from './words.ts';

/** A stretch of a copy's folded text, and the words that it begins and ends in. */
export type FoundStretch = { start: number; end: number; firstWord: number; lastWord: number };

export type Place = {
  /** In reading order: a stretch for each block, and a new one after each gap of the quote. */
  ranges: BlockRange[];
  /** The page that it begins on; absent where the copy has none. */
  page?: number;
};

/**
 * Where a passage stands. Punctuation at the quote's edges was not looked for; where the copy has the same, it is part of
 * the passage all the same.
 */
export function placeOf(copy: PreparedCopy, quote: Quote, stretches: readonly FoundStretch[]): Place {
  const { folded } = copy.words;
  const ranges = stretches.flatMap((stretch, index) => {
    const start = index === 0 ? withLeadingMarks(copy, quote, stretch) : stretch.start;
    const end = index === stretches.length - 1 ? withTrailingMarks(copy, quote, stretch) : stretch.end;
    const range = originalRange(folded, start, end);
    return blockRangesOf(copy, range.start, range.end);
  });
  const page = copy.pages[ranges[0]?.blockIndex ?? -1];
  return { ranges, ...(page !== undefined && { page }) };
}

function withLeadingMarks({ words }: PreparedCopy, quote: Quote, { start, firstWord }: FoundStretch): number {
  let from = start;
  if (words.starts[firstWord] !== start) return from;
  const first = quote.sought[0] ?? 0;
  for (let back = 1; back <= first && back <= firstWord; back += 1) {
    if (wordAt(words, firstWord - back) !== wordAt(quote.words, first - back)) break;
    from = words.starts[firstWord - back] ?? from;
  }
  return from;
}

function withTrailingMarks({ words }: PreparedCopy, quote: Quote, { end, lastWord }: FoundStretch): number {
  let to = end;
  if (words.ends[lastWord] !== end) return to;
  const last = quote.sought.at(-1) ?? 0;
  for (let on = 1; last + on < quote.words.count && lastWord + on < words.count; on += 1) {
    if (wordAt(words, lastWord + on) !== wordAt(quote.words, last + on)) break;
    to = words.ends[lastWord + on] ?? to;
  }
  return to;
}
