/**
 * Reading files in a thread of its own: whatever is in them, the workbench answers others meanwhile. The thread stays for the
 * next file, and is ended where one takes too long or too much memory, or when none has come for a while.
 */
import module from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Failure } from '#core/model/failure.ts';
import type { Source } from '#core/model/source.ts';
import { codeOf } from '../../library/durable-write.ts';
import { workerFile } from '../../library/worker-file.ts';
import {
  endAfterMs,
  type FromReader,
  HEAP_MB,
  type Reading,
  type ReadingJob,
  type ReadingOptions,
  type ToReader,
} from './reading-job.ts';

/** So many sources are told to the thread at a time: what else waits in this one has its turn in between. */
const TOLD_AT_ONCE = 500;
/** A thread that has nothing to do for so long gives its memory back, in milliseconds. */
const IDLE_MS = 60_000;

/** The library that a file is read for. */
export type ReadingLibrary = {
  /** Its sources; one that has changed is another object. */
  sources(): readonly Source[];
  /** Aborted when it closes. */
  closing: AbortSignal;
};

export type Reader = {
  /** Starts the thread, which takes a moment, for files that are to come soon. */
  warmUp(): void;
  /**
   * Reads a file; files stand in line. Throws `Failure` Invalid, with a sentence, for what can't be read and for what takes too
   * long or too much memory; NotFound where the library closes meanwhile.
   */
  read(job: ReadingJob, library: ReadingLibrary): Promise<Reading>;
};

/** A thread, and the sources that it has been told of. */
type Thread = { worker: Worker; told: Map<string, Source> };

/**
 * Makes a reader, which starts its thread with the first file. `limitMs` is how long a file of so many bytes may take, `idleMs`
 * how long the thread waits for another, `heapMb` what its heap may grow to.
 */
export function createReader({ limitMs = endAfterMs, idleMs = IDLE_MS, heapMb = HEAP_MB } = {}): Reader {
  let thread: Thread | undefined;
  let idle: NodeJS.Timeout | undefined;
  let line: Promise<unknown> = Promise.resolve();

  function start(): Thread {
    const workerData: ReadingOptions = { keepsCompiled: module.getCompileCacheDir() !== undefined };
    const worker = new Worker(workerFile('reading-worker', import.meta.url), {
      workerData,
      // Nothing of this program's environment is a page's business.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    worker.on('error', (error) => console.error('galley: the reading thread stopped:', error));
    worker.once('exit', () => forget(worker));
    return { worker, told: new Map() };
  }

  function awake(): Thread {
    clearTimeout(idle);
    thread ??= start();
    return thread;
  }

  function endWhenIdle(worker: Worker): void {
    worker.unref();
    idle = setTimeout(() => void end(worker), idleMs).unref();
  }

  function forget(worker: Worker): void {
    if (thread?.worker === worker) thread = undefined;
  }

  function end(worker: Worker): Promise<number> {
    forget(worker);
    return worker.terminate();
  }

  async function read(job: ReadingJob, { sources, closing }: ReadingLibrary): Promise<Reading> {
    if (closing.aborted) throw closed();
    const { worker, told } = awake();
    const answering = answerOf(worker, limitMs(job.file.bytes.byteLength), closing);
    const asking = tell({ worker, told }, sources()).then(() => post(worker, { type: 'read', job }));
    const [answer] = await Promise.all([answering, asking]).catch(async (error) => {
      await end(worker);
      throw error;
    });
    endWhenIdle(worker);
    if (answer.type === 'refused') throw new Failure(answer.kind, answer.message, answer.details);
    return answer.reading;
  }

  return {
    warmUp: () => {
      if (!thread) endWhenIdle(awake().worker);
    },
    read: (job, library) => {
      const turn = line.then(() => read(job, library));
      line = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** One for all libraries of this program: it is told what is in the one that it reads for. */
export const reader = createReader();

/** Tells a thread which sources are others than it knows. */
async function tell({ worker, told }: Thread, sources: readonly Source[]): Promise<void> {
  const fresh = sources.filter((source) => told.get(source.id) !== source);
  const present = new Set(sources.map(({ id }) => id));
  const gone = [...told.keys()].filter((id) => !present.has(id));
  for (const id of gone) told.delete(id);
  if (gone.length > 0) post(worker, { type: 'sources', sources: [], gone });
  for (let from = 0; from < fresh.length; from += TOLD_AT_ONCE) {
    const some = fresh.slice(from, from + TOLD_AT_ONCE);
    for (const source of some) told.set(source.id, source);
    post(worker, { type: 'sources', sources: some, gone: [] });
    if (some.length === TOLD_AT_ONCE) await setImmediate();
  }
}

/** What a thread answers next. Throws where it gives no answer: it is then to be ended. */
function answerOf(worker: Worker, limitMs: number, closing: AbortSignal): Promise<FromReader> {
  const { promise, resolve, reject } = Promise.withResolvers<FromReader>();
  const timer = setTimeout(() => reject(tookTooLong(limitMs)), limitMs);
  const stop = () => reject(closed());
  const fail = (error: unknown) => reject(codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? tookTooMuchMemory() : error);
  const exit = () => reject(new Error('The reading thread ended before it had read.'));
  closing.addEventListener('abort', stop);
  worker.once('message', resolve).once('error', fail).once('exit', exit);
  // Only while it reads does it keep the program from ending.
  worker.ref();
  return promise.finally(() => {
    clearTimeout(timer);
    closing.removeEventListener('abort', stop);
    worker.off('message', resolve).off('error', fail).off('exit', exit);
  });
}

function post(worker: Worker, message: ToReader): void {
  worker.postMessage(message);
}

function closed(): Failure {
  return new Failure('NotFound', 'The library was closed.');
}

function tookTooLong(limitMs: number): Failure {
  const seconds = Math.ceil(limitMs / 1_000).toLocaleString('en');
  return new Failure(
    'Invalid',
    `Reading this file took longer than ${seconds} seconds and was stopped. Cut it into smaller files and import those.`,
  );
}

function tookTooMuchMemory(): Failure {
  return new Failure(
    'Invalid',
    'Reading this file takes more memory than Galley gives to it. Cut it into smaller files and import those.',
  );
}
