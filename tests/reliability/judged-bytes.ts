/**
 * What damaged bytes are worth, told from the schemas alone and not from what Galley says of them, and what the library must
 * hold then.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { briefingSchema } from '#core/model/briefing.ts';
import { journalEntrySchema } from '#core/model/journal.ts';
import { libraryFileSchema } from '#core/model/library.ts';
import { sourceSchema } from '#core/model/source.ts';
import { storySchema } from '#core/model/story.ts';
import type { Library } from '#main/library/library.ts';
import { ROOMS } from '#main/library/library-folder.ts';

/** `newer`: the bytes say that a newer Galley has written them. */
export type Worth = 'valid' | 'damaged' | 'newer';

const NEWER = z.object({ schemaVersion: z.number().gt(1) });
const SCHEMAS = { stories: storySchema, sources: sourceSchema, briefings: briefingSchema };

/** What the bytes of a library's JSON file are worth. `file` is its place in the library. */
export function worthOf(file: string, bytes: Uint8Array): Worth {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isWhat(file, json)) return 'valid';
    return NEWER.safeParse(json).success ? 'newer' : 'damaged';
  } catch {
    return 'damaged';
  }
}

function isWhat(file: string, json: unknown): boolean {
  const { dir, name } = path.parse(file);
  if (path.basename(file) === 'library.json') return libraryFileSchema.safeParse(json).success;
  if (dir === 'journal') {
    const entry = journalEntrySchema.safeParse(json).data;
    return entry !== undefined && `${entry.story.id}.${entry.window}` === name;
  }
  const schema = z.enum(ROOMS).safeParse(path.basename(dir)).data;
  return schema !== undefined && SCHEMAS[schema].safeParse(json).data?.id === name;
}

/** A document without what each save, and each restoring, changes in it. */
export type Content = Record<string, unknown>;

export function contentOf({ rev: _, savedAt: __, ...content }: Content): Content {
  return content;
}

/** The content of bytes that are a document of a room. */
export function contentAt(place: string, bytes: Uint8Array): Content {
  const json: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
  return contentOf(SCHEMAS[z.enum(ROOMS).parse(path.dirname(place))].parse(json));
}

/** The contents of every document of the rooms as it lies on the disk, by its place, `stories/a.json`. */
export async function contentsIn(folder: string): Promise<Map<string, Content>> {
  const contents = new Map<string, Content>();
  for (const room of ROOMS) {
    for (const name of await readdir(path.join(folder, room))) {
      const place = `${room}/${name}`;
      contents.set(place, contentAt(place, await readFile(path.join(folder, place))));
    }
  }
  return contents;
}

/** The same as the library gives them out. What it can't give out is missing. */
export async function contentsOf(library: Library): Promise<Map<string, Content>> {
  const contents = new Map<string, Content>();
  for (const room of ROOMS) {
    for (const { id } of [...library[room].list()]) {
      const document = await library[room].get(id).catch(() => undefined);
      if (document) contents.set(`${room}/${id}.json`, contentOf(document));
    }
  }
  return contents;
}
