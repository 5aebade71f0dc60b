/**
 * What lies in a library's folder, read once for the whole check. A folder that the system doesn't show is a finding, and what
 * would be in it is not taken for missing.
 */
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { codeOf } from '../durable-write.ts';
import { NOT_COUNTED, OTHER_FOLDERS, ROOMS } from '../library-folder.ts';
import type { Finding } from './findings.ts';

/** The folders that Galley makes in a library. */
const FOLDERS = new Set<string>([...ROOMS, ...OTHER_FOLDERS, 'quarantine', 'styles']);
/** What is in it is made anew wherever it is missing. */
const CACHE = '.cache';

export type Tree = {
  /** What is a file of Galley's folders or lies beside them, links and pipes too, as places within the library. */
  files: string[];
  /** Folders beside Galley's own; nobody has looked into them. */
  otherFolders: string[];
  /** The files of a folder and below. */
  below(folder: string): string[];
  /** False where a folder, or one on the way to it, could not be looked into. */
  isSeen(folder: string): boolean;
  /** True where every folder could be looked into, but perhaps the one that can be made anew. */
  isWhole: boolean;
};

/** Goes through the library in `folder`. Names that begin with a dot are those of systems and of programs for synced folders. */
export async function readTree(folder: string, found: (finding: Finding) => void): Promise<Tree> {
  const files: string[] = [];
  const otherFolders: string[] = [];
  const unseen: string[] = [];

  async function visit(place: string): Promise<void> {
    for (const entry of await entriesOf(place)) {
      const inside = place ? `${place}/${entry.name}` : entry.name;
      if (isHidden(entry.name) && inside !== CACHE) continue;
      if (!entry.isDirectory()) files.push(inside);
      else if (place || FOLDERS.has(entry.name)) await visit(inside);
      else otherFolders.push(inside);
    }
  }

  async function entriesOf(place: string): Promise<Dirent[]> {
    try {
      const entries = await readdir(path.join(folder, place), { withFileTypes: true });
      return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      const finding = notRead(place || '.', error);
      if (!finding) return [];
      const isDamage = !place.startsWith(CACHE);
      if (isDamage) unseen.push(place);
      found({ ...finding, isDamage });
      return [];
    }
  }

  await visit('');
  return {
    files,
    otherFolders,
    below: (place) => files.filter((file) => file.startsWith(`${place}/`)),
    isSeen: (place) => !unseen.some((hidden) => hidden === '' || `${place}/`.startsWith(`${hidden}/`)),
    isWhole: unseen.length === 0,
  };
}

const isHidden = (name: string) => name.startsWith('.') || NOT_COUNTED.has(name);

/** True for the name of a folder that Galley makes in a library. */
export function isFolderName(name: string): boolean {
  return FOLDERS.has(name);
}

/** What is said of a file or folder that the system doesn't give; undefined for one that is gone by now. Throws on a defect. */
export function notRead(place: string, error: unknown): Finding | undefined {
  const code = codeOf(error);
  if (code === 'ENOENT') return undefined;
  if (!(error instanceof Failure) && code === undefined) throw error;
  const message = error instanceof Failure ? error.message : `It can’t be read (${code}), so nothing is known of it.`;
  return { kind: 'unreadable-file', isDamage: true, place, message };
}
