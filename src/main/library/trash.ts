/**
 * The trash: what was deleted from the rooms, until somebody empties it or ninety days have passed. Bringing back is the
 * collections' own.
 */
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { describeSource } from '#core/citation/describe.ts';
import { Failure } from '#core/model/failure.ts';
import { idSchema } from '#core/model/primitives.ts';
import { type CslItem, cslItemSchema } from '#core/model/source.ts';
import { fileNamesIn, idOf } from './document-folder.ts';
import { codeOf, writeFailure } from './durable-write.ts';
import { inBatches } from './in-batches.ts';
import { ROOMS } from './library-folder.ts';
import { readOwnFile } from './own-file.ts';
import type { LibraryProblem } from './problem-list.ts';

/** What is in the trash for so long is deleted for ever at the next start, in days. */
export const TRASH_KEPT_DAYS = 90;
const DAY_MS = 24 * 3_600_000;

export const trashRoomSchema = z.enum(ROOMS);
export type TrashRoom = z.infer<typeof trashRoomSchema>;

export const trashedSchema = z.object({
  room: trashRoomSchema,
  id: idSchema,
  /** As it was called; empty where it had no title or can't be read. */
  title: z.string(),
  deletedAt: z.iso.datetime(),
  sizeBytes: z.int(),
  /** False for what is damaged: it can't be brought back, only looked at as a file. */
  isReadable: z.boolean(),
});
/** One deleted document. */
export type Trashed = z.infer<typeof trashedSchema>;

export type Trash = {
  /** What is in the trash, the latest deleted first. */
  list(): Promise<Trashed[]>;
  /** Deletes one thing for ever, a story with its history. Nothing happens where it is gone already. Throws `Failure` ReadOnly. */
  remove(item: Pick<Trashed, 'room' | 'id'>): Promise<void>;
  /**
   * Deletes for ever what has been here for ninety days, and logs what; nothing where the clock can't be believed. For who may
   * change the library.
   */
  tidy(): Promise<void>;
  problems(): LibraryProblem[];
};

type TrashOptions = {
  folder: string;
  refusal: () => Failure | undefined;
  now: () => Date;
  /** True where the clock can be believed as to what has had its time. */
  mayAge: () => boolean;
  /** Called when a document was deleted for ever. */
  onRemoved: (item: Pick<Trashed, 'room' | 'id'>) => Promise<void>;
};

/** Of a document of any room, what names it. */
const namedSchema = z.object({ title: z.string().optional(), csl: cslItemSchema.optional() });

export function openTrash({ folder, refusal, now, mayAge, onRemoved }: TrashOptions): Trash {
  let problem: string | undefined;
  const fileOf = ({ room, id }: Pick<Trashed, 'room' | 'id'>) => path.join(folder, room, `${id}.json`);

  async function placesNow(): Promise<Omit<Trashed, 'title' | 'isReadable'>[]> {
    const found = await Promise.all(
      ROOMS.map(async (room) =>
        (await fileNamesIn(path.join(folder, room))).flatMap((name) => {
          const id = idOf(name);
          return id === undefined ? [] : [{ room, id }];
        }),
      ),
    );
    const places: Omit<Trashed, 'title' | 'isReadable'>[] = [];
    await inBatches(found.flat(), async (item) => {
      try {
        const { mtimeMs, ctimeMs, size } = await stat(fileOf(item));
        // A file that is moved keeps its time of change; that of its entry is when it came here, or later. Later does no harm.
        places.push({ ...item, deletedAt: new Date(Math.max(mtimeMs, ctimeMs)).toISOString(), sizeBytes: size });
      } catch (error) {
        // Brought back or deleted meanwhile.
        if (codeOf(error) !== 'ENOENT') throw error;
      }
    });
    return places.sort((a, b) => b.deletedAt.localeCompare(a.deletedAt) || a.id.localeCompare(b.id));
  }

  async function removeNow(item: Pick<Trashed, 'room' | 'id'>): Promise<void> {
    try {
      await rm(fileOf(item), { force: true });
    } catch (error) {
      throw writeFailure(fileOf(item), error);
    }
    await onRemoved(item);
  }

  return {
    list: async () => {
      const names = new Map<object, Pick<Trashed, 'title' | 'isReadable'>>();
      const places = await placesNow();
      await inBatches(places, async (place) => {
        names.set(place, await nameOf(fileOf(place)));
      });
      return places.map((place) => ({ ...place, ...(names.get(place) ?? { title: '', isReadable: false }) }));
    },

    remove: async (item) => {
      const failure = refusal();
      if (failure) throw failure;
      await removeNow(item);
    },

    tidy: async () => {
      if (!mayAge()) return;
      const before = now().getTime() - TRASH_KEPT_DAYS * DAY_MS;
      problem = undefined;
      try {
        for (const item of await placesNow()) {
          if (refusal()) return;
          if (Date.parse(item.deletedAt) > before) continue;
          await removeNow(item);
          // To the log and not to what a command prints.
          console.error(
            `galley: ${item.room}/${item.id} was deleted on ${item.deletedAt.slice(0, 10)} and is now gone from the trash.`,
          );
        }
      } catch (error) {
        console.error('galley: the trash could not be gone through:', error);
        problem = error instanceof Failure ? error.message : 'It could not be gone through.';
      }
    },

    problems: () => (problem === undefined ? [] : [{ file: 'trash', message: problem }]),
  };
}

async function nameOf(file: string): Promise<Pick<Trashed, 'title' | 'isReadable'>> {
  try {
    const { bytes } = await readOwnFile(file);
    const { data } = namedSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    if (!data) return { title: '', isReadable: false };
    return { title: data.title ?? (data.csl ? sourceInWords(data.csl) : ''), isReadable: true };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Failure || codeOf(error) !== undefined)
      return { title: '', isReadable: false };
    throw error;
  }
}

function sourceInWords(csl: CslItem): string {
  const { outlet, date, title } = describeSource(csl);
  return [title, outlet, date].filter(Boolean).join(' · ');
}
