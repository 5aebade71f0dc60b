/**
 * Making one segment of several, without the documents that are gone.
 */
import { eachPosting, type Segment, wordCountOf } from './segment.ts';
import { capacityOf, SegmentWriter } from './segment-writer.ts';

/** A segment and the numbers that its documents get; -1 for one that is gone. They rise, also from part to part. */
export type Part = { segment: Segment; numbers: Int32Array };

/** Makes a segment of `documentCount` documents of what is left of `parts`. */
export function mergeSegments(parts: readonly Part[], documentCount: number): Segment {
  const writer = new SegmentWriter(capacityOf(parts.map(({ segment }) => segment)));
  const cursors = parts.map((part) => ({ ...part, word: 0, end: wordCountOf(part.segment) }));
  let open = cursors.filter(({ end }) => end > 0);
  while (open.length > 0) {
    const least = leastOf(open);
    const first = least[0];
    const word = first?.word ?? 0;
    let hasEnded = false;
    for (const cursor of least) {
      const { numbers } = cursor;
      eachPosting(cursor.segment, cursor.word, cursor.word + 1, (document, place) => {
        const number = numbers[document] ?? -1;
        if (number >= 0) writer.posting(number, place);
      });
      cursor.word += 1;
      hasEnded ||= cursor.word === cursor.end;
    }
    if (first) {
      const { units, wordStarts } = first.segment;
      writer.endWord(units, wordStarts[word] ?? 0, wordStarts[word + 1] ?? 0);
    }
    if (hasEnded) open = open.filter(({ word, end }) => word < end);
  }
  return writer.finish(documentCount);
}

type Cursor = Part & { word: number; end: number };

/** The cursors that stand at the word that comes first, in their order. */
function leastOf(cursors: readonly Cursor[]): Cursor[] {
  let least: Cursor[] = [];
  for (const cursor of cursors) {
    const [first] = least;
    const order = first ? compare(cursor, first) : -1;
    if (order < 0) least = [cursor];
    else if (order === 0) least.push(cursor);
  }
  return least;
}

/** Below 0 where `a` stands at an earlier word than `b`, 0 where at the same. */
function compare(a: Cursor, b: Cursor): number {
  const aUnits = a.segment.units;
  const bUnits = b.segment.units;
  let aAt = a.segment.wordStarts[a.word] ?? 0;
  let bAt = b.segment.wordStarts[b.word] ?? 0;
  const aEnd = a.segment.wordStarts[a.word + 1] ?? 0;
  const bEnd = b.segment.wordStarts[b.word + 1] ?? 0;
  for (; aAt < aEnd && bAt < bEnd; aAt += 1, bAt += 1) {
    const order = (aUnits[aAt] ?? 0) - (bUnits[bAt] ?? 0);
    if (order !== 0) return order;
  }
  return aEnd - aAt - (bEnd - bAt);
}
