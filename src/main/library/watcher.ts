/**
 * Watches the library's folder for what other hands do: a sync program, version control, an editor.
 */
import path from 'node:path';
import { watch } from 'chokidar';

/** Quiet after the last change of a file before it counts as written whole, in milliseconds. */
const SETTLED_AFTER_MS = 120;

export type Watcher = { close(): Promise<void> };

/** Calls `onFile` with a file's path relative to `folder`, `stories/<id>.json`, when it was added, changed or removed. */
export async function watchLibrary(folder: string, onFile: (relativePath: string) => void): Promise<Watcher> {
  const watcher = watch(
    ['stories', 'sources', 'briefings', 'library.json'].map((name) => path.join(folder, name)),
    {
      ignoreInitial: true,
      depth: 0,
      awaitWriteFinish: { stabilityThreshold: SETTLED_AFTER_MS, pollInterval: 40 },
      ignored: (file, stats) => stats?.isFile() === true && !file.endsWith('.json'),
    },
  );
  const report = (file: string) => onFile(path.relative(folder, file).split(path.sep).join('/'));
  watcher.on('add', report).on('change', report).on('unlink', report);
  watcher.on('error', (error) => console.error('galley: the library’s folder can’t be watched:', error));
  return { close: () => watcher.close() };
}
