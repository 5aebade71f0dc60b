/**
 * The files of a collection's documents: reading them, taking in what another hand has changed, and putting the last good
 * version in the place of a damaged one. What is done to one document must be done one after the other; the collection sees
 * to that.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Low } from 'lowdb';
import type { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { type Contents, DocumentFile } from './document-file.ts';
import { sameStamp, stampOf } from './document-folder.ts';
import { folderGone } from './durable-write.ts';
import type { DocumentChange, KnownDocuments } from './known-documents.ts';
import type { ProblemList } from './problem-list.ts';
import type { Repair } from './repair.ts';

export type StoredDocument = { id: string; rev: number; savedAt: string };

export type StoredDocuments<T> = {
  fileOf(id: string): string;
  /** Reads the document `id` from a file; undefined where there is none. Throws `Failure` Unreadable. */
  read(file: string, id: string): Promise<{ document: T; contents: Contents } | undefined>;
  /** Reads a document, or restores one that is damaged. Throws `Failure` NotFound or Unreadable. */
  get(id: string): Promise<T>;
  /** The same where its file is not the one that we know. */
  refresh(id: string): Promise<void>;
  /**
   * What a save writes over. Where that is damaged and `next` was made from the very version that is lost, `next` takes its
   * place and nothing is lost at all; else the last good version is restored, and `next` meets that.
   */
  stateOnDisk(next: T): Promise<'good' | 'damaged'>;
  /** `over` says what the new version is written over: one that is good is kept as the previous one. */
  write(document: T, over?: 'good' | 'damaged'): Promise<T>;
};

type StoredOptions<T, S> = {
  folder: string;
  previousFileOf: (id: string) => string;
  noun: string;
  schema: z.ZodType<T>;
  known: KnownDocuments<T, S>;
  problems: ProblemList;
  repair: Repair<T>;
};

export function openStoredDocuments<T extends StoredDocument, S>({
  folder,
  previousFileOf,
  noun,
  schema,
  known,
  problems,
  repair,
}: StoredOptions<T, S>): StoredDocuments<T> {
  const fileOf = (id: string) => path.join(folder, `${id}.json`);

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
    known.keep(document, file.contents, how);
    return document;
  }

  /** Takes in what was read from a document's file and returns it at the rev that it has here. */
  function takeIn(id: string, found: { document: T; contents: Contents }): T {
    const before = known.all.get(id);
    if (before?.contents.digest === found.contents.digest) {
      known.keepContents(id, found.contents);
      return { ...found.document, rev: before.rev };
    }
    // Another program may change a file and know nothing of revs: who holds the older one must still be refused.
    const rev = before ? Math.max(found.document.rev, before.rev + 1) : found.document.rev;
    const document = { ...found.document, rev };
    known.keep(document, found.contents, { origin: 'outside' });
    return document;
  }

  /** Reads a file by `act` where it is not the one that we know. Throws `Failure` Unreadable, and names it as a problem. */
  async function reconcile(id: string, act: (id: string) => Promise<T>): Promise<void> {
    const stamp = await stampOf(fileOf(id)).catch((error: unknown) => {
      throw error instanceof Failure ? problems.unreadable(id, error) : error;
    });
    const before = known.all.get(id);
    if (!stamp) await forgetUnlessFolderIsGone(id);
    else if (!before || !sameStamp(before.contents, stamp)) await act(id);
  }

  /** A disk that was unplugged has not deleted anything. */
  async function forgetUnlessFolderIsGone(id: string): Promise<void> {
    if (known.all.get(id) && !(await stampOf(folder))) throw folderGone(folder);
    known.forget(id, 'outside');
  }

  async function readAnew(id: string): Promise<T> {
    try {
      const found = await read(fileOf(id), id);
      if (found) return takeIn(id, found);
    } catch (error) {
      throw error instanceof Failure ? problems.unreadable(id, error) : error;
    }
    await forgetUnlessFolderIsGone(id);
    throw noSuchDocument(noun, id);
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
      known.forget(id, 'outside');
      return undefined;
    }
    // Above all that a window may still hold, the lost version included.
    const rev = Math.max(good.rev + 1, known.all.get(id)?.rev ?? 0) + 1;
    return write({ ...good, rev }, 'damaged', { origin: 'outside', isRestored: true });
  }

  async function stateOnDisk(next: T): Promise<'good' | 'damaged'> {
    try {
      await reconcile(next.id, readAnew);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (known.all.get(next.id)?.rev === next.rev && (await repair.isDue(next.id, error, undefined))) {
        await repair.setAside(next.id, error, next);
        return 'damaged';
      }
      if (!(await restoreDamaged(next.id, error))) throw error;
    }
    return 'good';
  }

  return {
    fileOf,
    read,
    get: readOrRestore,
    refresh: (id) => reconcile(id, readOrRestore),
    stateOnDisk,
    write,
  };
}

/** What an editor is told of a document that is not there. */
export function noSuchDocument(noun: string, id: string): Failure {
  return new Failure('NotFound', `There is no ${noun} “${id}” in this library.`);
}
