/**
 * Folders that an editor has chosen for exports. The window knows them by an id only, and can write nowhere else.
 */
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { attachmentAt } from '#core/document/attachment-paths.ts';
import { Failure } from '#core/model/failure.ts';
import { CHANNELS } from '#preload/channels.ts';
import { writeExportedInFolder } from '../exported-file.ts';

const fileNameSchema = z
  .string()
  .min(1)
  .max(500)
  .refine(
    (name) => (name === path.basename(name) && name !== '.' && name !== '..') || attachmentAt(name) !== undefined,
    'is not the name of a file',
  );
const fileNamesSchema = z.array(fileNameSchema).max(100_000);
const contentSchema = z.union([z.string(), z.instanceof(Uint8Array)]);

/**
 * Answers the window's questions about such folders. `admit` throws where another page asks, `ask` shows the system's dialog,
 * `handle` is `ipcMain`'s.
 */
export function listenForFolders<E>(
  admit: (event: E) => void,
  ask: () => Promise<string | undefined>,
  handle: (channel: string, handler: (event: E, ...args: unknown[]) => Promise<unknown>) => void,
): void {
  const folders = new Map<string, string>();
  const folderOf = (id: unknown) => {
    const folder = folders.get(z.string().parse(id));
    if (folder === undefined) throw new Error('No such folder was chosen.');
    return folder;
  };
  handle(CHANNELS.chooseFolder, async (event) => {
    admit(event);
    const folder = await ask();
    if (folder === undefined) return null;
    const id = randomUUID();
    folders.set(id, folder);
    return { id, name: path.basename(folder) || folder };
  });
  handle(CHANNELS.filesIn, async (event, id, fileNames) => {
    admit(event);
    const folder = folderOf(id);
    const there: string[] = [];
    for (const name of fileNamesSchema.parse(fileNames))
      if (await stat(path.join(folder, name)).catch(() => undefined)) there.push(name);
    return there;
  });
  handle(CHANNELS.writeInto, async (event, id, fileName, content) => {
    admit(event);
    try {
      await writeExportedInFolder(folderOf(id), fileNameSchema.parse(fileName), contentSchema.parse(content));
      return null;
    } catch (error) {
      // An expected failure goes to the window as its sentence: errors lose theirs on the way.
      if (!(error instanceof Failure)) throw error;
      return error.message;
    }
  });
}
