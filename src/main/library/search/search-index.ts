/**
 * Full-text search over stories. The index lives in a worker thread that starts with the first search, or when the library
 * has been open for a moment.
 */
import { setImmediate } from 'node:timers/promises';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { Failure } from '#core/model/failure.ts';
import type { Stamp } from '../durable-write.ts';
import { workerFile } from '../worker-file.ts';
import type { FromWorker, Introduction, SearchResult, ToWorker, WorkerOptions } from './search-messages.ts';

/** How long after opening the index is brought up to date without being asked, in milliseconds. */
const WARM_UP_AFTER_MS = 3_000;
/** So many stories are introduced to the worker at a time: what else waits in this thread has its turn in between. */
const INTRODUCED_AT_ONCE = 250;
const CLOSE_WITHIN_MS = 5_000;
const CLOSED = 'The library was closed.';

/** The stories that are searched. */
export type SearchedStories = {
  stamps(): [id: string, stamp: Stamp][];
  /** A story as it is now; undefined where there is none any more. */
  introduction(id: string): Introduction | undefined;
};

export type SearchIndex = {
  /**
   * Searches what is indexed now, which is all but for the first moments after opening; `isComplete` tells. Throws
   * `Failure` NotFound where the library is closed meanwhile.
   */
  search(query: string): Promise<SearchResult>;
  changed(id: string): void;
  removed(id: string): void;
  /** Lets the worker write what it knows, and ends it. */
  close(): Promise<void>;
};

export function openSearchIndex(
  stories: SearchedStories,
  options: WorkerOptions & { mayWrite: () => boolean; warmUp: boolean },
): SearchIndex {
  const { mayWrite, warmUp, ...workerOptions } = options;
  let starting: Promise<Worker> | undefined;
  /** The worker that has started last. */
  let current: Worker | undefined;
  let isClosed = false;
  let requests = 0;
  const waiting = new Map<number, { resolve: (result: SearchResult) => void; reject: (error: unknown) => void }>();
  const timer = warmUp ? setTimeout(() => start().catch(couldNotStart), WARM_UP_AFTER_MS).unref() : undefined;

  function start(): Promise<Worker> {
    clearTimeout(timer);
    starting ??= startingWith(startWorker());
    return starting;
  }

  function startingWith(worker: Promise<Worker>): Promise<Worker> {
    worker.catch(() => {
      // Whoever waits for it is told; the next search tries again.
      if (starting === worker) starting = undefined;
    });
    return worker;
  }

  async function startWorker(): Promise<Worker> {
    const stamps = stories.stamps();
    const worker = new Worker(workerFile('search-worker', import.meta.url), {
      workerData: workerOptions,
      resourceLimits: heapFor(stamps),
    });
    current = worker;
    worker.unref();
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'wanted') void introduce(worker, message.ids);
      else if (message.type === 'worn') replace(worker);
      else {
        waiting.get(message.request)?.resolve(message.result);
        waiting.delete(message.request);
      }
    });
    worker.on('error', (error) => {
      console.error('galley: the search worker stopped:', error);
      // One that is being replaced has its successor on the way.
      if (worker === current) starting = undefined;
      giveUp(error);
    });
    post(worker, { type: 'sync', stamps, mayWrite: mayWrite() });
    return worker;
  }

  /** Ends a worker, which before answers all that it was asked, and starts another. */
  function replace(worker: Worker): void {
    if (isClosed) return;
    current = undefined;
    starting = startingWith(ended(worker, mayWrite()).then(startWorker));
  }

  async function introduce(worker: Worker, ids: readonly string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += INTRODUCED_AT_ONCE) {
      const some = ids.slice(from, from + INTRODUCED_AT_ONCE).map((id) => stories.introduction(id));
      post(worker, { type: 'stories', stories: some.filter((story) => story !== undefined) });
      await setImmediate();
    }
    post(worker, { type: 'introduced' });
  }

  /** Told to the worker where there is one; one that starts later is given the stories as they are then. */
  function tell(message: ToWorker): void {
    starting?.then((worker) => post(worker, message)).catch(couldNotStart);
  }

  function giveUp(error: unknown): void {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  return {
    search: async (query) => {
      if (isClosed) throw new Failure('NotFound', CLOSED);
      if (!query.trim()) return { ids: [], isComplete: true };
      const worker = await start();
      requests += 1;
      const request = requests;
      return new Promise((resolve, reject) => {
        waiting.set(request, { resolve, reject });
        post(worker, { type: 'search', request, query });
      });
    },
    changed: (id) => {
      const story = starting && stories.introduction(id);
      if (story) tell({ type: 'stories', stories: [story] });
    },
    removed: (id) => tell({ type: 'removed', id }),
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      const worker = await starting?.catch(couldNotStart);
      if (worker) await ended(worker, mayWrite());
      giveUp(new Failure('NotFound', CLOSED));
    },
  };
}

function couldNotStart(error: unknown): void {
  console.error('galley: the search worker could not start:', error);
}

/**
 * How large a worker's heap may become, in megabytes. Left to itself it would grow to hundreds before it is tidied, as an
 * index is made of millions of short-lived strings. What stays are some hundred bytes a document; the largest takes about
 * ten times its size while it is read.
 */
function heapFor(stamps: readonly [id: string, stamp: Stamp][]): ResourceLimits {
  const largest = stamps.reduce((size, [, { sizeBytes }]) => Math.max(size, sizeBytes), 0);
  return {
    maxYoungGenerationSizeMb: 4,
    maxOldGenerationSizeMb: 64 + Math.ceil((stamps.length * 1_000 + largest * 16) / 1_000_000),
  };
}

/** Lets a worker write what it knows, where it may, and end; within five seconds. */
async function ended(worker: Worker, mayWrite: boolean): Promise<void> {
  const exit = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  post(worker, { type: 'close', mayWrite });
  const late = setTimeout(() => void worker.terminate(), CLOSE_WITHIN_MS);
  await exit;
  clearTimeout(late);
}

function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}
