/**
 * A collection: the documents of one kind, a file each. Summaries of all are kept in memory, documents are read when asked
 * for. Every save names the rev that it is based on.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { idSchema, newId } from '#core/model/primitives.ts';
import type { CopyOrigin } from './conflicted-copies.ts';
import { DocumentFile } from './document-file.ts';
import { fileNamesIn, idOf, isStranger, stampOf, sweep } from './document-folder.ts';
import { makeFolderDurably, moveDurably, type Stamp } from './durable-write.ts';
import { inBatches } from './in-batches.ts';
import { createKnownDocuments, type DocumentChange } from './known-documents.ts';
import { createProblemList, type LibraryProblem } from './problem-list.ts';
import { openRepair, type Repair, type RepairOptions } from './repair.ts';
import { noSuchDocument, openStoredDocuments, type StoredDocument } from './stored-documents.ts';
import type { SummaryCache } from './summary-cache.ts';
import { createTurns } from './turns.ts';

/** A document's file and its stamp. */
export type DocumentPlace = { id: string; file: string; stamp: Stamp };

export type Collection<T extends StoredDocument, S> = {
  /** The summaries of all documents that can be read, in no particular order. */
  list(): readonly S[];
  summary(id: string): S | undefined;
  /** Where a document lies and what tells that it hasn't changed; undefined where there is none. */
  file(id: string): DocumentPlace | undefined;
  files(): DocumentPlace[];
  /** What tells the stored version from every other: its rev as counted here, and the SHA-256 of its file in base64url. */
  version(id: string): { rev: number; digest: string } | undefined;
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
  /** Moves such a file into the quarantine and returns its place in the library. Throws `Failure` NotFound, ReadOnly, Locked. */
  putCopyAway(fileName: string): Promise<string>;
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
  /** The files that can't be read are others now. */
  onProblems: () => void;
  /** Called before a save replaces a file; what it returns is called once the file has been replaced. Never throws. */
  beforeReplace?: (place: Omit<DocumentPlace, 'stamp'>) => Promise<(() => void) | undefined>;
};

export async function openCollection<T extends StoredDocument, S>(
  options: CollectionOptions<T, S>,
): Promise<Collection<T, S>> {
  const { folder, trashFolder, previousFolder, noun, schema, refusal, now, beforeReplace } = options;
  const previousFileOf = (id: string) => path.join(previousFolder, `${id}.json`);
  const trashFileOf = (id: string) => path.join(trashFolder, `${id}.json`);
  const problems = createProblemList(options.name, noun, options.onProblems);
  const turns = createTurns();
  const repair: Repair<T> = openRepair({
    ...options,
    readPrevious: async (id) => (await stored.read(previousFileOf(id), id))?.document,
    lookAgain: (id) => refresh(`${id}.json`),
  });
  const known = createKnownDocuments<T, S>({
    ...options,
    onGood: (id) => {
      problems.clear(`${id}.json`);
      repair.forget(id);
    },
  });
  const stored = openStoredDocuments<T, S>({ folder, previousFileOf, noun, schema, known, problems, repair });
  let isOpen = false;

  /** True where a document has that id, or would lie at its place on a disk that doesn't tell case apart. */
  async function isTaken(id: string): Promise<boolean> {
    if (await stampOf(stored.fileOf(id))) return true;
    const folded = id.toLowerCase();
    return [...known.all.keys()].some((other) => other.toLowerCase() === folded);
  }

  /** One after the other for each document; different documents side by side. */
  async function inTurn<R>(id: string, act: () => Promise<R>): Promise<R> {
    // What is no id names no document, and must never become a path.
    if (!idSchema.safeParse(id).success) throw noSuchDocument(noun, id);
    return turns.take(id, act);
  }

  /** Asked when a change is handed in: one that waits its turn is still written after the library began to close. */
  function writable(): void {
    const failure = refusal();
    if (failure) throw failure;
  }

  async function refresh(fileName: string): Promise<void> {
    const id = idOf(fileName);
    if (id) {
      await inTurn(id, () => stored.refresh(id)).catch((error: unknown) => {
        // It stands among the problems now.
        if (!(error instanceof Failure)) throw error;
      });
    } else if (isStranger(fileName)) {
      if (await stampOf(path.join(folder, fileName))) problems.stranger(fileName, await idHeldIn(fileName));
      else problems.clear(fileName);
    }
  }

  /** The id of the document in a file of any name; undefined where it holds no whole one. */
  async function idHeldIn(fileName: string): Promise<string | undefined> {
    const document = await new DocumentFile(path.join(folder, fileName), schema).read().catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
    });
    return document?.id;
  }

  async function refreshAll(): Promise<void> {
    if (isOpen && !(await stampOf(folder))) return;
    const names = await fileNamesIn(folder);
    problems.room(undefined);
    const present = new Set(names);
    const gone = [...Array.from(known.all.keys(), (id) => `${id}.json`), ...problems.fileNames()].filter(
      (name) => !present.has(name),
    );
    await inBatches([...names, ...gone], refresh);
  }

  /** What was deleted under this id before, and came back by another hand, stays in the trash under an id of its own. */
  async function makeRoomInTrash(id: string): Promise<void> {
    const before = await stored.read(trashFileOf(id), id).catch(async (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      await options.quarantine.moveIn(`trash/${options.name}/${id}.json`);
    });
    const now = before && (await stored.read(stored.fileOf(id), id));
    if (!before || before.contents.digest === now?.contents.digest) return;
    const aside = newId();
    await new DocumentFile(trashFileOf(aside), schema).write({ ...before.document, id: aside });
  }

  async function makeFolders(): Promise<void> {
    await makeFolderDurably(folder);
    await makeFolderDurably(trashFolder);
    await makeFolderDurably(previousFolder);
    await sweep(folder);
  }

  async function openFolder(): Promise<void> {
    if (!refusal()) await makeFolders();
    await refreshAll().catch((error: unknown) => {
      // A library that is only read shows what it can; one that is written to must be seen whole.
      if (!(refusal() && error instanceof Failure)) throw error;
      problems.room(error.message);
    });
    for (const fileName of problems.fileNames()) {
      // Known from an earlier start, but not to be read now.
      const id = idOf(fileName);
      if (id) known.disown(id);
    }
    isOpen = true;
    known.begin();
  }
  await openFolder();

  return {
    list: () => Array.from(known.all.values(), ({ summary }) => summary),
    summary: (id) => known.all.get(id)?.summary,
    file: (id) => {
      const stamp = known.all.get(id)?.contents;
      return stamp && { id, file: stored.fileOf(id), stamp };
    },
    files: () => Array.from(known.all, ([id, { contents }]) => ({ id, file: stored.fileOf(id), stamp: contents })),
    version: (id) => {
      const current = known.all.get(id);
      return current && { rev: current.rev, digest: current.contents.digest };
    },
    get: (id) => inTurn(id, () => stored.get(id)),

    create: async (document) => {
      writable();
      return inTurn(document.id, async () => {
        if (await isTaken(document.id))
          throw new Failure('AlreadyThere', `There is a ${noun} “${document.id}” already.`);
        return stored.write({ ...document, rev: 1, savedAt: now().toISOString() });
      });
    },

    save: async (document) => {
      writable();
      return inTurn(document.id, async () => {
        // Another program may have written the file a moment ago, before its folder's watcher has told us.
        const over = await stored.stateOnDisk(document);
        const current = known.all.get(document.id);
        if (!current) throw new Failure('NotFound', `This ${noun} was deleted from the library meanwhile.`);
        if (current.rev !== document.rev) {
          throw new Failure('Conflict', `This ${noun} was changed elsewhere since it was opened here.`, {
            currentRev: current.rev,
          });
        }
        const keepBefore =
          over === 'good' ? await beforeReplace?.({ id: document.id, file: stored.fileOf(document.id) }) : undefined;
        const saved = await stored.write({ ...document, rev: document.rev + 1, savedAt: now().toISOString() }, over);
        keepBefore?.();
        return saved;
      });
    },

    remove: async (id) => {
      writable();
      return inTurn(id, async () => {
        if (!known.all.get(id)) throw noSuchDocument(noun, id);
        // One that was damaged a moment ago is restored first, from what goes with it below.
        await stored.refresh(id);
        if (!known.all.get(id)) throw noSuchDocument(noun, id);
        await makeRoomInTrash(id);
        await moveDurably(stored.fileOf(id), trashFileOf(id));
        await rm(previousFileOf(id), { force: true });
        known.forget(id, 'here');
      });
    },

    restore: async (id) => {
      writable();
      return inTurn(id, async () => {
        const found = await stored.read(trashFileOf(id), id);
        if (!found) throw new Failure('NotFound', `There is no ${noun} “${id}” in the trash.`);
        if (await isTaken(id)) throw new Failure('AlreadyThere', `There is a ${noun} “${id}” already.`);
        await moveDurably(trashFileOf(id), stored.fileOf(id));
        known.keep(found.document, found.contents, { origin: 'here' });
        return found.document;
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
      if (!document) throw noSuchDocument(noun, copy.id);
      return { document, copy };
    },
    putCopyAway: async (fileName) => {
      writable();
      problems.copyAt(fileName);
      const place = await options.quarantine.moveIn(`${options.name}/${fileName}`);
      problems.clear(fileName);
      return place;
    },
    settle: async () => {
      repair.close();
      await turns.ended();
    },
  };
}
