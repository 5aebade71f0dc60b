/**
 * A collection: the documents of one kind, a file each. Summaries of all are kept in memory, documents are read when asked
 * for. Every save names the rev that it is based on.
 */
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Low } from 'lowdb';
import type { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { idSchema } from '#core/model/primitives.ts';
import { DocumentFile } from './document-file.ts';
import { codeOf, moveDurably } from './durable-write.ts';
import { inBatches } from './in-batches.ts';
import type { SummaryCache } from './summary-cache.ts';

type StoredDocument = { id: string; rev: number; savedAt: string };
/** What tells that a file is still the one that was read: its time of change in milliseconds, and its size in bytes. */
export type Stamp = { mtimeMs: number; sizeBytes: number };
/** A document's file and its stamp. */
export type DocumentPlace = { id: string; file: string; stamp: Stamp };
export type DocumentChange = { id: string; rev: number; change: 'saved' | 'deleted'; origin: 'here' | 'outside' };
export type LibraryProblem = { file: string; message: string };

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
   * where the file has been saved by somebody else since; it is then as they left it.
   */
  save(document: T): Promise<T>;
  /** Moves a document to the trash, over one of the same id that is there. */
  remove(id: string): Promise<void>;
  /** Brings a document back from the trash. Throws `Failure` NotFound or AlreadyThere. */
  restore(id: string): Promise<T>;
  /** Takes in what was changed by another hand: called with the name of a file that may have changed. */
  refresh(fileName: string): Promise<void>;
  /** Files that couldn't be read. They are left where they are. */
  problems(): LibraryProblem[];
  /** Returns when every save under way has ended. */
  settle(): Promise<void>;
};

export type CollectionOptions<T, S> = {
  /** The collection's folder within the library, `stories`. */
  name: string;
  folder: string;
  trashFolder: string;
  /** What one document is called in a sentence, `story`. */
  noun: string;
  schema: z.ZodType<T>;
  summaryOf: (document: T) => S;
  cache: SummaryCache<S>;
  readOnly: boolean;
  now: () => Date;
  onChange: (change: DocumentChange, before: S | undefined, after: S | undefined) => void;
};

type Entry<S> = { summary: S; rev: number; stamp: Stamp };

export async function openCollection<T extends StoredDocument, S>(
  options: CollectionOptions<T, S>,
): Promise<Collection<T, S>> {
  const { folder, trashFolder, noun, schema, summaryOf, cache, readOnly, now, onChange } = options;
  const entries = new Map<string, Entry<S>>();
  const problems = new Map<string, string>();
  const queues = new Map<string, Promise<unknown>>();

  const fileOf = (id: string) => path.join(folder, `${id}.json`);
  const trashFileOf = (id: string) => path.join(trashFolder, `${id}.json`);
  const database = (file: string) => new Low<T | null>(new DocumentFile<T | null>(file, schema.nullable()), null);

  /** One after the other for each document; different documents side by side. */
  function inTurn<R>(id: string, act: () => Promise<R>): Promise<R> {
    const before = queues.get(id) ?? Promise.resolve();
    const turn = before.then(act, act);
    const ended = turn.then(
      () => undefined,
      () => undefined,
    );
    queues.set(id, ended);
    void ended.then(() => {
      if (queues.get(id) === ended) queues.delete(id);
    });
    return turn;
  }

  function writable(): void {
    if (readOnly) throw new Failure('ReadOnly', 'This library is open for reading only.');
  }

  async function read(file: string, id: string): Promise<T> {
    const low = database(file);
    await low.read();
    if (!low.data) throw new Failure('NotFound', `There is no ${noun} “${id}” in this library.`);
    if (low.data.id !== id)
      throw new Failure('Unreadable', `${path.basename(file)} holds a ${noun} of another id; it was copied by hand.`);
    return low.data;
  }

  function keep(document: T, stamp: Stamp): { before: S | undefined; after: S } {
    const before = entries.get(document.id)?.summary;
    const summary = summaryOf(document);
    entries.set(document.id, { summary, rev: document.rev, stamp });
    cache.set(document.id, { summary, rev: document.rev, stamp });
    problems.delete(`${document.id}.json`);
    return { before, after: summary };
  }

  async function write(document: T): Promise<T> {
    const low = database(fileOf(document.id));
    low.data = document;
    await low.write();
    const stamp = await stampOf(fileOf(document.id));
    const { before, after } = keep(document, stamp ?? { mtimeMs: 0, sizeBytes: 0 });
    onChange({ id: document.id, rev: document.rev, change: 'saved', origin: 'here' }, before, after);
    return document;
  }

  /** Reads a file anew where it is not the one that we know. */
  async function takeIn(id: string): Promise<void> {
    const stamp = await stampOf(fileOf(id));
    const known = entries.get(id);
    if (!stamp) {
      if (!known) return;
      entries.delete(id);
      cache.delete(id);
      onChange({ id, rev: known.rev, change: 'deleted', origin: 'outside' }, known.summary, undefined);
      return;
    }
    if (known && sameStamp(known.stamp, stamp)) return;
    try {
      const document = await read(fileOf(id), id);
      const { before, after } = keep(document, stamp);
      onChange({ id, rev: document.rev, change: 'saved', origin: 'outside' }, before, after);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.set(`${id}.json`, error.message);
    }
  }

  async function load(fileName: string): Promise<void> {
    const id = idOf(fileName);
    if (!id) return;
    const stamp = await stampOf(path.join(folder, fileName));
    if (!stamp) return;
    const cached = cache.get(id);
    if (cached && sameStamp(cached.stamp, stamp)) {
      entries.set(id, cached);
      return;
    }
    try {
      keep(await read(path.join(folder, fileName), id), stamp);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.set(fileName, error.message);
    }
  }

  if (!readOnly) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await mkdir(trashFolder, { recursive: true, mode: 0o700 });
  }
  await inBatches(await fileNamesIn(folder), load);

  return {
    list: () => Array.from(entries.values(), (entry) => entry.summary),
    summary: (id) => entries.get(id)?.summary,
    file: (id) => {
      const stamp = entries.get(id)?.stamp;
      return stamp && { id, file: fileOf(id), stamp };
    },
    files: () => Array.from(entries, ([id, { stamp }]) => ({ id, file: fileOf(id), stamp })),
    get: (id) => inTurn(id, () => read(fileOf(idSchema.parse(id)), id)),

    create: (document) =>
      inTurn(document.id, async () => {
        writable();
        if (await stampOf(fileOf(document.id)))
          throw new Failure('AlreadyThere', `There is a ${noun} “${document.id}” already.`);
        return write({ ...document, rev: 1, savedAt: now().toISOString() });
      }),

    save: (document) =>
      inTurn(document.id, async () => {
        writable();
        // Another program may have written the file a moment ago, before its folder's watcher has told us.
        await takeIn(document.id);
        const current = entries.get(document.id);
        if (!current) throw new Failure('NotFound', `This ${noun} was deleted from the library meanwhile.`);
        if (current.rev !== document.rev) {
          throw new Failure('Conflict', `This ${noun} was changed elsewhere since it was opened here.`, {
            currentRev: current.rev,
          });
        }
        return write({ ...document, rev: document.rev + 1, savedAt: now().toISOString() });
      }),

    remove: (id) =>
      inTurn(id, async () => {
        writable();
        const known = entries.get(id);
        if (!known) throw new Failure('NotFound', `There is no ${noun} “${id}” in this library.`);
        await moveDurably(fileOf(id), trashFileOf(id));
        entries.delete(id);
        cache.delete(id);
        onChange({ id, rev: known.rev, change: 'deleted', origin: 'here' }, known.summary, undefined);
      }),

    restore: (id) =>
      inTurn(id, async () => {
        writable();
        const document = await read(trashFileOf(idSchema.parse(id)), id);
        if (await stampOf(fileOf(id))) throw new Failure('AlreadyThere', `There is a ${noun} “${id}” already.`);
        await moveDurably(trashFileOf(id), fileOf(id));
        const { before, after } = keep(document, (await stampOf(fileOf(id))) ?? { mtimeMs: 0, sizeBytes: 0 });
        onChange({ id, rev: document.rev, change: 'saved', origin: 'here' }, before, after);
        return document;
      }),

    refresh: async (fileName) => {
      const id = idOf(fileName);
      if (id) await inTurn(id, () => takeIn(id));
    },
    problems: () => Array.from(problems, ([file, message]) => ({ file: `${options.name}/${file}`, message })),
    settle: async () => {
      await Promise.all(queues.values());
    },
  };
}

/** The id that a file name stands for; undefined for what is no document of ours. */
function idOf(fileName: string): string | undefined {
  const id = fileName.endsWith('.json') ? fileName.slice(0, -'.json'.length) : undefined;
  return id !== undefined && idSchema.safeParse(id).success ? id : undefined;
}

async function fileNamesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    // A library that is only read may lack a folder: then it holds no such document.
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function stampOf(file: string): Promise<Stamp | undefined> {
  try {
    const { mtimeMs, size } = await stat(file);
    return { mtimeMs, sizeBytes: size };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.mtimeMs === b.mtimeMs && a.sizeBytes === b.sizeBytes;
}
