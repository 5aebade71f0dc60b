/**
 * The stories as the search worker has them: their index, which of them wait to be read, and when the index is written.
 */
import { setImmediate } from 'node:timers/promises';
import { sameStamp } from '../document-folder.ts';
import type { Stamp } from '../durable-write.ts';
import { DocumentIndex } from './document-index.ts';
import type { SearchFields } from './fields.ts';
import { readIndex, writeIndex } from './index-file.ts';
import type { Introduction, SearchResult } from './search-messages.ts';

/** How long a changed story waits to be read, in milliseconds: somebody who writes saves every other moment. */
const READ_AFTER_MS = 2_000;
/** How long stories are read before a search gets its turn, in milliseconds. */
const TURN_MS = 15;
/** So many stories are read before a search is answered; with more it is answered from what there is. */
const READ_FIRST = 16;
/** With fewer changes the index isn't written: the next start reads those stories again, which takes less. */
const WORTH_WRITING = 50;
/** With more, making the index has left a heap many times the size of what stays. */
const WEARING = 1_000;

export type StorySearchOptions = {
  /** Where the index is kept. */
  file: string;
  /** Reads all fields of a story; undefined where it can't be read. */
  read: (id: string) => SearchFields | undefined;
  /** Called when so much was indexed and written that the thread had better be replaced. */
  onWorn: () => void;
};

export class StorySearch {
  readonly #options: StorySearchOptions;
  readonly #index: DocumentIndex;
  /** Stories that are to be read, with the stamps that they had. */
  readonly #unread = new Map<string, Stamp>();
  #changes = 0;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> | undefined;
  #isClosing = false;
  #mayWrite = false;

  constructor(options: StorySearchOptions) {
    this.#options = options;
    this.#index = new DocumentIndex(readIndex(options.file));
  }

  /**
   * Forgets the stories that aren't there any more, and returns the ids of those that are new or changed. `mayWrite` says
   * whether the index may be kept on the disk.
   */
  sync(stamps: readonly [id: string, stamp: Stamp][], mayWrite: boolean): string[] {
    this.#mayWrite = mayWrite;
    const present = new Set(stamps.map(([id]) => id));
    for (const { id } of this.#index.documents) if (!present.has(id)) this.remove(id);
    return stamps.filter(([id, stamp]) => !this.#isIndexed(id, stamp)).map(([id]) => id);
  }

  #isIndexed(id: string, stamp: Stamp): boolean {
    const known = this.#index.get(id)?.stamp;
    return known !== undefined && sameStamp(known, stamp);
  }

  /** Takes in stories that are new or changed: what is known of them at once, what must be read in a while. */
  introduce(stories: readonly Introduction[]): void {
    for (const { id, stamp, fields } of stories) {
      if (this.#isIndexed(id, stamp)) continue;
      if (!this.#index.get(id)) this.#index.put({ id, stamp: undefined }, fields);
      this.#unread.set(id, stamp);
    }
    this.#readSoon();
  }

  remove(id: string): void {
    this.#unread.delete(id);
    if (this.#index.remove(id)) this.#changes += 1;
  }

  search(query: string): SearchResult {
    if (this.#unread.size <= READ_FIRST) for (const [id, stamp] of this.#unread) this.#readOne(id, stamp);
    return {
      ids: this.#index.search(query).map(({ document }) => document.id),
      isComplete: this.#unread.size === 0,
    };
  }

  /** Ends reading where it is and writes what there is, where it may. */
  async close(mayWrite: boolean): Promise<void> {
    this.#mayWrite = mayWrite;
    clearTimeout(this.#timer);
    this.#isClosing = true;
    await this.#reading;
    await this.#write();
  }

  #readSoon(): void {
    if (this.#reading || this.#isClosing) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#reading = this.#readAll().finally(() => {
        this.#reading = undefined;
        // What came while the index was written.
        if (this.#unread.size > 0) this.#readSoon();
      });
    }, READ_AFTER_MS);
  }

  async #readAll(): Promise<void> {
    while (this.#unread.size > 0 && !this.#isClosing) {
      const until = performance.now() + TURN_MS;
      for (const [id, stamp] of this.#unread) {
        this.#readOne(id, stamp);
        if (performance.now() > until) break;
      }
      await setImmediate();
    }
    const isWearing = this.#changes >= WEARING;
    if (!this.#isClosing && (await this.#write()) && isWearing) this.#options.onWorn();
  }

  #readOne(id: string, stamp: Stamp): void {
    this.#unread.delete(id);
    const fields = this.#options.read(id);
    if (!fields) this.remove(id);
    else {
      this.#index.put({ id, stamp }, fields);
      this.#changes += 1;
    }
  }

  /** Writes the index where it may and where that is worth it; true where it has. */
  async #write(): Promise<boolean> {
    if (!this.#mayWrite || this.#changes < WORTH_WRITING) return false;
    this.#changes = 0;
    try {
      await writeIndex(this.#options.file, this.#index.compacted());
      return true;
    } catch (error) {
      // Nothing is lost: the next start indexes the stories themselves.
      console.error('galley: the search index could not be written:', error);
      return false;
    }
  }
}
