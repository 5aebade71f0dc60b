/**
 * The snapshots of the stories as files: a folder for each story, in it a file for each snapshot. What can't be read is named
 * among the problems and left where it is.
 */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { idSchema } from '#core/model/primitives.ts';
import { type Snapshot, type SnapshotLabel, snapshotIdSchema } from '#core/model/snapshot.ts';
import { makeFolderWithin, sameStamp, stampOf, sweep } from '../document-folder.ts';
import { codeOf, type Stamp, writeFailure } from '../durable-write.ts';
import { inBatches } from '../in-batches.ts';
import { isLink, refuseLinkedFolder } from '../own-folders.ts';
import { readLabel, readSnapshot, SNAPSHOT_ENDING, type SnapshotToWrite, writeSnapshot } from './snapshot-file.ts';

/** A snapshot of a story's history, without its story. */
export type ListedSnapshot = SnapshotLabel & { id: string };

export type StoredSnapshots = {
  /** What is wrong with a file or folder, in a sentence, by its path within the library. */
  problems: Map<string, string>;
  /** The stories that have a folder. */
  storyIds(): Promise<string[]>;
  /** The ids of a story's snapshots, the newest first. */
  ids(storyId: string): Promise<string[]>;
  /** The same with their labels. Those that can't be read are left out and named among the problems. */
  list(storyId: string): Promise<ListedSnapshot[]>;
  /** Throws `Failure` NotFound or Unreadable. */
  read(storyId: string, id: string): Promise<Snapshot>;
  /** Makes the folder of a story and clears what a killed program left in it. Throws `Failure` ReadOnly, DiskFull. */
  makeFolder(storyId: string): Promise<void>;
  /** Throws `Failure` ReadOnly, DiskFull. */
  write(storyId: string, id: string, snapshot: SnapshotToWrite): Promise<ListedSnapshot>;
  /** Throws `Failure` NotFound, ReadOnly. */
  remove(storyId: string, id: string): Promise<void>;
  removeAll(storyId: string): Promise<void>;
};

export function openStoredSnapshots(folder: string): StoredSnapshots {
  const problems = new Map<string, string>();
  /** Labels as they were read, by file; believed while the file is the same. */
  const labels = new Map<string, { stamp: Stamp; label: SnapshotLabel }>();

  const folderOf = (storyId: string) => path.join(folder, storyId);
  const fileOf = (storyId: string, id: string) => path.join(folderOf(storyId), `${id}${SNAPSHOT_ENDING}`);

  async function ids(storyId: string): Promise<string[]> {
    return (await namesIn(folderOf(storyId)))
      .flatMap((name) => (name.endsWith(SNAPSHOT_ENDING) ? [name.slice(0, -SNAPSHOT_ENDING.length)] : []))
      .filter((id) => snapshotIdSchema.safeParse(id).success)
      .sort()
      .reverse();
  }

  async function labelOf(storyId: string, id: string): Promise<ListedSnapshot | undefined> {
    const file = fileOf(storyId, id);
    const place = snapshotPlace(storyId, id);
    try {
      const stamp = await stampOf(file);
      if (!stamp) throw noSuchSnapshot();
      const known = labels.get(file);
      const label = known && sameStamp(known.stamp, stamp) ? known.label : await readLabel(file);
      labels.set(file, { stamp, label });
      ofThisStory(label, storyId, id);
      problems.delete(place);
      return { ...label, id };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.kind !== 'NotFound') problems.set(place, error.message);
      return undefined;
    }
  }

  async function list(storyId: string): Promise<ListedSnapshot[]> {
    const newestFirst = await ids(storyId);
    const found = new Map<string, ListedSnapshot>();
    await inBatches(newestFirst, async (id) => {
      const label = await labelOf(storyId, id);
      if (label) found.set(id, label);
    });
    return newestFirst.flatMap((id) => found.get(id) ?? []);
  }

  async function read(storyId: string, id: string): Promise<Snapshot> {
    if (!snapshotIdSchema.safeParse(id).success) throw noSuchSnapshot();
    const snapshot = await readSnapshot(fileOf(storyId, id));
    ofThisStory(snapshot, storyId, id);
    return snapshot;
  }

  async function makeFolder(storyId: string): Promise<void> {
    await refuseLinkedFolder(folderOf(storyId));
    try {
      await makeFolderWithin(path.dirname(folder), folderOf(storyId));
      await sweep(folderOf(storyId));
    } catch (error) {
      throw writeFailure(fileOf(storyId, 'snapshot'), error);
    }
  }

  async function write(storyId: string, id: string, snapshot: SnapshotToWrite): Promise<ListedSnapshot> {
    await writeSnapshot(fileOf(storyId, id), snapshot);
    labels.delete(fileOf(storyId, id));
    const { schemaVersion: _, story: __, ...label } = snapshot;
    return { ...label, id };
  }

  async function remove(storyId: string, id: string): Promise<void> {
    const file = fileOf(storyId, id);
    try {
      await rm(file);
    } catch (error) {
      throw codeOf(error) === 'ENOENT' ? noSuchSnapshot() : writeFailure(file, error);
    }
    labels.delete(file);
    problems.delete(snapshotPlace(storyId, id));
  }

  return {
    problems,
    storyIds: async () => (await namesIn(folder)).filter((name) => idSchema.safeParse(name).success),
    ids,
    list,
    read,
    makeFolder,
    write,
    remove,
    removeAll: async (storyId) => {
      await rm(folderOf(storyId), { recursive: true, force: true });
      for (const map of [labels, problems])
        for (const key of map.keys()) if (path.basename(path.dirname(key)) === storyId) map.delete(key);
      problems.delete(`history/${storyId}`);
    },
  };
}

/** The path of a snapshot within the library. */
export function snapshotPlace(storyId: string, id: string): string {
  return `history/${storyId}/${id}${SNAPSHOT_ENDING}`;
}

/** What an editor is told of a snapshot that is not there. */
export function noSuchSnapshot(): Failure {
  return new Failure('NotFound', 'This snapshot is not there any more.');
}

/** A snapshot is believed where it says itself whose it is. */
function ofThisStory({ storyId }: SnapshotLabel, expectedId: string, id: string): void {
  if (storyId !== expectedId)
    throw new Failure('Unreadable', `The snapshot ${id} is one of another story; it was copied by hand.`);
}

/** The names in a folder; none where it is missing, or a link to somebody else's. */
async function namesIn(folder: string): Promise<string[]> {
  if (await isLink(folder)) return [];
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw writeFailure(folder, error);
  }
}
