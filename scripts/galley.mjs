#!/usr/bin/env node
/** `npm run galley -- COMMAND`, and `galley` itself: the command line on the pinned Node, after whatever set-up is missing. */
import path from 'node:path';
import { inOurPlace } from './child.mjs';
import { ensureBuild, ensureDependencies, pinnedNode, ROOT, runScript } from './setup.mjs';

await runScript((args) => {
  ensureDependencies();
  ensureBuild();
  return inOurPlace(pinnedNode(), [path.join(ROOT, 'out', 'main', 'cli.js'), ...args]);
});
