/**
 * What the library and its search worker say to each other.
 */
import type { Stamp } from '../durable-write.ts';
import type { SearchFields } from './fields.ts';

/** A story as the library has it at hand; what stands in its text the worker reads itself. */
export type Introduction = { id: string; stamp: Stamp; fields: SearchFields };

export type ToWorker =
  /** All stories that there are. The worker answers with those that it wants to be introduced. */
  | { type: 'sync'; stamps: [id: string, stamp: Stamp][]; mayWrite: boolean }
  /** Stories that were wanted or have changed. */
  | { type: 'stories'; stories: Introduction[] }
  /** All that were wanted have been introduced. */
  | { type: 'introduced' }
  | { type: 'removed'; id: string }
  | { type: 'search'; request: number; query: string }
  /** Write the index where that may be and is worth it, and end. */
  | { type: 'close'; mayWrite: boolean };

export type FromWorker =
  | { type: 'wanted'; ids: string[] }
  /** An index was written that much went into; what making it has taken of memory, only the thread's end gives back. */
  | { type: 'worn' }
  | { type: 'found'; request: number; result: SearchResult };

export type SearchResult = {
  /** The stories found, best first. */
  ids: string[];
  /** False while texts are still being read: what is found then is found in titles, topics and summaries. */
  isComplete: boolean;
};

/** What the worker is started with. */
export type WorkerOptions = { libraryFolder: string; cacheFolder: string };
