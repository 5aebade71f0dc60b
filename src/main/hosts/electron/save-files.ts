/**
 * Saving what the window hands over where its user says: one file, and what belongs beside it.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { holdsSame, placeIn, writeExportedFile, writeExportedInFolder } from '../exported-file.ts';

/** What the window may ask to have saved. */
const filesSchema = z
  .array(z.object({ fileName: z.string().min(1).max(500), content: z.union([z.string(), z.instanceof(Uint8Array)]) }))
  .max(1_000);

export type SaveQuestions = {
  /** Where the first file goes, which is asked for with the name that it would have; undefined where the user cancels. */
  where(fileName: string): Promise<string | undefined>;
  /** Whether files of these names beside it may be replaced: the system's dialog asks about the first one only. */
  mayReplace(fileNames: string[]): Promise<boolean>;
};

/** Returns once all are written, the first one last; nothing is where the user cancels. Throws `Failure` as writing does. */
export async function saveFiles(sent: unknown, { where, mayReplace }: SaveQuestions): Promise<'saved' | 'cancelled'> {
  const [file, ...others] = filesSchema.parse(sent);
  const target = file && (await where(path.basename(file.fileName)));
  if (!target) return 'cancelled';
  const folder = path.dirname(target);
  const there: string[] = [];
  for (const { fileName, content } of others) {
    const place = placeIn(folder, fileName);
    if (existsSync(place) && !(await holdsSame(place, content))) there.push(path.basename(place));
  }
  if (there.length > 0 && !(await mayReplace(there))) return 'cancelled';
  for (const { fileName, content } of others) await writeExportedInFolder(folder, fileName, content);
  await writeExportedFile(target, file.content);
  return 'saved';
}
