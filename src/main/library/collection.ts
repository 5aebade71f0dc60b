/**
 * A collection: the documents of one kind, a file each. Summaries of all are kept in memory, documents are read when asked
 * for. Every save names the rev that it is based on.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Low } from 'lowdb';
import type { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { idSchema } from '#core/model/primitives.ts';
import type { CopyOrigin } from './conflicted-copies.ts';
import { type Contents, DocumentFile } from './document-file.ts';
import { fileNamesIn, idOf, isStranger, sameStamp, stampOf, sweep } from './document-folder.ts';
import { folderGone, makeFolderDurably, moveDurably, type Stamp } from './durable-write.ts';
import { inBatches } from './in-batches.ts';
import { createProblemList, type LibraryProblem } from './problem-list.ts';
import { openRepair, type RepairOptions } from './repair.ts';
import type { SummaryCache } from './summary-cache.ts';
import { createTurns } from './turns.ts';

type StoredDocument = { id: string; rev: number; savedAt: string };
/** A document's file and its stamp. */
export type DocumentPlace = { id: string; file: string; stamp: Stamp };
export type DocumentChange = {
  id: string;
  rev: number;
  change: 'saved' | 'deleted';
  origin: 'here' | 'outside';
  /** True where an earlier version took the place of one that was damaged: who still has that one may save it again. */
  isRestored?: true;
};

export type Collection<T extends StoredDocument, S> = {
  /** The summaries of all documents that can be read, in no particular order. */
  list(): readonly S[];
  summary(id: string): S | undefined;
  /** Where a document lies and what tells that it hasn't changed; undefined where there is none. */
  file(id: string): DocumentPlace | undefined;
  files(): DocumentPlace[];
  /** Throws `Failure` NotFound or Unreadable. */
  get(id: string): Promise<T>;
  /** Stores a new document with rev 1. Throws `Failure` AlreadyThere. */
  create(document: T): Promise<T>;
  /**
   * Stores `document`, whose rev is the one that the change is based on, with the next rev. Throws `Failure` Conflict
   * where the file has been changed by somebody else since, Unreadable where they left what can't be read, Invalid for
   * what could not be read again; the file is then as they left it.
   */
  save(document: T): Promise<T>;
  /** Moves a document to the trash, over one of the same id that is there. */
  remove(id: string): Promise<void>;
  /** Brings a document back from the trash. Throws `Failure` NotFound or AlreadyThere. */
  restore(id: string): Promise<T>;
  /** Takes in what was changed by another hand: called with the name of a file that may have changed. */
  refresh(fileName: string): Promise<void>;
  /** The same for every file of the folder. */
  refreshAll(): Promise<void>;
  /** Makes what writing needs and clears what a killed program left. Only for who holds the library's lock. */
  becomeWritable(): Promise<void>;
  /** Files that can't be read and are left where they are: not ours to judge, or perhaps still being written. */
  problems(): LibraryProblem[];
  /** Reads a file that stands among the problems as a copy. Throws `Failure` NotFound, Unreadable. */
  readCopy(fileName: string): Promise<{ document: T; copy: CopyOrigin }>;
  /** Moves such a file into the quarantine, after what it holds was taken in. */
  putCopyAway(fileName: string): Promise<void>;
  /** Returns when every save under way has ended; nothing is looked at by itself any more. */
  settle(): Promise<void>;
};

export type CollectionOptions<T, S> = Omit<RepairOptions<T>, 'readPrevious' | 'lookAgain'> & {
  trashFolder: string;
  /** Where the version before the last save of each document lies. */
  previousFolder: string;
  /** What one document is called in a sentence, `story`. */
  noun: string;
  schema: z.ZodType<T>;
  summaryOf: (document: T) => S;
  cache: SummaryCache<S>;
  now: () => Date;
  onChange: (change: DocumentChange, before: S | undefined, after: S | undefined) => void;
  /** Called before a save replaces a file; what it returns is called once the file has been replaced. Never throws. */
  beforeReplace?: (place: Omit<DocumentPlace, 'stamp'>) => Promise<(() => void) | undefined>;
};

/** What is known of a document. `rev` counts on where another hand has changed a file and left its rev as it was. */
type Entry<S> = { summary: S; rev: number; contents: Contents };

export async function openCollection<T extends StoredDocument, S>(
  options: CollectionOptions<T, S>,
): Promise<Collection<T, S>> {
  const { folder, trashFolder, previousFolder, noun, schema, summaryOf, cache, refusal, now, onChange, beforeReplace } =
    options;
  const entries = new Map<string, Entry<S>>();
  const problems = createProblemList(options.name, noun);
  const turns = createTurns();
  let isOpen = false;

  const announce: typeof onChange = (change, before, after) => {
    // What is found while opening is the library's state, no change of it.
    if (isOpen) onChange(change, before, after);
  };
  const fileOf = (id: string) => path.join(folder, `${id}.json`);
  const trashFileOf = (id: string) => path.join(trashFolder, `${id}.json`);
  const previousFileOf = (id: string) => path.join(previousFolder, `${id}.json`);
  const repair = openRepair<T>({
    ...options,
    readPrevious: async (id) => (await read(previousFileOf(id), id))?.document,
    lookAgain: (id) => refresh(`${id}.json`),
  });
  const missing = (id: string) => new Failure('NotFound', `There is no ${noun} “${id}” in this library.`);

  /** True where a document has that id, or would lie at its place on a disk that doesn't tell case apart. */
  async function isTaken(id: string): Promise<boolean> {
    if (await stampOf(fileOf(id))) return true;
    const folded = id.toLowerCase();
    return [...entries.keys()].some((other) => other.toLowerCase() === folded);
  }

  /** One after the other for each document; different documents side by side. */
  async function inTurn<R>(id: string, act: () => Promise<R>): Promise<R> {
    // What is no id names no document, and must never become a path.
    if (!idSchema.safeParse(id).success) throw missing(id);
    return turns.take(id, act);
  }

  /** Asked when a change is handed in: one that waits its turn is still written after the library began to close. */
  function writable(): void {
    const failure = refusal();
    if (failure) throw failure;
  }

  async function read(file: string, id: string): Promise<{ document: T; contents: Contents } | undefined> {
    const documentFile = new DocumentFile(file, schema);
    const document = await documentFile.read();
    const { contents } = documentFile;
    if (!document || !contents) return undefined;
    if (document.id !== id)
      throw new Failure('Unreadable', `${path.basename(file)} holds a ${noun} of another id; it was copied by hand.`, {
        otherId: document.id,
      });
    return { document, contents };
  }

  function keep(document: T, contents: Contents): { before: S | undefined; after: S } {
    const before = entries.get(document.id)?.summary;
    const entry = { summary: summaryOf(document), rev: document.rev, contents };
    entries.set(document.id, entry);
    cache.set(document.id, entry);
    problems.clear(`${document.id}.json`);
    repair.forget(document.id);
    return { before, after: entry.summary };
  }

  function forget(id: string, origin: 'here' | 'outside'): void {
    problems.clear(`${id}.json`);
    repair.forget(id);
    const known = entries.get(id);
    if (!known) return;
    entries.delete(id);
    cache.delete(id);
    announce({ id, rev: known.rev, change: 'deleted', origin }, known.summary, undefined);
  }

  /** `over` says what the new version is written over: one that is good is kept as the previous one. */
  async function write(
    document: T,
    over: 'good' | 'damaged' = 'good',
    how: Pick<DocumentChange, 'origin' | 'isRestored'> = { origin: 'here' },
  ): Promise<T> {
    const file = new DocumentFile(
      fileOf(document.id),
      schema,
      over === 'good' ? previousFileOf(document.id) : undefined,
    );
    await new Low<T>(file, document).write();
    if (!file.contents) throw new Error('What was written has contents.');
    const { before, after } = keep(document, file.contents);
    announce({ id: document.id, rev: document.rev, change: 'saved', ...how }, before, after);
    return document;
  }

  /** Takes in what was read from a document's file and returns it at the rev that it has here. */
  function takeIn(id: string, found: { document: T; contents: Contents }): T {
    const known = entries.get(id);
    if (known?.contents.digest === found.contents.digest) {
      const entry = { ...known, contents: found.contents };
      entries.set(id, entry);
      cache.set(id, entry);
      problems.clear(`${id}.json`);
      return { ...found.document, rev: known.rev };
    }
    // Another program may change a file and know nothing of revs: who holds the older one must still be refused.
    const rev = known ? Math.max(found.document.rev, known.rev + 1) : found.document.rev;
    const document = { ...found.document, rev };
    const { before, after } = keep(document, found.contents);
    announce({ id, rev, change: 'saved', origin: 'outside' }, before, after);
    return document;
  }

  /** Reads a file by `act` where it is not the one that we know. Throws `Failure` Unreadable, and names it as a problem. */
  async function reconcile(id: string, act: (id: string) => Promise<T>): Promise<void> {
    const stamp = await stampOf(fileOf(id)).catch((error: unknown) => {
      throw error instanceof Failure ? problems.unreadable(id, error) : error;
    });
    const known = entries.get(id);
    if (!stamp) await forgetUnlessFolderIsGone(id);
    else if (!known || !sameStamp(known.contents, stamp)) await act(id);
  }

  /** A disk that was unplugged has not deleted anything. */
  async function forgetUnlessFolderIsGone(id: string): Promise<void> {
    if (entries.has(id) && !(await stampOf(folder))) throw folderGone(folder);
    forget(id, 'outside');
  }

  async function readAnew(id: string): Promise<T> {
    try {
      const found = await read(fileOf(id), id);
      if (found) return takeIn(id, found);
    } catch (error) {
      throw error instanceof Failure ? problems.unreadable(id, error) : error;
    }
    await forgetUnlessFolderIsGone(id);
    throw missing(id);
  }

  async function readOrRestore(id: string): Promise<T> {
    try {
      return await readAnew(id);
    } catch (error) {
      const restored = error instanceof Failure && (await restoreDamaged(id, error));
      if (restored) return restored;
      throw error;
    }
  }

  /**
   * Sets a damaged document aside and puts its last good version in its place, which it returns; undefined where there is
   * none, where it is no damage, or may not be any yet.
   */
  async function restoreDamaged(id: string, failure: Failure): Promise<T | undefined> {
    const good = await repair.lastGood(id);
    if (!(await repair.isDue(id, failure, good))) return undefined;
    await repair.setAside(id, failure, good);
    if (!good) {
      await rm(fileOf(id), { force: true });
      forget(id, 'outside');
      return undefined;
    }
    // Above all that a window may still hold, the lost version included.
    const rev = Math.max(good.rev + 1, entries.get(id)?.rev ?? 0) + 1;
    return write({ ...good, rev }, 'damaged', { origin: 'outside', isRestored: true });
  }

  /**
   * What a save writes over. Where that is damaged and `next` was made from the very version that is lost, `next` takes its
   * place and nothing is lost at all; else the last good version is restored, and `next` meets that.
   */
  async function stateOnDisk(next: T): Promise<'good' | 'damaged'> {
    try {
      await reconcile(next.id, readAnew);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (entries.get(next.id)?.rev === next.rev && (await repair.isDue(next.id, error, undefined))) {
        await repair.setAside(next.id, error, next);
        return 'damaged';
      }
      if (!(await restoreDamaged(next.id, error))) throw error;
    }
    return 'good';
  }

  async function refresh(fileName: string): Promise<void> {
    const id = idOf(fileName);
    if (id) {
      await inTurn(id, () => reconcile(id, readOrRestore)).catch((error: unknown) => {
        // It stands among the problems now.
        if (!(error instanceof Failure)) throw error;
      });
    } else if (isStranger(fileName)) {
      if (await stampOf(path.join(folder, fileName))) problems.stranger(fileName);
      else problems.clear(fileName);
    }
  }

  async function refreshAll(): Promise<void> {
    if (isOpen && !(await stampOf(folder))) return;
    const names = await fileNamesIn(folder);
    const present = new Set(names);
    const gone = [...Array.from(entries.keys(), (id) => `${id}.json`), ...problems.fileNames()].filter(
      (name) => !present.has(name),
    );
    await inBatches([...names, ...gone], refresh);
  }

  async function makeFolders(): Promise<void> {
    await makeFolderDurably(folder);
    await makeFolderDurably(trashFolder);
    await makeFolderDurably(previousFolder);
    await sweep(folder);
  }

  async function openFolder(): Promise<void> {
    if (!refusal()) await makeFolders();
    for (const [id, entry] of cache.entries()) entries.set(id, entry);
    await refreshAll();
    for (const fileName of problems.fileNames()) {
      // Known from an earlier start, but not to be read now.
      const id = idOf(fileName);
      if (id && entries.delete(id)) cache.delete(id);
    }
    isOpen = true;
  }
  await openFolder();

  return {
    list: () => Array.from(entries.values(), (entry) => entry.summary),
    summary: (id) => entries.get(id)?.summary,
    file: (id) => {
      const stamp = entries.get(id)?.contents;
      return stamp && { id, file: fileOf(id), stamp };
    },
    files: () => Array.from(entries, ([id, { contents }]) => ({ id, file: fileOf(id), stamp: contents })),
    get: (id) => inTurn(id, () => readOrRestore(id)),

    create: async (document) => {
      writable();
      return inTurn(document.id, async () => {
        if (await isTaken(document.id))
          throw new Failure('AlreadyThere', `There is a ${noun} “${document.id}” already.`);
        return write({ ...document, rev: 1, savedAt: now().toISOString() });
      });
    },

    save: async (document) => {
      writable();
      return inTurn(document.id, async () => {
        // Another program may have written the file a moment ago, before its folder's watcher has told us.
        const over = await stateOnDisk(document);
        const current = entries.get(document.id);
        if (!current) throw new Failure('NotFound', `This ${noun} was deleted from the library meanwhile.`);
        if (current.rev !== document.rev) {
          throw new Failure('Conflict', `This ${noun} was changed elsewhere since it was opened here.`, {
            currentRev: current.rev,
          });
        }
        const keepBefore =
          over === 'good' ? await beforeReplace?.({ id: document.id, file: fileOf(document.id) }) : undefined;
        const saved = await write({ ...document, rev: document.rev + 1, savedAt: now().toISOString() }, over);
        keepBefore?.();
        return saved;
      });
    },

    remove: async (id) => {
      writable();
      return inTurn(id, async () => {
        if (!entries.has(id)) throw missing(id);
        await moveDurably(fileOf(id), trashFileOf(id));
        await rm(previousFileOf(id), { force: true });
        forget(id, 'here');
      });
    },

    restore: async (id) => {
      writable();
      return inTurn(id, async () => {
        const found = await read(trashFileOf(id), id);
        if (!found) throw new Failure('NotFound', `There is no ${noun} “${id}” in the trash.`);
        if (await isTaken(id)) throw new Failure('AlreadyThere', `There is a ${noun} “${id}” already.`);
        await moveDurably(trashFileOf(id), fileOf(id));
        const { document, contents } = found;
        const { before, after } = keep(document, contents);
        announce({ id, rev: document.rev, change: 'saved', origin: 'here' }, before, after);
        return document;
      });
    },

    refresh,
    refreshAll,
    becomeWritable: async () => {
      await makeFolders();
      await refreshAll();
    },
    problems: problems.list,
    readCopy: async (fileName) => {
      const copy = problems.copyAt(fileName);
      const document = await new DocumentFile(path.join(folder, fileName), schema).read();
      if (!document) throw missing(copy.id);
      return { document, copy };
    },
    putCopyAway: async (fileName) => {
      writable();
      problems.copyAt(fileName);
      await options.quarantine.moveIn(`${options.name}/${fileName}`);
      problems.clear(fileName);
    },
    settle: async () => {
      repair.close();
      await turns.ended();
    },
  };
}
