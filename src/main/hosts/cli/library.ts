/**
 * A library for the time of one command.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultLibraryFolder } from '../../library/default-folder.ts';
import { openLibrary } from '../../library/library.ts';
import { createWorkbench, type Workbench } from '../../workbench/workbench.ts';
import { starterFolder } from '../folders.ts';
import { hostParts } from '../local/parts.ts';
import { troubleWith } from './trouble.ts';

/** Where output goes; injected so that it can be read in tests. */
export type Output = {
  out(line: string): void;
  raw(content: string | Uint8Array): void;
  err(line: string): void;
  /** How far the command is, instead of what was said of that before; null for nothing more. Only a terminal shows it. */
  progress(text: string | null): void;
};

type Opening = {
  readOnly: boolean;
  /** Where is said what in the library can't be read or was set aside; null for a command whose results say it. */
  tellTo: Output | null;
};

/** Opens the library that a command line names, runs `use` over it and closes it again. */
export async function withWorkbench<T>(
  folder: string | undefined,
  { readOnly, tellTo }: Opening,
  use: (workbench: Workbench) => Promise<T>,
): Promise<T> {
  const since = new Date().toISOString();
  const library = await openLibrary(folder ? path.resolve(folder) : defaultLibraryFolder(), {
    readOnly,
    watch: false,
    starter: starterFolder(),
  });
  // The failure itself may be of such a file, and is said by who catches it.
  const tell = (failure?: unknown) => {
    const said = failure instanceof Error ? failure.message : '';
    for (const line of troubleWith(library, since)) if (!said.includes(line)) tellTo?.err(`galley: ${line}`);
  };
  try {
    const result = await use(createWorkbench(library, hostParts()));
    tell();
    return result;
  } catch (error) {
    tell(error);
    throw error;
  } finally {
    await library.close();
  }
}

/**
 * The same for reading only. Where there is no library yet, `use` is given a new one elsewhere, which is removed again: it
 * holds what a new one in its place would.
 */
export async function withPlannedWorkbench<T>(
  named: string | undefined,
  tellTo: Output,
  use: (workbench: Workbench) => Promise<T>,
): Promise<T> {
  if (await isLibraryThere(named)) return withWorkbench(named, { readOnly: true, tellTo }, use);
  const elsewhere = await mkdtemp(path.join(tmpdir(), 'galley-planned-'));
  try {
    return await withWorkbench(path.join(elsewhere, 'library'), { readOnly: false, tellTo }, use);
  } finally {
    await rm(elsewhere, { recursive: true, force: true });
  }
}

/** False where the folder that a command line names holds no library yet. */
export function isLibraryThere(named: string | undefined): Promise<boolean> {
  const folder = named ? path.resolve(named) : defaultLibraryFolder();
  return stat(path.join(folder, 'library.json')).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  );
}
