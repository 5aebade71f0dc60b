/**
 * What is known of the documents of a collection without reading them: a summary, the rev, and what tells that the file is
 * still the one that was read. In memory, and in the cache between starts.
 */
import type { Contents } from './document-file.ts';
import { sameStamp } from './document-folder.ts';
import type { SummaryCache } from './summary-cache.ts';

export type DocumentChange = {
  id: string;
  rev: number;
  change: 'saved' | 'deleted';
  origin: 'here' | 'outside';
  /** True where an earlier version took the place of one that was damaged: who still has that one may save it again. */
  isRestored?: true;
};

/** `rev` counts on where another hand has changed a file and left its rev as it was. */
export type KnownDocument<S> = { summary: S; rev: number; contents: Contents };

export type KnownDocuments<T, S> = {
  /** All of them, by id. */
  all: ReadonlyMap<string, KnownDocument<S>>;
  /** Takes a document for the one that its file holds, and says so to who listens. */
  keep(document: T, contents: Contents, how: Pick<DocumentChange, 'origin' | 'isRestored'>): void;
  /** The file was touched and holds what it held. */
  keepContents(id: string, contents: Contents): void;
  forget(id: string, origin: DocumentChange['origin']): void;
  /** Forgets what the cache knew of a file that can't be read now, as if it had never been known. */
  disown(id: string): void;
  /** From now on changes are said: what is found while opening is the library's state, no change of it. */
  begin(): void;
};

type KnownOptions<T, S> = {
  summaryOf: (document: T) => S;
  cache: SummaryCache<S>;
  onChange: (change: DocumentChange, before: S | undefined, after: S | undefined) => void;
  /** A file is good, or gone: whatever was held against it no longer is. */
  onGood: (id: string) => void;
};

export function createKnownDocuments<T extends { id: string; rev: number }, S>({
  summaryOf,
  cache,
  onChange,
  onGood,
}: KnownOptions<T, S>): KnownDocuments<T, S> {
  const known = new Map<string, KnownDocument<S>>(cache.entries());
  let hasBegun = false;

  const announce: typeof onChange = (change, before, after) => {
    if (hasBegun) onChange(change, before, after);
  };

  return {
    all: known,

    keep: (document, contents, how) => {
      const { id, rev } = document;
      const before = known.get(id)?.summary;
      const entry = { summary: summaryOf(document), rev, contents };
      known.set(id, entry);
      cache.set(id, entry);
      onGood(id);
      announce({ id, rev, change: 'saved', ...how }, before, entry.summary);
    },

    keepContents: (id, contents) => {
      const before = known.get(id);
      if (!before) return;
      onGood(id);
      // Nothing that the cache would have to be written for.
      if (sameStamp(before.contents, contents)) return;
      const entry = { ...before, contents };
      known.set(id, entry);
      cache.set(id, entry);
    },

    forget: (id, origin) => {
      onGood(id);
      const before = known.get(id);
      if (!before) return;
      known.delete(id);
      cache.delete(id);
      announce({ id, rev: before.rev, change: 'deleted', origin }, before.summary, undefined);
    },

    disown: (id) => {
      if (known.delete(id)) cache.delete(id);
    },

    begin: () => {
      hasBegun = true;
    },
  };
}
