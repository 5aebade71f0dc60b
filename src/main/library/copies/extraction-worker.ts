/**
 * The extraction thread: reads one original and answers with its text.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { CopyText } from '#core/model/copy-text.ts';
import { tidyText } from './blocks.ts';
import { type Extracted, type ExtractionJob, MAX_PDF_BYTES, MAX_TEXT_BYTES, READ_WITHIN_MS } from './extraction-job.ts';
import { pageText } from './html.ts';
import { pageInMhtml } from './mhtml.ts';
import { pdfText } from './pdf.ts';
import { plainText } from './plain-text.ts';

/** Another try gives the same. */
const WHOLE = { isFinal: true, hasRunOut: false };

async function extract({ file, sizeBytes, whole }: ExtractionJob): Promise<Extracted> {
  const extension = path.extname(file);
  const limit = extension === '.pdf' ? MAX_PDF_BYTES : MAX_TEXT_BYTES;
  if (sizeBytes > limit) return { text: tooLarge(sizeBytes, limit), ...WHOLE };
  const bytes = new Uint8Array(readFileSync(file));
  switch (extension) {
    case '.pdf':
      return pdfText(bytes, performance.now() + READ_WITHIN_MS);
    case '.html':
      return { text: pageText(bytes, { whole }), ...WHOLE };
    case '.mhtml': {
      const page = pageInMhtml(bytes);
      return { text: page ? pageText(page.bytes, { whole, charset: page.charset }) : noPage(), ...WHOLE };
    }
    default:
      return { text: plainText(bytes), ...WHOLE };
  }
}

function tooLarge(sizeBytes: number, limit: number): CopyText {
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024).toLocaleString('en')} MB`;
  return {
    blocks: [],
    problem: `This file has ${megabytes(sizeBytes)}; Galley reads its text up to ${megabytes(limit)}. The original is kept.`,
  };
}

function noPage(): CopyText {
  return { blocks: [], problem: 'There is no page in this file that could be read. The original is kept.' };
}

// A damaged PDF breaks more promises inside pdf.js than the one that is waited for, which says what is wrong.
process.on('unhandledRejection', () => undefined);
const { text, isFinal, hasRunOut } = await extract(workerData as ExtractionJob);
parentPort?.postMessage({ text: tidyText(text), isFinal, hasRunOut } satisfies Extracted);
