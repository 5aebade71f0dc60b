/**
 * The index over the documents of one collection: segments that never change. What is new goes into a small one of its own,
 * what is replaced or gone is struck out of its old one, and small ones are merged into larger ones as they pile up.
 */
import type { Stamp } from '../durable-write.ts';
import type { SearchFields } from './fields.ts';
import { type Found, find } from './find.ts';
import { mergeSegments } from './merge-segments.ts';
import { release, type Segment } from './segment.ts';
import { SegmentBuilder } from './segment-builder.ts';

/** `stamp` is that of the file that was indexed; undefined where only a part of the document was. */
export type IndexedDocument = { id: string; stamp: Stamp | undefined };
type IndexPart = { segment: Segment; documents: (IndexedDocument | undefined)[] };

/** Documents are collected until their segment has so many postings: those of 100 to 200 stories. */
const BATCH_POSTINGS = 125_000;
/** So many segments of a size become one. */
const MERGED_AT_ONCE = 8;

export class DocumentIndex {
  #parts: IndexPart[] = [];
  /** For each document the list that it stands in, and its number there. */
  readonly #places = new Map<string, { documents: (IndexedDocument | undefined)[]; number: number }>();
  /** The documents that aren't in a segment yet. */
  readonly #builder = new SegmentBuilder();
  #batch: (IndexedDocument | undefined)[] = [];

  /** An empty index, or one of a segment as `compacted` gave it. */
  constructor(stored?: { segment: Segment; documents: readonly IndexedDocument[] }) {
    if (stored) this.#addPart({ ...stored, documents: [...stored.documents] });
  }

  get documents(): IndexedDocument[] {
    return Array.from(this.#places.values(), ({ documents, number }) => documents[number]).filter(
      (document) => document !== undefined,
    );
  }

  get(id: string): IndexedDocument | undefined {
    const place = this.#places.get(id);
    return place?.documents[place.number];
  }

  /** Puts a document in, in the place of what there is of it. */
  put(document: IndexedDocument, fields: SearchFields): void {
    this.remove(document.id);
    this.#places.set(document.id, { documents: this.#batch, number: this.#batch.length });
    this.#batch.push(document);
    this.#builder.add(fields);
    if (this.#builder.postingCount >= BATCH_POSTINGS) this.#seal();
  }

  /** True where there was such a document. */
  remove(id: string): boolean {
    const place = this.#places.get(id);
    if (!place) return false;
    place.documents[place.number] = undefined;
    return this.#places.delete(id);
  }

  /** The documents in which all words of `query` stand, best first; of equals the one that was changed last. */
  search(query: string): Found<IndexedDocument>[] {
    this.#seal();
    return find(this.#parts, query, (a, b) => (b.stamp?.mtimeMs ?? 0) - (a.stamp?.mtimeMs ?? 0));
  }

  /** Merges all into one segment and returns it, with its documents by their numbers. It may be gone after the next change. */
  compacted(): { segment: Segment; documents: readonly IndexedDocument[] } {
    this.#seal();
    const only = this.#parts.length === 1 ? this.#parts[0] : undefined;
    const part = only?.documents.every((document) => document) ? only : this.#merge(0);
    return { segment: part.segment, documents: part.documents.filter((document) => document !== undefined) };
  }

  /** Makes a segment of the documents collected since the last one. */
  #seal(): void {
    if (this.#batch.length === 0) return;
    this.#addPart({ segment: this.#builder.finish(), documents: this.#batch });
    this.#batch = [];
    // The last ones of about the same size, as often as there are enough of them.
    for (;;) {
      const size = sizeOf(this.#parts.at(-1));
      const first = this.#parts.findLastIndex((part) => sizeOf(part) > size) + 1;
      if (this.#parts.length - first < MERGED_AT_ONCE) return;
      this.#merge(first);
    }
  }

  #addPart(part: IndexPart): void {
    part.documents.forEach((document, number) => {
      if (document) this.#places.set(document.id, { documents: part.documents, number });
    });
    this.#parts.push(part);
  }

  /** Merges the segments from number `first` on into one, without what is struck out. */
  #merge(first: number): IndexPart {
    const documents: IndexedDocument[] = [];
    const parts = this.#parts.splice(first).map((part) => ({
      segment: part.segment,
      numbers: Int32Array.from(part.documents, (document) => (document ? documents.push(document) - 1 : -1)),
    }));
    const merged = { segment: mergeSegments(parts, documents.length), documents };
    for (const { segment } of parts) release(segment);
    this.#addPart(merged);
    return merged;
  }
}

/** The size of a segment by powers of `MERGED_AT_ONCE`. */
function sizeOf(part: IndexPart | undefined): number {
  return Math.floor(Math.log(part?.documents.length || 1) / Math.log(MERGED_AT_ONCE));
}
