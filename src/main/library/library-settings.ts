/**
 * The library's own file while the library is open: what it says, what another hand has changed in it, and changes of the
 * settings, one after the other.
 */
import { Failure } from '#core/model/failure.ts';
import { type LibraryFile, type Settings, settingsSchema } from '#core/model/library.ts';
import { isDamage } from './document-file.ts';
import { libraryFileOf, replaceLibraryFile } from './library-folder.ts';
import type { Quarantine } from './quarantine.ts';

/** The settings that change; those that are undefined or absent stay, also within `backups`. */
export type SettingsChange = Given<Omit<Settings, 'backups'>> & { backups?: Given<Settings['backups']> | undefined };
type Given<T> = { [K in keyof T]?: T[K] | undefined };

export type LibrarySettings = {
  file(): LibraryFile;
  /** Reads the file anew. Throws `Failure` Unreadable. */
  takeIn(): Promise<void>;
  /** Changes what is given on what the file says now; a damaged file is set aside and written anew. Throws as writing does. */
  save(change: SettingsChange): Promise<Settings>;
  /** Returns when all that was asked for has ended. */
  settle(): Promise<void>;
};

type SettingsOptions = {
  folder: string;
  /** What the file said as the library was opened. */
  opened: LibraryFile;
  quarantine: Quarantine;
  onChange: (origin: 'here' | 'outside') => void;
};

export function openLibrarySettings({ folder, opened, quarantine, onChange }: SettingsOptions): LibrarySettings {
  let file = opened;
  let turn: Promise<unknown> = Promise.resolve();

  async function takeIn(): Promise<void> {
    const read = await libraryFileOf(folder).read();
    if (!read || JSON.stringify(read) === JSON.stringify(file)) return;
    file = read;
    onChange('outside');
  }

  async function saveNow(change: SettingsChange): Promise<Settings> {
    await takeIn().catch(async (error: unknown) => {
      if (!(error instanceof Failure && isDamage(error))) throw error;
      await replaceLibraryFile(folder, { file, damage: error.message }, quarantine);
    });
    const settings = withGiven(file.settings, change);
    const backups = withGiven(file.settings.backups, change.backups ?? {});
    const next = { ...file, settings: settingsSchema.parse({ ...settings, backups }) };
    await libraryFileOf(folder).write(next);
    file = next;
    onChange('here');
    return file.settings;
  }

  return {
    file: () => file,
    takeIn,
    save: (change) => {
      const saved = turn.then(() => saveNow(change));
      turn = saved.catch(() => undefined);
      return saved;
    },
    settle: async () => {
      await turn;
    },
  };
}

/** What was there, with what is given and not undefined in its place. */
function withGiven(there: object, given: object): object {
  return { ...there, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}
