/**
 * `galley serve`: the local host until it is told to stop.
 */
import path from 'node:path';
import { defaultLibraryFolder } from '../../library/default-folder.ts';
import { openLibrary } from '../../library/library.ts';
import { createWorkbench } from '../../workbench/workbench.ts';
import { rendererFolder, starterFolder } from '../folders.ts';
import { openInBrowser } from '../local/browser.ts';
import { openLocalHost } from '../local/host.ts';
import { hostParts } from '../local/parts.ts';
import type { Output } from './library.ts';
import type { CommandLine } from './usage.ts';

/** Serves until SIGINT or SIGTERM, then lets saves under way end and closes the library. Returns the exit status. */
export async function serve(line: Extract<CommandLine, { command: 'serve' }>, output: Output): Promise<number> {
  const folder = line.library ? path.resolve(line.library) : defaultLibraryFolder();
  const library = await openLibrary(folder, { watch: true, starter: starterFolder() });
  try {
    const host = await openLocalHost(createWorkbench(library, hostParts()), rendererFolder(), line.port);
    output.out(`Galley is ready at ${host.url}`);
    if (line.open && !openInBrowser(host.url))
      output.err('galley: no browser was found to open it in; open the address above in one.');
    await stopSignal();
    await host.close();
    return 0;
  } finally {
    await library.close();
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
