/**
 * The files of a library that are no documents: attachments by their hashes, snapshots, what lies there and shouldn't, and
 * who may read it.
 */
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Failure } from '#core/model/failure.ts';
import { attachmentNameSchema } from '#core/model/primitives.ts';
import { isDamage } from '../document-file.ts';
import { fileNamesIn } from '../document-folder.ts';
import { isLeftover } from '../durable-write.ts';
import { readSnapshot, SNAPSHOT_ENDING } from '../history/snapshot-file.ts';
import { inBatches } from '../in-batches.ts';
import { ROOMS } from '../library-folder.ts';
import { openOwnFile, readOwnFile } from '../own-file.ts';
import type { Finding } from './findings.ts';

/** No snapshot unpacks to more, in bytes. */
const MAX_SNAPSHOT_BYTES = 256 * 1024 * 1024;
const ATTACHMENT = /[0-9a-f]{64}\.[a-z0-9]{1,8}/g;

/** Where each attachment is used: its name, and the document or snapshot that names it. */
export type Uses = Map<string, { place: string; isLive: boolean }>;

/** Notes every attachment that is named in a document's JSON; `isLive` unless the document is a past or discarded one. */
export function collectAttachments(json: string, place: string, isLive: boolean, uses: Uses): void {
  for (const [name] of json.matchAll(ATTACHMENT)) if (!uses.get(name)?.isLive) uses.set(name, { place, isLive });
}

/** Compares every attachment with its name, which is its hash, and what is used with what is there. Returns how many there are. */
export async function checkAttachments(folder: string, uses: Uses, found: (finding: Finding) => void): Promise<number> {
  const names = (await fileNamesIn(path.join(folder, 'attachments'))).filter(
    (name) => attachmentNameSchema.safeParse(name).success,
  );
  // One after the other: they may be large, and a disk reads one file quickest.
  for (const name of names) {
    const place = `attachments/${name}`;
    if ((await hashOf(path.join(folder, place))) !== name.split('.')[0]) {
      const message = 'Its bytes are not those that were kept: its hash is another.';
      // Set aside, it is missing where it is used.
      found({ kind: 'changed-attachment', isDamage: true, place, message, isLoss: uses.get(name)?.isLive === true });
    } else if (!uses.has(name)) {
      const message = 'No story, source, briefing or snapshot uses it.';
      found({ kind: 'unused-attachment', isDamage: false, place, message });
    }
  }
  const there = new Set(names);
  for (const [name, { place, isLive }] of uses) {
    if (there.has(name) || !isLive) continue;
    const message = `It uses the attachment ${name}, which is not in the library.`;
    found({ kind: 'missing-attachment', isDamage: true, place, message });
  }
  return names.length;
}

/** The SHA-256 of a file's bytes in hex; undefined for a link or a device, which are no bytes of ours. */
async function hashOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    const { handle } = await openOwnFile(file);
    for await (const chunk of handle.createReadStream()) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Reads every snapshot and notes what it uses. Returns how many there are. */
export async function checkSnapshots(folder: string, uses: Uses, found: (finding: Finding) => void): Promise<number> {
  let count = 0;
  for (const place of await filesBelow(folder, 'history')) {
    if (!place.endsWith(SNAPSHOT_ENDING)) continue;
    count += 1;
    const file = path.join(folder, place);
    try {
      collectAttachments(JSON.stringify(await readSnapshot(file)), place, false, uses);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // Also what one of a newer Galley uses is in use.
      collectAttachments(await textOf(file), place, false, uses);
      // One of a newer Galley, or that the system won't let us read, is no damage to set aside.
      const kind = isDamage(error) ? 'unreadable-snapshot' : 'unreadable-document';
      found({ kind, isDamage: true, place, message: error.message });
    }
  }
  return count;
}

/** What the file of a snapshot unpacks to; empty where it can't be read or doesn't. */
async function textOf(file: string): Promise<string> {
  try {
    const { bytes } = await readOwnFile(file);
    return (await promisify(gunzip)(bytes, { maxOutputLength: MAX_SNAPSHOT_BYTES })).toString('utf8');
  } catch {
    // What is wrong with it is said already.
    return '';
  }
}

/** Documents that are not the library's now and may be again: thrown away, replaced by a later save, or not saved yet. */
const ASIDE = ['trash', 'previous', 'journal'];

/** Notes what such documents use. */
export async function collectFromAside(folder: string, uses: Uses): Promise<void> {
  const places = (await Promise.all(ASIDE.map((below) => filesBelow(folder, below)))).flat();
  const files = places.filter((place) => place.endsWith('.json'));
  await inBatches(files, async (place) => {
    const { bytes } = await readOwnFile(path.join(folder, place));
    collectAttachments(bytes.toString('utf8'), place, false, uses);
  });
}

/** What lies among the files of the library and is none of them: left by writes that were cut off, or by another hand. */
export async function checkStrangers(folder: string, found: (finding: Finding) => void): Promise<void> {
  // Documents that are out of place stand among the library's problems.
  const isOurs: Record<string, (name: string) => boolean> = {
    ...Object.fromEntries(ROOMS.map((room) => [room, (name: string) => name.endsWith('.json')])),
    attachments: (name) => attachmentNameSchema.safeParse(name).success,
    history: (name) => name.endsWith(SNAPSHOT_ENDING),
  };
  for (const [room, isKnown] of Object.entries(isOurs)) {
    for (const place of await filesBelow(folder, room)) {
      const name = path.basename(place);
      if (isLeftover(name)) {
        const message = 'It is left over from a write that was cut off; nothing of it is missing elsewhere.';
        found({ kind: 'stray-file', isDamage: false, place, message });
        // Systems and programs for synced folders keep their own under such names.
      } else if (!isKnown(name) && !name.startsWith('.')) {
        const message = 'It is no file of Galley’s; nothing reads it.';
        found({ kind: 'unknown-file', isDamage: false, place, message });
      }
    }
  }
}

/** The history of stories that are gone without having been thrown away: it may be all that is left of them. */
export async function checkOrphans(
  folder: string,
  storyIds: ReadonlySet<string>,
  found: (finding: Finding) => void,
): Promise<void> {
  const inTrash = new Set(await fileNamesIn(path.join(folder, 'trash', 'stories')));
  const kept = (await filesBelow(folder, 'history')).filter((place) => place.endsWith(SNAPSHOT_ENDING));
  for (const [storyId = '', places] of Map.groupBy(kept, (place) => place.split('/')[1])) {
    if (storyIds.has(storyId) || inTrash.has(`${storyId}.json`)) continue;
    const states = places.length === 1 ? 'It holds an earlier state' : `It holds ${places.length} earlier states`;
    const message = `${states} of a story that is neither in the library nor in the trash.`;
    found({ kind: 'orphaned-history', isDamage: false, place: `history/${storyId}`, message });
  }
}

/** Who else on this machine may read the library. Windows keeps the user's own folders to the user. */
export async function checkModes(folder: string, found: (finding: Finding) => void): Promise<void> {
  if (process.platform === 'win32') return;
  // A folder that is closed to others closes what is in it.
  const { mode } = await stat(folder);
  if ((mode & 0o077) !== 0) {
    const message = `Other users of this machine may look into the library (mode ${(mode & 0o777).toString(8)}).`;
    found({ kind: 'open-to-others', isDamage: false, place: '.', message });
  }
}

/** The files in a folder and below, as places within the library. */
export async function filesBelow(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted();
}
