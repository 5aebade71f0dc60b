/**
 * Quarantine: where a file goes that can't be read, with a note of what was done about it. What lies there is never
 * deleted by the program; a notice is, once it was read.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { digestOf } from './document-file.ts';
import { fileNamesIn } from './document-folder.ts';
import { makeFolderDurably, moveDurably, writeDurably } from './durable-write.ts';
import { readOwnFile } from './own-file.ts';
import type { LibraryProblem } from './problem-list.ts';

const NOTE_ENDING = '.note.json';

const noticeSchema = z.object({
  /** The file that was damaged, `stories/<id>.json`. */
  file: z.string(),
  /** Where its bytes are now, `quarantine/stories/<id>.<hash>.json`. */
  original: z.string(),
  /** What was wrong and what was done, in whole sentences. */
  message: z.string(),
  /** When, an ISO 8601 instant. */
  at: z.string(),
  /** True where nothing could take its place: what it held is missing. */
  isLost: z.boolean().optional(),
});
/** What an editor is told of a file that was set aside. */
export type Notice = z.infer<typeof noticeSchema>;

export type Quarantine = {
  /**
   * Copies `file`, a path within the library, and notes what is wrong with it and what is done. Durable when it returns, so
   * that the file may then be replaced; setting the same bytes aside again makes no second copy. `isLost` says that nothing
   * takes its place.
   */
  setAside(file: string, message: string, isLost?: boolean): Promise<void>;
  /** Moves a file in, as it is and without a notice: somebody asked for it. Returns where it lies in the library now. */
  moveIn(file: string): Promise<string>;
  /** What has not been dismissed yet, oldest first. */
  notices(): Notice[];
  /** Why the notices can't be told; empty where they can. */
  problems(): LibraryProblem[];
  /** Forgets the notice about what lies at `original`; the file stays there. */
  dismiss(original: string): Promise<void>;
};

/** Opens the quarantine of the library in `folder`; `onChange` is called when its notices have changed. */
export async function openQuarantine(folder: string, now: () => Date, onChange: () => void): Promise<Quarantine> {
  const notices = new Map<string, Notice>();
  let problem: string | undefined;
  try {
    for (const notice of await readNotices(path.join(folder, 'quarantine'))) notices.set(notice.original, notice);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // What lies there is safe; that nobody is told of it is no reason to keep the library closed.
    problem = `What was set aside can’t be listed: ${error.message}`;
  }

  return {
    setAside: async (file, message, isLost) => {
      const { bytes } = await readOwnFile(path.join(folder, file));
      const mark = Buffer.from(digestOf(bytes), 'base64url').toString('hex').slice(0, 12);
      const { dir, name, ext } = path.parse(file);
      const original = path.posix.join('quarantine', dir, `${name}.${mark}${ext}`);
      const notice: Notice = { file, original, message, at: now().toISOString(), ...(isLost && { isLost }) };
      await makeFolderDurably(path.dirname(path.join(folder, original)));
      await writeDurably(path.join(folder, original), bytes);
      await writeDurably(path.join(folder, `${original}${NOTE_ENDING}`), JSON.stringify(notice));
      notices.set(original, notice);
      onChange();
    },
    moveIn: async (file) => {
      const place = await moveAside(folder, file, 'quarantine');
      onChange();
      return place;
    },
    notices: () => [...notices.values()].sort((a, b) => a.at.localeCompare(b.at)),
    problems: () => (problem === undefined ? [] : [{ file: 'quarantine', message: problem }]),
    dismiss: async (original) => {
      if (!notices.delete(original)) return;
      await rm(path.join(folder, `${original}${NOTE_ENDING}`), { force: true });
      onChange();
    },
  };
}

/** Moves a file to the same place below another folder of the library, under a free name there. Returns its new place. */
export async function moveAside(folder: string, place: string, into: 'trash' | 'quarantine'): Promise<string> {
  const { dir, name, ext } = path.parse(place);
  const inside = path.join(folder, into, dir);
  await makeFolderDurably(inside);
  // Synced folders use their names again, and a file may be damaged twice.
  const taken = new Set(await fileNamesIn(inside));
  let target = `${name}${ext}`;
  for (let at = 2; taken.has(target); at += 1) target = `${name}.${at}${ext}`;
  await moveDurably(path.join(folder, place), path.join(inside, target));
  return path.posix.join(into, dir, target);
}

async function readNotices(folder: string): Promise<Notice[]> {
  const found: Notice[] = [];
  for (const room of ['', ...(await fileNamesIn(folder))]) {
    if (room.includes('.')) continue;
    for (const name of (await fileNamesIn(path.join(folder, room))).filter((each) => each.endsWith(NOTE_ENDING))) {
      const notice = await readNotice(path.join(folder, room, name));
      if (notice) found.push(notice);
    }
  }
  return found;
}

async function readNotice(file: string): Promise<Notice | undefined> {
  try {
    const { bytes } = await readOwnFile(file);
    return noticeSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    // Only the sentence is lost; what was set aside lies beside it.
    console.error(`galley: the note ${file} can’t be read:`, error);
    return undefined;
  }
}
