/** `npm run build`: builds the app, whether its sources have changed or not. */
import { build, ensureDependencies, runScript } from './setup.mjs';

await runScript(() => {
  ensureDependencies();
  build();
  return 0;
});
