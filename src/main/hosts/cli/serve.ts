/**
 * `galley serve`: the local host until it is told to stop.
 */
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { defaultLibraryFolder } from '../../library/default-folder.ts';
import { type Library, openLibrary } from '../../library/library.ts';
import { everyRoom } from '../../workbench/router.ts';
import { createWorkbench } from '../../workbench/workbench.ts';
import { rendererFolder, starterFolder } from '../folders.ts';
import { openInBrowser } from '../local/browser.ts';
import { openLocalHost } from '../local/host.ts';
import { hostParts } from '../local/parts.ts';
import type { Output } from './library.ts';
import { troubleWith } from './trouble.ts';
import type { CommandLine } from './usage.ts';

/** Serves until SIGINT or SIGTERM, then lets saves under way end and closes the library. Returns the exit status. */
export async function serve(line: Extract<CommandLine, { command: 'serve' }>, output: Output): Promise<number> {
  const folder = line.library ? path.resolve(line.library) : defaultLibraryFolder();
  const since = new Date().toISOString();
  const library = await openToServe(folder, line.readOnly, output);
  try {
    const host = await openLocalHost(createWorkbench(library, hostParts()), rendererFolder(), line.port);
    output.out(`Galley is ready at ${host.url}`);
    for (const trouble of troubleWith(library, since)) output.err(`galley: ${trouble}`);
    if (line.open && !openInBrowser(host.url))
      output.err('galley: no browser was found to open it in; open the address above in one.');
    await Promise.all([stopSignal(), everyRoom()]);
    await host.close();
    return 0;
  } finally {
    await library.close();
  }
}

/**
 * Opens the library, for reading where that is asked or where another process has it. No question is asked: who starts a
 * second window wants to see the library, and can make it theirs in the window once the other has gone.
 */
async function openToServe(folder: string, readOnly: boolean, output: Output): Promise<Library> {
  if (readOnly) return openLibrary(folder, { readOnly });
  try {
    return await openLibrary(folder, { starter: starterFolder() });
  } catch (error) {
    if (!(error instanceof Failure && error.kind === 'Locked')) throw error;
    const library = await openLibrary(folder, { readOnly: true }).catch((reading: unknown) => {
      // The other one is still making it: there is nothing to read yet.
      throw reading instanceof Failure && reading.kind === 'NotFound' ? error : reading;
    });
    output.err(`galley: ${error.message} Until then it is open here for reading only.`);
    return library;
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
