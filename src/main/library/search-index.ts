/**
 * Full-text search over the stories. The index lives in a worker thread that starts with the first search, or when the
 * library has been open for a moment.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Failure } from '#core/model/failure.ts';
import type { DocumentPlace } from './collection.ts';
import type { FromWorker, SearchHit, ToWorker } from './search-messages.ts';

/** How long after opening the index is brought up to date without being asked, in milliseconds. */
const WARM_UP_AFTER_MS = 3_000;
/** Of more stories the index is only built when somebody searches: with 10,000 it takes several hundred megabytes. */
const WARM_UP_AT_MOST = 1_000;
const CLOSE_WITHIN_MS = 5_000;

export type SearchIndex = {
  /** Best first. Waits for the index to be up to date. */
  search(query: string, limit: number): Promise<SearchHit[]>;
  changed(file: DocumentPlace): void;
  removed(id: string): void;
  close(): Promise<void>;
};

export function openSearchIndex(
  cacheFolder: string,
  files: () => DocumentPlace[],
  options: { readOnly: boolean; warmUp: boolean },
): SearchIndex {
  let starting: Promise<Worker> | undefined;
  let requests = 0;
  let isSynced = false;
  const waiting = new Map<number, { resolve: (hits: SearchHit[]) => void; reject: (error: unknown) => void }>();
  const warmUp = options.warmUp
    ? setTimeout(() => {
        if (files().length <= WARM_UP_AT_MOST) start().catch(couldNotStart);
      }, WARM_UP_AFTER_MS).unref()
    : undefined;

  async function start(): Promise<Worker> {
    clearTimeout(warmUp);
    starting ??= (async () => {
      if (!options.readOnly) await mkdir(cacheFolder, { recursive: true, mode: 0o700 });
      const worker = new Worker(workerFile(), {
        workerData: { cacheFile: path.join(cacheFolder, 'search.json'), readOnly: options.readOnly },
      });
      worker.unref();
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'synced') isSynced = true;
        if (message.type !== 'found') return;
        waiting.get(message.request)?.resolve(message.hits);
        waiting.delete(message.request);
      });
      worker.on('error', (error) => {
        console.error('galley: the search worker stopped:', error);
        for (const { reject } of waiting.values()) reject(error);
        waiting.clear();
        starting = undefined;
        isSynced = false;
      });
      post(worker, { type: 'sync', files: files() });
      return worker;
    })();
    starting.catch(() => {
      // Whoever waits for it is told; the next search tries again.
      starting = undefined;
    });
    return starting;
  }

  /** Told to the worker where there is one; one that starts later is given the files as they are then. */
  function tell(message: ToWorker): void {
    starting?.then((worker) => post(worker, message)).catch(couldNotStart);
  }

  return {
    search: async (query, limit) => {
      if (!query.trim()) return [];
      const worker = await start();
      requests += 1;
      const request = requests;
      return new Promise((resolve, reject) => {
        waiting.set(request, { resolve, reject });
        post(worker, { type: 'search', request, query, limit });
      });
    },
    changed: (file) => tell({ type: 'changed', file }),
    removed: (id) => tell({ type: 'removed', id }),
    close: async () => {
      clearTimeout(warmUp);
      const worker = await starting;
      if (!worker) return;
      // Still reading for its first answer: nobody waits for that at the end, the next start reads again.
      if (isSynced) await ended(worker);
      await worker.terminate();
      for (const { reject } of waiting.values()) reject(new Failure('NotFound', 'The library was closed.'));
      waiting.clear();
    },
  };
}

function couldNotStart(error: unknown): void {
  console.error('galley: the search worker could not start:', error);
}

/** Lets the worker write what it knows and end; within five seconds. */
function ended(worker: Worker): Promise<void> {
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, CLOSE_WITHIN_MS);
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    post(worker, { type: 'close' });
  });
}

function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

/** The worker beside this program: built into the output folder, or this folder's source where nothing is built. */
function workerFile(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const candidates = ['search-worker.js', '../search-worker.js', 'search-worker.ts'].map((name) =>
    path.join(here, name),
  );
  const found = candidates.find((file) => existsSync(file));
  if (!found) throw new Error('Galley’s search worker is missing from this installation.');
  return found;
}
