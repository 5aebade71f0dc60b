/**
 * Where the threads of this program find their code.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The file of the worker `name`: built into the output folder, or, where nothing is built, the source beside the module that
 * starts it, whose `import.meta.url` is `startedFrom`.
 */
export function workerFile(name: string, startedFrom: string): string {
  const here = path.dirname(fileURLToPath(startedFrom));
  const candidates = [`${name}.js`, `../${name}.js`, `${name}.ts`].map((file) => path.join(here, file));
  const found = candidates.find((file) => existsSync(file));
  if (!found) throw new Error(`Galley’s ${name} is missing from this installation.`);
  return found;
}
