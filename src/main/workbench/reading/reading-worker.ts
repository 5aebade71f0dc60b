/**
 * The reading thread: remembers the library's sources as it is told of them, and reads one file after the other.
 */
import module from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { CitationPrinter } from '#core/citation/printer.ts';
import { Failure } from '#core/model/failure.ts';
import type { Source } from '#core/model/source.ts';
import type { CitationStyle } from '../style-shelf.ts';
import type { FromReader, ReadingJob, ReadingOptions, ToReader } from './reading-job.ts';

if ((workerData as ReadingOptions).keepsCompiled) module.enableCompileCache();
const [{ readFile }, { createCitationPrinter }] = await Promise.all([
  import('./read.ts'),
  import('#core/citation/printer.ts'),
]);

const sources = new Map<string, Source>();
let printer: { of: CitationStyle; printer: CitationPrinter } | undefined;

async function read({ file, planned, style, now, today }: ReadingJob): Promise<FromReader> {
  try {
    const desk = { sources: [...sources.values(), ...planned], printer: printerOf(style), now, today };
    return { type: 'read', reading: await readFile(file, desk) };
  } catch (error) {
    // Anything else ends the thread, which is how the workbench learns of it.
    if (!(error instanceof Failure)) throw error;
    const { kind, message, details } = error;
    return { type: 'refused', kind, message, details };
  }
}

/** Built anew only for another style: it takes longer than to read a page. */
function printerOf(style: CitationStyle): CitationPrinter {
  if (printer?.of.xml !== style.xml || printer.of.localeXml !== style.localeXml)
    printer = { of: style, printer: createCitationPrinter(style) };
  return printer.printer;
}

parentPort?.on('message', async (message: ToReader) => {
  if (message.type === 'read') parentPort?.postMessage(await read(message.job));
  else {
    for (const source of message.sources) sources.set(source.id, source);
    for (const id of message.gone) sources.delete(id);
  }
});
