/**
 * Where the app's own files lie: the built window, the starter library, the citation styles.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `package.json`: found upwards from this file, which a build may put at another depth. */
export function appFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder)
      throw new Error('Galley’s own files are not where they should be: no package.json above this program.');
    folder = parent;
  }
  return folder;
}

export const stylesFolder = (): string => path.join(appFolder(), 'data', 'styles');
export const starterFolder = (): string => path.join(appFolder(), 'data', 'starter');
export const rendererFolder = (): string => path.join(appFolder(), 'out', 'renderer');
