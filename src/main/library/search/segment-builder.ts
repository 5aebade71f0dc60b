/**
 * Making a segment of documents.
 */
import { HEAD_PLACES, type SearchFields, textPlaceOf } from './fields.ts';
import type { Segment } from './segment.ts';
import { postingBytes, SegmentWriter } from './segment-writer.ts';
import { eachWord } from './words.ts';

/** Collects documents until `finish`, and then the next ones: its lists are used again. */
export class SegmentBuilder {
  /** The words in the order in which they were met, and their numbers in it. */
  #words: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** For each word the last document that holds it, and its place there or how often it stands in the text, below 0. */
  readonly #lastDocument = new Numbers();
  readonly #lastPlace = new Numbers();
  /** For each posting its word, and its document and place as `document * 8 + place`; in the documents' order. */
  readonly #postingWords = new Numbers();
  readonly #postings = new Numbers();
  #postingBytes = 0;
  #documentCount = 0;

  get postingCount(): number {
    return this.#postings.length;
  }

  add(fields: SearchFields): void {
    const document = this.#documentCount;
    this.#documentCount += 1;
    const first = this.#postingWords.length;
    for (const field of ['title', 'keywords', 'summary'] as const) {
      eachWord(fields[field], (word) => this.#meet(word, document, HEAD_PLACES[field]));
    }
    eachWord(fields.text, (word) => {
      const number = this.#meet(word, document, 0);
      const place = this.#lastPlace.at(number);
      if (place <= 0) this.#lastPlace.set(number, place - 1);
    });
    for (let posting = first; posting < this.#postingWords.length; posting += 1) {
      const place = this.#lastPlace.at(this.#postingWords.at(posting));
      this.#postings.push((document << 3) | (place > 0 ? place : textPlaceOf(-place)));
    }
  }

  /** Returns the number of a word; where it is the first of its kind in the document, it has a posting and `place` now. */
  #meet(word: string, document: number, place: number): number {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.#words.length;
      this.#words.push(word);
      this.#numbers.set(word, number);
      this.#lastDocument.push(-1);
      this.#lastPlace.push(0);
    }
    const before = this.#lastDocument.at(number);
    if (before !== document) {
      this.#postingBytes += postingBytes(document - before);
      this.#lastDocument.set(number, document);
      this.#lastPlace.set(number, place);
      this.#postingWords.push(number);
    }
    return number;
  }

  finish(): Segment {
    const { starts, postings } = this.#byWord();
    const words = this.#words;
    const writer = new SegmentWriter({
      units: words.reduce((sum, word) => sum + word.length, 0),
      words: words.length,
      postings: this.#postingBytes,
    });
    const units = new Uint16Array(words.reduce((longest, word) => Math.max(longest, word.length), 0));
    for (const word of words.toSorted()) {
      const number = this.#numbers.get(word) ?? 0;
      const end = starts[number + 1] ?? 0;
      for (let at = starts[number] ?? 0; at < end; at += 1) {
        const posting = postings[at] ?? 0;
        writer.posting(posting >>> 3, posting & 7);
      }
      for (let at = 0; at < word.length; at += 1) units[at] = word.charCodeAt(at);
      writer.endWord(units, 0, word.length);
    }
    const segment = writer.finish(this.#documentCount);
    this.#reset();
    return segment;
  }

  #reset(): void {
    this.#words = [];
    this.#numbers.clear();
    for (const list of [this.#lastDocument, this.#lastPlace, this.#postingWords, this.#postings]) list.length = 0;
    this.#postingBytes = 0;
    this.#documentCount = 0;
  }

  /** The postings by the numbers of their words: those of word `n` from `starts[n]` to `starts[n + 1]`. */
  #byWord(): { starts: Uint32Array; postings: Uint32Array } {
    const starts = new Uint32Array(this.#words.length + 2);
    for (let at = 0; at < this.#postingWords.length; at += 1)
      starts[this.#postingWords.at(at) + 2] = (starts[this.#postingWords.at(at) + 2] ?? 0) + 1;
    for (let word = 1; word < starts.length; word += 1) starts[word] = (starts[word] ?? 0) + (starts[word - 1] ?? 0);
    const postings = new Uint32Array(this.#postings.length);
    // Each start moves to the end of its word, which is the start of the next.
    for (let at = 0; at < this.#postingWords.length; at += 1) {
      const next = this.#postingWords.at(at) + 1;
      const place = starts[next] ?? 0;
      postings[place] = this.#postings.at(at);
      starts[next] = place + 1;
    }
    return { starts, postings };
  }
}

/** A list of 32-bit integers that grows. */
class Numbers {
  length = 0;
  #values = new Int32Array(1_024);

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }
}
