/**
 * Finding words in a segment's sorted vocabulary: those that begin with some characters, and those that nearly do.
 */
import { type Segment, wordCountOf } from './segment.ts';

/** Words from `from` up to `to`, that one excluded. */
export type WordRange = { from: number; to: number };

/** The words that begin with `word`; where there is the word itself, it is the first of them, and `isWhole` true. */
export function wordsFrom(segment: Segment, word: string): WordRange & { isWhole: boolean } {
  const units = unitsOf(word);
  const from = firstWhere(segment, (index) => orderByPrefix(segment, index, units) >= 0);
  const to = firstWhere(segment, (index) => orderByPrefix(segment, index, units) > 0);
  const { wordStarts } = segment;
  return { from, to, isWhole: from < to && (wordStarts[from + 1] ?? 0) - (wordStarts[from] ?? 0) === word.length };
}

/** The first word for which `holds`, as it does for all that follow it. */
function firstWhere(segment: Segment, holds: (word: number) => boolean): number {
  let low = 0;
  let high = wordCountOf(segment);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Below 0 where a word comes before those that begin with `prefix`, 0 where it is one of them, above 0 behind them. */
function orderByPrefix({ units, wordStarts }: Segment, word: number, prefix: Uint16Array): number {
  const start = wordStarts[word] ?? 0;
  const end = wordStarts[word + 1] ?? 0;
  for (let at = 0; at < prefix.length; at += 1) {
    if (start + at === end) return -1;
    const order = (units[start + at] ?? 0) - (prefix[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * The words that begin with `word` but for at most `slips` characters left out, added, replaced, or swapped with their
 * neighbour.
 *
 * Sorted words are a tree: one shares its first rows of the table of edit distances with the word before it, and once
 * a row has nothing within `slips`, no word that goes on from there has.
 */
export function wordsNear(segment: Segment, word: string, slips: number): WordRange[] {
  const { units, wordStarts } = segment;
  const count = wordCountOf(segment);
  const table = new DistanceTable(unitsOf(word), slips);
  const found: WordRange[] = [];
  let at = 0;
  while (at < count) {
    const start = wordStarts[at] ?? 0;
    const verdict = table.descend(units, start, wordStarts[at + 1] ?? 0);
    const next = at + 1;
    at = verdict === 'longer' ? next : endOfShared(segment, at, table.depth);
    if (verdict === 'near') found.push({ from: next - 1, to: at });
    if (at < count) table.keepShared(units, start, wordStarts[at] ?? 0, wordStarts[at + 1] ?? 0);
  }
  return found;
}

/** The first word after `word` that doesn't share its first `depth` units. */
function endOfShared({ units, wordStarts }: Segment, word: number, depth: number): number {
  const count = wordStarts.length - 1;
  const start = wordStarts[word] ?? 0;
  for (let next = word + 1; next < count; next += 1) {
    const nextStart = wordStarts[next] ?? 0;
    if ((wordStarts[next + 1] ?? 0) - nextStart < depth) return next;
    // From the back: it is there that neighbours differ.
    for (let at = depth - 1; at >= 0; at -= 1) if (units[start + at] !== units[nextStart + at]) return next;
  }
  return count;
}

/** Rows of edit distances (optimal string alignment) between a typed word and the beginnings of an indexed one. */
class DistanceTable {
  /** How many units of the indexed word have their row. */
  depth = 0;
  readonly #typed: Uint16Array;
  readonly #slips: number;
  readonly #rows: Uint8Array[] = [];

  constructor(typed: Uint16Array, slips: number) {
    this.#typed = typed;
    this.#slips = slips;
    this.#rows.push(Uint8Array.from({ length: typed.length + 1 }, (_, column) => column));
  }

  /** Goes down a word until it is near, too far, or at its end; `depth` says how far that was. */
  descend(units: Uint16Array, start: number, end: number): 'near' | 'far' | 'longer' {
    while (start + this.depth < end) {
      const least = this.#addRow(units, start + this.depth);
      if ((this.#rows[this.depth]?.at(-1) ?? 0) <= this.#slips) return 'near';
      if (least > this.#slips) return 'far';
    }
    return 'longer';
  }

  /** Keeps the rows of what the word just gone down shares with the next one. */
  keepShared(units: Uint16Array, start: number, nextStart: number, nextEnd: number): void {
    let shared = 0;
    while (shared < this.depth && nextStart + shared < nextEnd && units[start + shared] === units[nextStart + shared])
      shared += 1;
    this.depth = shared;
  }

  /** Returns the least distance of the new row. */
  #addRow(units: Uint16Array, at: number): number {
    const typed = this.#typed;
    const above = this.#rows[this.depth] ?? new Uint8Array();
    const aboveThat = this.#rows[this.depth - 1];
    this.depth += 1;
    const row = this.#rows[this.depth] ?? new Uint8Array(typed.length + 1);
    this.#rows[this.depth] = row;
    row[0] = this.depth;
    const unit = units[at];
    let least = this.depth;
    for (let column = 1; column <= typed.length; column += 1) {
      const same = typed[column - 1] === unit;
      let distance = Math.min(
        (above[column - 1] ?? 0) + (same ? 0 : 1),
        (above[column] ?? 0) + 1,
        (row[column - 1] ?? 0) + 1,
      );
      if (aboveThat && column > 1 && typed[column - 2] === unit && typed[column - 1] === units[at - 1])
        distance = Math.min(distance, (aboveThat[column - 2] ?? 0) + 1);
      row[column] = distance;
      least = Math.min(least, distance);
    }
    return least;
  }
}

function unitsOf(word: string): Uint16Array {
  return Uint16Array.from({ length: word.length }, (_, index) => word.charCodeAt(index));
}
