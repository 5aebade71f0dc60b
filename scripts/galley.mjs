/** `npm run galley -- COMMAND`: the command line, after whatever set-up is missing. */
import path from 'node:path';
import { inOurPlace } from './child.mjs';
import { ensureBuild, ensureDependencies, pinnedNode, ROOT, runScript } from './setup.mjs';

await runScript((args) => {
  ensureDependencies();
  ensureBuild();
  return inOurPlace(pinnedNode(), [path.join(ROOT, 'out', 'main', 'cli.js'), ...args]);
});
