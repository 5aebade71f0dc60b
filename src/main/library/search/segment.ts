/**
 * A segment: an index over some documents that never changes, in a few flat arrays. Ten thousand stories of 60,000
 * different words take some thirteen megabytes so, where maps of objects take hundreds.
 */

/**
 * `documentCount` documents, numbered from 0. The words stand one after the other in UTF-16, sorted by code unit: word `i`
 * reaches from `wordStarts[i]` to `wordStarts[i + 1]`, its postings in bytes likewise. A posting says how far a document
 * is from the one before it (the first: from -1), and the place (0–7) where the word stands in it, as `distance * 8 + place`
 * in a variable-length integer: seven bits a byte, the lowest first, the high bit set in all but the last.
 */
export type Segment = {
  documentCount: number;
  units: Uint16Array<ArrayBuffer>;
  wordStarts: Uint32Array<ArrayBuffer>;
  postings: Uint8Array<ArrayBuffer>;
  postingStarts: Uint32Array<ArrayBuffer>;
};

export function wordCountOf(segment: Segment): number {
  return segment.wordStarts.length - 1;
}

/** Calls `visit` for each document of each word from number `from` up to `to`, that one excluded. */
export function eachPosting(
  { postings, postingStarts }: Segment,
  from: number,
  to: number,
  visit: (document: number, place: number) => void,
): void {
  for (let word = from; word < to; word += 1) {
    const end = postingStarts[word + 1] ?? 0;
    let document = -1;
    for (let at = postingStarts[word] ?? 0; at < end; ) {
      let byte = postings[at++] ?? 0;
      let value = byte & 0x7f;
      for (let shift = 7; byte >= 0x80 && at < end; shift += 7) {
        byte = postings[at++] ?? 0;
        value |= (byte & 0x7f) << shift;
      }
      document += value >>> 3;
      visit(document, value & 7);
    }
  }
}

/**
 * Gives a segment's memory back; it can't be read any more. Left to the garbage collector, segments that have been merged
 * would pile up to 64 MB before it looks for them.
 */
export function release({ units, wordStarts, postings, postingStarts }: Segment): void {
  for (const { buffer } of [units, wordStarts, postings, postingStarts]) if (!buffer.detached) buffer.transfer(0);
}
