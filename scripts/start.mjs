/** `npm start`: sets everything up and opens the workbench, in the desktop window where it can be had. */
import path from 'node:path';
import { inOurPlace } from './child.mjs';
import { chooseHost, electronBinary, fetchElectron, hasDisplay, lastFailure } from './electron.mjs';
import { ensureBuild, ensureDependencies, pinnedNode, ROOT, runScript } from './setup.mjs';

await runScript((args) => {
  ensureDependencies();
  ensureBuild();
  const passed = args.filter((arg) => arg !== '--local' && arg !== '--electron');
  const node = pinnedNode();
  let binary = electronBinary();
  let choice = chooseHost({
    isLocalAsked: args.includes('--local'),
    isElectronAsked: args.includes('--electron'),
    hasDisplay: hasDisplay(),
    hasBinary: binary !== undefined,
    failedAtMs: lastFailure(),
    nowMs: Date.now(),
  });
  if (choice.open === 'fetch') {
    console.error('Galley: fetching the desktop window’s program (20 s at most)…');
    binary = fetchElectron(node);
    choice = binary
      ? { open: 'electron' }
      : {
          open: 'local',
          because: 'The desktop window’s program could not be fetched; opening the local host in the browser instead.',
        };
  }
  if (choice.because) console.error(choice.because);
  if (choice.open === 'electron' && binary) return inOurPlace(binary, [ROOT, ...passed]);
  return inOurPlace(node, [path.join(ROOT, 'out', 'main', 'cli.js'), 'serve', ...passed]);
});
