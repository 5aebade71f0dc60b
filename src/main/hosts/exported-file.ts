/**
 * What an export made, on the disk: whole, or not at all.
 */
import { lstat, mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { attachmentAt } from '#core/document/attachment-paths.ts';
import { Failure } from '#core/model/failure.ts';
import { codeOf, writeDurably, writeFailure } from '../library/durable-write.ts';

/** As any program's files: what others may do with them the system decides. */
const MODE = 0o666;

/**
 * Writes a file outside of the library. Throws `Failure` DiskFull, ReadOnly or Unreadable; an older file of that name is then
 * as it was.
 */
export async function writeExportedFile(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeDurably(file, content, { mode: MODE });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const failure = (await closedFolder(path.dirname(file), error)) ?? error;
    throw new Failure(failure.kind, sentenceOn(file, failure), {}, { cause: error });
  }
}

/** A folder of the system’s own answers as one that is gone, but is there; undefined for any other failure. */
async function closedFolder(folder: string, { cause }: Failure): Promise<Failure | undefined> {
  if (codeOf(cause) !== 'ENOENT' || !(await stat(folder).catch(() => undefined))) return undefined;
  return new Failure('ReadOnly', `The folder ${folder} can’t be written to.`);
}

/** Where a file of an export goes in a folder: an image into `attachments` there, whatever else beside the document. */
export function placeIn(folder: string, fileName: string): string {
  const attachment = attachmentAt(fileName);
  return attachment ? path.join(folder, 'attachments', attachment) : path.join(folder, path.basename(fileName));
}

/**
 * Writes a file of an export into a folder, and nothing where the same bytes are there already. Throws as `writeExportedFile`,
 * and `Failure` Invalid where `attachments` is no folder of this one.
 */
export async function writeExportedInFolder(
  folder: string,
  fileName: string,
  content: string | Uint8Array,
): Promise<string> {
  const file = placeIn(folder, fileName);
  if (attachmentAt(fileName)) await makeOwnFolder(path.dirname(file));
  if (!(await holdsSame(file, content))) await writeExportedFile(file, content);
  return file;
}

/** True for a file that is there and holds these bytes. */
export async function holdsSame(file: string, content: string | Uint8Array): Promise<boolean> {
  const bytes = Buffer.from(content);
  const stats = await stat(file).catch(() => undefined);
  if (!stats?.isFile() || stats.size !== bytes.length) return false;
  const there = await readFile(file).catch(() => undefined);
  return there !== undefined && bytes.equals(there);
}

/** A link would lead out of the folder that was chosen. */
async function makeOwnFolder(folder: string): Promise<void> {
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw writeFailure(folder, error);
  });
  if (!(await lstat(folder)).isDirectory())
    throw new Failure('Invalid', `“${folder}” is in the way of the images that belong there: it is not a folder.`);
}

function sentenceOn(file: string, { kind, message }: Failure): string {
  if (kind === 'DiskFull') return `The disk is full: “${file}” was not written, and what was there before is whole.`;
  if (message.includes('could not be written')) return message;
  return `“${file}” could not be written: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}
