/**
 * What the library and its search worker say to each other.
 */
import type { DocumentPlace } from './collection.ts';

export type ToWorker =
  /** Bring the index up to these files: all there are. */
  | { type: 'sync'; files: DocumentPlace[] }
  | { type: 'changed'; file: DocumentPlace }
  | { type: 'removed'; id: string }
  | { type: 'search'; request: number; query: string; limit: number }
  /** Write the index and end. */
  | { type: 'close' };

export type SearchHit = { id: string; score: number };
/** `synced`: the index is up to the files that it was given. */
export type FromWorker =
  | { type: 'synced' }
  | { type: 'found'; request: number; hits: SearchHit[] }
  | { type: 'closed' };
