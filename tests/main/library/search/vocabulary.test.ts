import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Segment } from '#main/library/search/segment.ts';
import { SegmentBuilder } from '#main/library/search/segment-builder.ts';
import { type WordRange, wordsFrom, wordsNear } from '#main/library/search/vocabulary.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'я'), minLength: 1, maxLength: 8 });

function segmentOf(words: readonly string[]): Segment {
  const builder = new SegmentBuilder();
  builder.add({ title: '', keywords: '', summary: '', text: words.join(' ') });
  return builder.finish();
}

function wordsAt({ units, wordStarts }: Segment, { from, to }: WordRange): string[] {
  return Array.from({ length: to - from }, (_, index) =>
    String.fromCharCode(...units.subarray(wordStarts[from + index], wordStarts[from + index + 1])),
  );
}

/** Optimal string alignment by its definition: characters left out, added, replaced, or swapped with their neighbour. */
function slipsBetween(a: string, b: string): number {
  if (!a || !b) return a.length + b.length;
  const last = a.at(-1) === b.at(-1) ? 0 : 1;
  const least = Math.min(
    slipsBetween(a.slice(0, -1), b) + 1,
    slipsBetween(a, b.slice(0, -1)) + 1,
    slipsBetween(a.slice(0, -1), b.slice(0, -1)) + last,
  );
  const isSwapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return isSwapped ? Math.min(least, slipsBetween(a.slice(0, -2), b.slice(0, -2)) + 1) : least;
}

const beginningsOf = (text: string) => Array.from({ length: text.length + 1 }, (_, length) => text.slice(0, length));

describe('a vocabulary', () => {
  it('holds each word once, in order, and gives those that begin with some letters', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), word, (words, beginning) => {
        const segment = segmentOf(words);
        const sorted = [...new Set(words)].sort();
        expect(wordsAt(segment, { from: 0, to: sorted.length })).toEqual(sorted);
        const found = wordsFrom(segment, beginning);
        expect(wordsAt(segment, found)).toEqual(sorted.filter((candidate) => candidate.startsWith(beginning)));
        expect(found.isWhole).toBe(words.includes(beginning));
      }),
    );
  });

  it('gives the words that begin with a mistyped one', () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 25 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'я'), minLength: 3, maxLength: 5 }),
        fc.constantFrom(1, 2),
        (words, typed, slips) => {
          const segment = segmentOf(words.map((each) => each.slice(0, 6)));
          const all = wordsAt(segment, { from: 0, to: segment.wordStarts.length - 1 });
          const expected = all.filter((candidate) =>
            beginningsOf(candidate).some((beginning) => slipsBetween(typed, beginning) <= slips),
          );
          expect(wordsNear(segment, typed, slips).flatMap((range) => wordsAt(segment, range))).toEqual(expected);
        },
      ),
    );
  });
});
