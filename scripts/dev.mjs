/** `npm run dev`: the desktop window with live reload where Electron is there, else a build that follows the sources. */
import path from 'node:path';
import { inOurPlace } from './child.mjs';
import { electronBinary, hasDisplay } from './electron.mjs';
import { ensureBuild, ensureDependencies, pinnedNode, ROOT, runScript } from './setup.mjs';

await runScript(async (args) => {
  ensureDependencies();
  const bin = path.join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  if (electronBinary() && hasDisplay()) return inOurPlace(pinnedNode(), [bin, 'dev', ...args]);
  ensureBuild();
  console.error('Galley: no Electron here; building on every change. Reload the browser window to see it.');
  const watching = inOurPlace(pinnedNode(), [bin, 'build', '--watch']);
  const serving = inOurPlace(pinnedNode(), [path.join(ROOT, 'out', 'main', 'cli.js'), 'serve', ...args]);
  return Promise.race([watching, serving]);
});
