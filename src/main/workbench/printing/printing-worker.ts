/**
 * The printing thread: builds the style that it is told, and prints with it.
 */
import module from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { CitationPrinter } from '#core/citation/printer.ts';
import type { FromPrinter, PrintingOptions, ToPrinter } from './printing-job.ts';

if ((workerData as PrintingOptions).keepsCompiled) module.enableCompileCache();
const [{ createCitationPrinter }, { print }] = await Promise.all([
  import('#core/citation/printer.ts'),
  import('#core/publish/printing.ts'),
]);

let printer: CitationPrinter | undefined;

parentPort?.on('message', (message: ToPrinter) => {
  if (message.type === 'style') printer = createCitationPrinter(message.style);
  else {
    if (!printer) throw new Error('The printing thread was told no style.');
    const printed: FromPrinter = print(message.printing, printer, message.sources);
    parentPort?.postMessage(printed);
  }
});
