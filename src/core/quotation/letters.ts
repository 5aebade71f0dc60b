/**
 * How far two words are from each other, letter by letter.
 */
import { MAX_WORD_UNITS } from './words.ts';

/** Words are alike where at most this share of the letters of both differs. */
const ALIKE_SHARE = 0.4;

const ROWS = MAX_WORD_UNITS + 1;
/** The table of the longest common subsequence; one for all, since a comparison never outlives its call. */
const table = new Uint8Array(ROWS * ROWS);

function fillTable(a: string, b: string): number {
  for (let row = 1; row <= a.length; row += 1) {
    const code = a.charCodeAt(row - 1);
    const at = row * ROWS;
    for (let column = 1; column <= b.length; column += 1) {
      const above = table[at - ROWS + column] ?? 0;
      const before = table[at + column - 1] ?? 0;
      table[at + column] =
        code === b.charCodeAt(column - 1) ? (table[at - ROWS + column - 1] ?? 0) + 1 : Math.max(above, before);
    }
  }
  return table[a.length * ROWS + b.length] ?? 0;
}

/** Letters to take out of `a` and to put in to make `b` of it. Both have at most `MAX_WORD_UNITS` units. */
export function letterDistance(a: string, b: string): number {
  return a.length + b.length - 2 * fillTable(a, b);
}

/** A set of letters as 32 bits; words with few bits in common can't be alike. */
export function letterMask(word: string): number {
  let mask = 0;
  for (let index = 0; index < word.length; index += 1) mask |= 1 << (word.charCodeAt(index) & 31);
  return mask;
}

/** The distance of two words that are alike; undefined where they are not. The masks are those of `letterMask`. */
export function distanceIfAlike(a: string, aMask: number, b: string, bMask: number): number | undefined {
  const allowed = Math.floor(ALIKE_SHARE * (a.length + b.length));
  if (Math.abs(a.length - b.length) > allowed || bitsIn(aMask ^ bMask) > allowed) return undefined;
  const distance = letterDistance(a, b);
  return distance <= allowed ? distance : undefined;
}

function bitsIn(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** A stretch of a word, in UTF-16 units. */
export type LetterRange = { start: number; end: number };

/** Which letters of two words the other one hasn't, as stretches. Both have at most `MAX_WORD_UNITS` units. */
export function differingLetters(a: string, b: string): { inA: LetterRange[]; inB: LetterRange[] } {
  fillTable(a, b);
  const inA: LetterRange[] = [];
  const inB: LetterRange[] = [];
  let row = a.length;
  let column = b.length;
  while (row > 0 || column > 0) {
    if (row > 0 && column > 0 && a[row - 1] === b[column - 1]) {
      row -= 1;
      column -= 1;
    } else if (
      column > 0 &&
      (row === 0 || (table[row * ROWS + column - 1] ?? 0) >= (table[(row - 1) * ROWS + column] ?? 0))
    ) {
      column -= 1;
      extend(inB, column);
    } else {
      row -= 1;
      extend(inA, row);
    }
  }
  return { inA: inA.reverse(), inB: inB.reverse() };
}

/** Adds the unit at `index`, which lies before all that were added. */
function extend(ranges: LetterRange[], index: number): void {
  const first = ranges.at(-1);
  if (first?.start === index + 1) first.start = index;
  else ranges.push({ start: index, end: index + 1 });
}
