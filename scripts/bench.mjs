/** `npm run bench`: runs `tests/bench/run.ts` on the pinned Node over an up-to-date build. */
import path from 'node:path';
import { inOurPlace } from './child.mjs';
import { ensureChromium } from './chromium.mjs';
import { childEnvironment, ensureBuild, ensureDependencies, pinnedNode, ROOT, runScript } from './setup.mjs';

await runScript((args) => {
  ensureDependencies();
  ensureBuild();
  const env = { ...childEnvironment(), GALLEY_CHROMIUM: ensureChromium() };
  return inOurPlace(pinnedNode(), [path.join(ROOT, 'tests/bench/run.ts'), ...args], { cwd: ROOT, env });
});
