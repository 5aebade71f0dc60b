/**
 * What a command says of its library beside what it was asked for: the files that can't be read, and those that were set aside.
 */
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import type { Library } from '../../library/library.ts';

type Told = Pick<Library, 'problems' | 'notices'>;

/**
 * A line a file that can't be read, and one for each that was set aside at or after `since`, an ISO 8601 instant: of those
 * before, it was said then.
 */
export function troubleWith(library: Told, since: string): string[] {
  return [
    ...library.problems().map(({ file, message }) => named(file, message)),
    ...library
      .notices()
      .filter(({ at }) => at >= since)
      .map(({ file, message, original }) => setAside(file, message, original)),
  ];
}

/** Throws `Failure` Unreadable where the document of that id is there but can't be read, or was set aside and is missing. */
export function refuseDamaged(library: Told, room: 'stories' | 'briefings', id: string): void {
  const file = `${room}/${id}.json`;
  const problem = library.problems().find((each) => each.file === file);
  if (problem) throw new Failure('Unreadable', named(file, problem.message));
  const notice = library.notices().findLast((each) => each.file === file && each.isLost);
  if (notice) throw new Failure('Unreadable', setAside(file, notice.message, notice.original));
}

const setAside = (file: string, message: string, original: string) =>
  `${named(file, message)} It was set aside: what was found lies in ${original}.`;

/** Most messages begin with the file's name, and few with the folder that it lies in. */
function named(file: string, message: string): string {
  const { dir, base } = path.posix.parse(file);
  if (!message.startsWith(`${base} `)) return `${file}: ${message}`;
  return dir === '' ? message : `${dir}/${message}`;
}
