/**
 * Hyphens within words, which folding leaves out: whether two like stretches have the same ones.
 */
import type { FoldedText } from './fold.ts';

/** A stretch of a folded text, `start` to before `end`. */
export type FoldedStretch = { folded: FoldedText; start: number; end: number };

/**
 * How many hyphens within words differ between two stretches that are equal once folded. One at a line's end may be the
 * line's and not the word's: it fits whatever the other stretch has there.
 */
export function differingHyphens(a: FoldedStretch, b: FoldedStretch): number {
  const ofA = hyphensIn(a);
  const ofB = hyphensIn(b);
  if (ofA.length === 0 && ofB.length === 0) return 0;
  return missing(ofA, ofB) + missing(ofB, ofA);
}

type Hyphen = { at: number; mayBeTheLines: boolean };

function missing(of: readonly Hyphen[], from: readonly Hyphen[]): number {
  const there = new Set(from.map(({ at }) => at));
  return of.filter(({ at, mayBeTheLines }) => !mayBeTheLines && !there.has(at)).length;
}

function hyphensIn({ folded: { hyphens, hyphenMayBeTheLines }, start, end }: FoldedStretch): Hyphen[] {
  const found: Hyphen[] = [];
  for (let place = firstAbove(hyphens, start); place < hyphens.length && (hyphens[place] ?? end) < end; place += 1) {
    found.push({ at: (hyphens[place] ?? start) - start, mayBeTheLines: hyphenMayBeTheLines[place] === 1 });
  }
  return found;
}

/** The index of the first of rising `values` that is above `limit`. */
function firstAbove(values: Uint32Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
