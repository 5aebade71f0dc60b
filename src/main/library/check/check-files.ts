/**
 * The files of a library that are no documents: attachments by their hashes, snapshots, citation styles, what lies there and
 * shouldn't, and who may read it.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { styleProblem } from '#core/citation/styles.ts';
import { Failure } from '#core/model/failure.ts';
import { attachmentNameSchema } from '#core/model/primitives.ts';
import { isDamage } from '../document-file.ts';
import { isLeftover } from '../durable-write.ts';
import { readSnapshot, SNAPSHOT_ENDING } from '../history/snapshot-file.ts';
import { openOwnFile, readOwnFile } from '../own-file.ts';
import { isDocumentAside } from './check-aside.ts';
import type { Finding } from './findings.ts';
import { isFolderName, notRead, type Tree } from './tree.ts';
import { collectAttachments, type Uses } from './uses.ts';

/** No snapshot unpacks to more, in bytes. */
const MAX_SNAPSHOT_BYTES = 256 * 1024 * 1024;

/** Compares every attachment with its name, which is its hash, and what is used with what is there. Returns how many there are. */
export async function checkAttachments(
  folder: string,
  tree: Tree,
  uses: Uses,
  found: (finding: Finding) => void,
): Promise<number> {
  const there = new Set(tree.below('attachments').map((place) => place.slice('attachments/'.length)));
  const names = [...there].filter((name) => attachmentNameSchema.safeParse(name).success);
  // One after the other: they may be large, and a disk reads one file quickest.
  for (const name of names) {
    const finding = await findingOfAttachment(folder, name, uses);
    if (finding) found(finding);
  }
  if (!tree.isSeen('attachments')) return names.length;
  for (const [name, { place, isLive }] of uses.named) {
    if (there.has(name) || !isLive) continue;
    const message = `It uses the attachment ${name}, which is not in the library.`;
    found({ kind: 'missing-attachment', isDamage: true, place, message });
  }
  return names.length;
}

async function findingOfAttachment(folder: string, name: string, uses: Uses): Promise<Finding | undefined> {
  const place = `attachments/${name}`;
  const use = uses.named.get(name);
  try {
    if ((await hashOf(path.join(folder, place))) !== name.split('.')[0]) {
      const message = 'Its bytes are not those that were kept: its hash is another.';
      // Set aside, it is missing where it is used.
      return { kind: 'changed-attachment', isDamage: true, place, message, isLoss: use?.isLive === true };
    }
  } catch (error) {
    return notRead(place, error);
  }
  // It may be used in what couldn't be read.
  if (use || !uses.isWhole) return undefined;
  return {
    kind: 'unused-attachment',
    isDamage: false,
    place,
    message: 'No story, source, briefing or snapshot uses it.',
  };
}

/** The SHA-256 of a file's bytes in hex; undefined for a link or a device, which are no bytes of ours. Throws the system's errors. */
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
export async function checkSnapshots(
  folder: string,
  tree: Tree,
  uses: Uses,
  found: (finding: Finding) => void,
): Promise<number> {
  const places = tree.below('history').filter((place) => place.endsWith(SNAPSHOT_ENDING));
  for (const place of places) {
    const file = path.join(folder, place);
    try {
      collectAttachments(JSON.stringify(await readSnapshot(file)), place, false, uses);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // Thinned out meanwhile.
      if (error.kind === 'NotFound') continue;
      // Also what one of a newer Galley uses is in use.
      const text = await textOf(file);
      if (text === undefined && !isDamage(error)) uses.isWhole = false;
      collectAttachments(text ?? '', place, false, uses);
      // One of a newer Galley, or that the system won't let us read, is no damage to set aside.
      const kind = isDamage(error) ? 'unreadable-snapshot' : 'unreadable-document';
      found({ kind, isDamage: true, place, message: error.message });
    }
  }
  return places.length;
}

/** What the file of a snapshot unpacks to; undefined where it can't be read or doesn't. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    const { bytes } = await readOwnFile(file);
    return (await promisify(gunzip)(bytes, { maxOutputLength: MAX_SNAPSHOT_BYTES })).toString('utf8');
  } catch {
    // What is wrong with it is said already.
    return undefined;
  }
}

/** Looks at the library's own citation styles. One that can't be used loses nothing: citations are printed in another. */
export async function checkStyles(folder: string, tree: Tree, found: (finding: Finding) => void): Promise<void> {
  for (const place of tree.below('styles').filter((each) => OWN_STYLE.test(each))) {
    try {
      const problem = styleProblem((await readOwnFile(path.join(folder, place))).bytes.toString('utf8'));
      if (problem) found({ kind: 'unusable-style', isDamage: false, place, message: problem });
    } catch (error) {
      const finding = notRead(place, error);
      if (finding) found(finding);
    }
  }
}

/** Whether what nothing here looks into could be read: what was set aside, and caches, which are made anew where they can't. */
export async function checkUnread(folder: string, tree: Tree, found: (finding: Finding) => void): Promise<void> {
  for (const place of tree.files.filter(isUnread)) {
    try {
      await (await openOwnFile(path.join(folder, place))).handle.close();
    } catch (error) {
      const finding = notRead(place, error);
      if (finding) found({ ...finding, isDamage: !place.startsWith('.cache/') });
    }
  }
}

// What was set aside has whatever name it had.
const isUnread = (place: string) => /^(?:trash\/attachments|quarantine|\.cache)\//.test(place);
const OWN_STYLE = /^styles\/[^/]+\.csl$/;
/** The places that Galley's files have. Documents that are out of place stand among the library's problems. */
const OURS: ((place: string) => boolean)[] = [
  (place) => place === 'library.json' || place === 'previous/library.json',
  (place) => /^(?:stories|sources|briefings|journal)\/[^/]+\.json$/.test(place),
  (place) => /^attachments\/[0-9a-f]{64}\.[a-z0-9]{1,8}$/.test(place),
  (place) => /^history\/[^/]+\/[^/]+\.json\.gz$/.test(place),
  (place) => OWN_STYLE.test(place),
  isDocumentAside,
  isUnread,
];

/** What lies among the files of the library and is none of them: left by writes that were cut off, or by another hand. */
export function checkStrangers({ files, otherFolders }: Tree, found: (finding: Finding) => void): void {
  for (const place of files) {
    if (isLeftover(place)) {
      const message = 'It is left over from a write that was cut off; nothing of it is missing elsewhere.';
      found({ kind: 'stray-file', isDamage: false, place, message });
    } else if (isFolderName(place)) {
      const message = 'It is in the place of a folder of Galley’s, so that nothing can be kept there.';
      found({ kind: 'unreadable-file', isDamage: true, place, message });
    } else if (!OURS.some((isOurs) => isOurs(place))) {
      found({ kind: 'unknown-file', isDamage: false, place, message: 'It is no file of Galley’s; nothing reads it.' });
    }
  }
  for (const place of otherFolders) {
    found({ kind: 'unknown-file', isDamage: false, place, message: 'It is no folder of Galley’s; nothing reads it.' });
  }
}

/** The history of stories that are gone without having been thrown away: it may be all that is left of them. */
export function checkOrphans(tree: Tree, found: (finding: Finding) => void): void {
  // What can't be looked into may hold the stories.
  if (!tree.isSeen('stories') || !tree.isSeen('trash/stories')) return;
  const there = new Set(tree.files);
  const kept = tree.below('history').filter((place) => place.endsWith(SNAPSHOT_ENDING));
  for (const [storyId = '', places] of Map.groupBy(kept, (place) => place.split('/')[1])) {
    if (there.has(`stories/${storyId}.json`) || there.has(`trash/stories/${storyId}.json`)) continue;
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
