/**
 * Writing a segment: word by word in their order, for each word its documents in theirs.
 */
import { type Segment, wordCountOf } from './segment.ts';

/** A posting at its longest, in bytes. */
const LONGEST_POSTING = 5;

/** How many bytes a posting takes that says `distance` to the document before it. */
export function postingBytes(distance: number): number {
  return Math.ceil((35 - Math.clz32(distance)) / 7);
}

/** How much a segment holds at most: code units, words, and bytes of postings. */
export type Capacity = { units: number; words: number; postings: number };

/** The capacity that a segment of all these together needs at most. */
export function capacityOf(segments: readonly Segment[]): Capacity {
  const sumOf = (sizeOf: (segment: Segment) => number) => segments.reduce((sum, segment) => sum + sizeOf(segment), 0);
  return {
    units: sumOf(({ units }) => units.length),
    words: sumOf(wordCountOf),
    // The first posting of each word grows where other documents come before it.
    postings: sumOf((segment) => segment.postings.length + wordCountOf(segment) * (LONGEST_POSTING - 1)),
  };
}

export class SegmentWriter {
  readonly #units: Uint16Array<ArrayBuffer>;
  readonly #wordStarts: Uint32Array<ArrayBuffer>;
  readonly #postings: Uint8Array<ArrayBuffer>;
  readonly #postingStarts: Uint32Array<ArrayBuffer>;
  #words = 0;
  #unitsEnd = 0;
  #postingsEnd = 0;
  #document = -1;

  constructor({ units, words, postings }: Capacity) {
    this.#units = new Uint16Array(units);
    this.#wordStarts = new Uint32Array(words + 1);
    this.#postings = new Uint8Array(postings);
    this.#postingStarts = new Uint32Array(words + 1);
  }

  posting(document: number, place: number): void {
    let value = ((document - this.#document) << 3) | place;
    this.#document = document;
    for (; value >= 0x80; value >>>= 7) this.#postings[this.#postingsEnd++] = (value & 0x7f) | 0x80;
    this.#postings[this.#postingsEnd++] = value;
  }

  /** Ends the word whose postings were just written: the units of `from` between `start` and `end`. Without postings, none. */
  endWord(from: Uint16Array, start: number, end: number): void {
    if (this.#document < 0) return;
    for (let at = start; at < end; at += 1) this.#units[this.#unitsEnd++] = from[at] ?? 0;
    this.#words += 1;
    this.#wordStarts[this.#words] = this.#unitsEnd;
    this.#postingStarts[this.#words] = this.#postingsEnd;
    this.#document = -1;
  }

  /** The segment; what it doesn't take of the capacity stays with it. */
  finish(documentCount: number): Segment {
    return {
      documentCount,
      units: this.#units.subarray(0, this.#unitsEnd),
      wordStarts: this.#wordStarts.subarray(0, this.#words + 1),
      postings: this.#postings.subarray(0, this.#postingsEnd),
      postingStarts: this.#postingStarts.subarray(0, this.#words + 1),
    };
  }
}
