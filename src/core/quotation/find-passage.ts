/**
 * Finding a quoted passage in a copy of its source: exactly, else the nearest passage with its differences, else none.
 */
import type { Difference } from './differences.ts';
import { findLiterally } from './literal.ts';
import { findNearest, type Nearest } from './nearest.ts';
import { type Place, placeOf } from './passage.ts';
import type { PreparedCopy } from './prepared-copy.ts';
import { type Quote, readQuote } from './quote.ts';
import { isLexical } from './words.ts';

/** A passage of a copy that a quote was found as. */
export type FoundPassage = Place & {
  kind: 'exact' | 'near';
  /**
   * How much of the letters of quote and passage is common to both, 0–100: 100 where it is exact, at most 99 where it is
   * near. Spaces don't count, nor does what folding makes equal.
   */
  similarityPercent: number;
  differences: Difference[];
};
export type QuoteMatch = FoundPassage | { kind: 'none' };

const NONE: QuoteMatch = { kind: 'none' };

/**
 * A passage that is less similar is none. The fewer words, the more of them are found in order by chance: of 165 sentences
 * that a text of 750,000 characters has nothing to do with, the best places shared at most 49 % from eight words on, 63 %
 * from four words on, 74 % below.
 */
export const THRESHOLDS: readonly { fromWords: number; minPercent: number }[] = [
  { fromWords: 8, minPercent: 60 },
  { fromWords: 4, minPercent: 70 },
  { fromWords: 0, minPercent: 80 },
];

/** Of so many words all but one, in their order, are no chance either, however long the one is. */
const BUT_ONE_FROM_WORDS = 5;

/** Finds a quote in a copy. Never throws; the same quote and copy always give the same match. */
export function findPassage(copy: PreparedCopy, quote: string): QuoteMatch {
  const read = readQuote(quote);
  if (read.sought.length === 0) return NONE;
  const literally = findLiterally(copy, read);
  if (literally) {
    const differences: Difference[] = [{ kind: 'equal', text: soughtText(read) }];
    return { kind: 'exact', similarityPercent: 100, ...placeOf(copy, read, [literally]), differences };
  }
  const nearest = findNearest(copy, read);
  if (!nearest) return NONE;
  if (!isNearEnough(read, nearest)) return NONE;
  const { ratio, stretches, differences } = nearest;
  const similarityPercent = ratio === 1 ? 100 : Math.min(99, Math.floor(ratio * 100));
  return { kind: ratio === 1 ? 'exact' : 'near', similarityPercent, ...placeOf(copy, read, stretches), differences };
}

function isNearEnough({ words, sought }: Quote, { ratioWithoutEdges, isButOneWord }: Nearest): boolean {
  const lexical = sought.reduce((count, index) => count + (isLexical(words, index) ? 1 : 0), 0);
  if (isButOneWord && lexical >= BUT_ONE_FROM_WORDS) return true;
  const minPercent = THRESHOLDS.find(({ fromWords }) => lexical >= fromWords)?.minPercent ?? 100;
  return Math.floor(ratioWithoutEdges * 100) >= minPercent;
}

function soughtText({ words, sought }: Quote): string {
  const { offsets, original } = words.folded;
  const first = offsets[words.starts[sought[0] ?? 0] ?? 0] ?? 0;
  const lastUnit = (words.ends[sought.at(-1) ?? 0] ?? 1) - 1;
  return original.slice(first, (offsets[lastUnit] ?? 0) + 1).replace(/\s+/g, ' ');
}
