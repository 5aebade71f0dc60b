/**
 * The folders of a library are its own: one that is a link leads to where somebody keeps other files, which would be read,
 * moved and thinned out as if they were the library's.
 */
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { OTHER_FOLDERS, ROOMS } from './library-folder.ts';

/** Folders that have one for each room. */
const WITH_ROOMS = ['trash', 'previous', 'quarantine'];
const BELOW = WITH_ROOMS.flatMap((name) => ROOMS.map((room) => path.join(name, room)));
const CACHE = path.join('.cache', 'copies');

/** Throws `Failure` Invalid where a folder of the library is a link, or on Windows a junction. */
export async function refuseLinkedFolders(folder: string): Promise<void> {
  for (const name of [...ROOMS, ...OTHER_FOLDERS, 'quarantine', 'styles', ...BELOW, CACHE]) {
    await refuseLinkedFolder(path.join(folder, name));
  }
}

/** The same for one folder; one that is not there is none. */
export async function refuseLinkedFolder(folder: string): Promise<void> {
  if (!(await isLink(folder))) return;
  throw new Failure(
    'Invalid',
    `${folder} is a link to another place. A library has everything in its own folder and follows no link: put the folder itself there.`,
  );
}

/** False too for what is not there, or can't be looked at: what is wrong with it is said where it is used. */
export async function isLink(file: string): Promise<boolean> {
  return lstat(file).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
}
