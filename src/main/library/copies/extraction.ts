/**
 * One extraction in a thread of its own, which ends with it: nothing of one original stays for the next, and neither
 * endless loops nor endless memory reach the program.
 */
import { Worker } from 'node:worker_threads';
import { Failure } from '#core/model/failure.ts';
import { codeOf } from '../durable-write.ts';
import { workerFile } from '../worker-file.ts';
import { END_AFTER_MS, type Extracted, type ExtractionJob, HEAP_MB, STACK_MB } from './extraction-job.ts';

/**
 * Extracts one original's text. What time, memory or a crash ended comes back as a text with a `problem`. Throws `Failure`
 * NotFound where the library closes meanwhile, or the reading is stopped for another reason.
 */
export async function extractInWorker(job: ExtractionJob, stopping: AbortSignal): Promise<Extracted> {
  if (stopping.aborted) throw closed();
  const worker = new Worker(workerFile('extraction-worker', import.meta.url), {
    workerData: job,
    // Nothing of this program's environment is an original's business.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, stackSizeMb: STACK_MB },
  });
  try {
    return await outcomeOf(worker, stopping);
  } finally {
    await worker.terminate();
  }
}

function outcomeOf(worker: Worker, stopping: AbortSignal): Promise<Extracted> {
  return new Promise((resolve, reject) => {
    const unread = (problem: string, hasRunOut: boolean) =>
      resolve({ text: { blocks: [], problem }, isFinal: false, hasRunOut });
    const timer = setTimeout(() => {
      settle();
      unread('Reading this copy took longer than two minutes and was stopped. The original is kept.', true);
    }, END_AFTER_MS);
    const stop = () => {
      settle();
      reject(closed());
    };
    // A timer that is left would keep the program from ending.
    function settle(): void {
      clearTimeout(timer);
      stopping.removeEventListener('abort', stop);
    }
    stopping.addEventListener('abort', stop);
    worker.once('message', (extracted: Extracted) => {
      settle();
      resolve(extracted);
    });
    worker.once('error', (error) => {
      settle();
      if (codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY') {
        unread('Reading this copy takes more memory than Galley gives to it. The original is kept.', true);
      } else {
        console.error('galley: a copy could not be read:', error);
        unread('Something unexpected went wrong while this copy was read. The original is kept.', false);
      }
    });
  });
}

function closed(): Failure {
  return new Failure('NotFound', 'The library was closed.');
}
