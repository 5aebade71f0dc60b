/**
 * Where this user's backups go. It is kept on this machine and not in the library: a library may come from anybody, and must not
 * say by itself where copies of it are sent; and the disk that one machine has is not there on another.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { DocumentFile } from '../document-file.ts';
import { writeFailure } from '../durable-write.ts';

/** Backup folders by the folder of their library, all absolute paths. */
const chosenFoldersSchema = z.object({
  schemaVersion: z.literal(1),
  folders: z.record(z.string().max(4096), z.string().max(1000)),
});

export type ChosenFolder = {
  /** The folder that was chosen for the library; empty where none was, or where what was chosen can't be read. */
  read(): Promise<string>;
  /** Chooses an absolute path, or none by an empty one. Throws `Failure` ReadOnly, DiskFull. */
  choose(folder: string): Promise<void>;
};

export function openChosenFolder(libraryFolder: string, machineFolder: string): ChosenFolder {
  const library = path.resolve(libraryFolder);
  const file = path.join(machineFolder, 'backup-folders.json');
  const stored = new DocumentFile(file, chosenFoldersSchema);

  async function folders(): Promise<Record<string, string>> {
    try {
      return (await stored.read())?.folders ?? {};
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      console.error('galley: the folders chosen for backups can’t be read:', error);
      return {};
    }
  }

  return {
    read: async () => (await folders())[library] ?? '',
    choose: async (folder) => {
      const { [library]: _, ...others } = await folders();
      try {
        await mkdir(machineFolder, { recursive: true, mode: 0o700 });
      } catch (error) {
        throw writeFailure(file, error);
      }
      await stored.write({ schemaVersion: 1, folders: folder ? { ...others, [library]: folder } : others });
    },
  };
}
