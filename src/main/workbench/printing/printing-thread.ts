/**
 * Printing citations in a thread of its own, while their text is read and converted: for a process that ends with what it exports.
 * A host keeps its printers instead, which have most in memory when the next preview is asked for.
 */
import module from 'node:module';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ListedSource } from '#core/model/source.ts';
import type { Printed, Printing } from '#core/publish/printing.ts';
import { workerFile } from '../../library/worker-file.ts';
import type { CitationStyle } from '../style-shelf.ts';
import type { FromPrinter, PrintingOptions, ToPrinter } from './printing-job.ts';

export type PrintingThread = {
  /** Starts the thread, which takes a moment. */
  warmUp(): void;
  /** Tells it the style of what is to come. */
  prepare(style: CitationStyle): void;
  /** What is printed in the style that it was told last; undefined where there is no thread, or none that can print it. */
  print(printing: Printing, sources: ReadonlyMap<string, ListedSource>): Promise<Printed | undefined>;
};

export function createPrintingThread(): PrintingThread {
  let worker: Worker | undefined;

  function forget(): void {
    worker = undefined;
  }

  function post(message: ToPrinter): void {
    worker?.postMessage(message);
  }

  return {
    warmUp: () => {
      // On one processor the two would only take turns.
      if (availableParallelism() < 2) return;
      const workerData: PrintingOptions = { keepsCompiled: module.getCompileCacheDir() !== undefined };
      worker = new Worker(workerFile('printing-worker', import.meta.url), { workerData, env: {} });
      // Whatever it fails at, the workbench prints by itself.
      worker.once('error', forget).once('exit', forget);
      worker.unref();
    },
    prepare: (style) => post({ type: 'style', style }),
    print: (printing, sources) => {
      const { promise, resolve } = Promise.withResolvers<Printed | undefined>();
      if (!worker) return Promise.resolve(undefined);
      const printer = worker;
      const fail = () => resolve(undefined);
      printer.ref();
      printer.once('message', (printed: FromPrinter) => resolve(printed));
      printer.once('error', fail).once('exit', fail);
      post({ type: 'print', printing, sources });
      return promise.finally(() => printer.unref());
    },
  };
}

/** That of this program, which is started only by what ends with an export. */
export const printingThread = createPrintingThread();
