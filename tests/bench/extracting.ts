// A 300-page PDF: its text, extracted in a thread of its own, and read again from the cache.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pdfText } from '#main/library/copies/pdf.ts';
import { openLibrary } from '#main/library/library.ts';
import { column, writePdf } from '../main/library/copies/write-pdf.ts';
import { ms, quantile, timed } from './measure.ts';

const WORDS = 'the publisher said an assessment would run every Tuesday on volumes of at least twenty tonnes'.split(
  ' ',
);

/** Pages of 45 lines of 13 words, no two of them alike. */
export function longPdf(pages: number): Uint8Array {
  const line = (seed: number) =>
    Array.from({ length: 13 }, (_, word) => WORDS[(seed * 7 + word * (1 + (seed % 5))) % WORDS.length]).join(' ');
  return writePdf(
    Array.from({ length: pages }, (_, page) => column(Array.from({ length: 45 }, (_, at) => line(page * 45 + at)))),
  );
}

export async function benchExtracting(): Promise<void> {
  const bytes = longPdf(300);
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-bench-'));
  const library = await openLibrary(path.join(folder, 'library'), { watch: false });
  const name = `${createHash('sha256').update(bytes).digest('hex')}.pdf`;
  writeFileSync(path.join(library.folder, 'attachments', name), bytes);
  const inPlace = await timed(3, () => pdfText(bytes.slice(), Number.POSITIVE_INFINITY));
  const threadStart = performance.now();
  const { blocks, pages } = await library.copyTexts.textOf(name);
  const inThread = performance.now() - threadStart;
  const cached = await timed(7, () => library.copyTexts.textOf(name));
  const characters = blocks.reduce((sum, { text }) => sum + text.length, 0);
  await library.close();
  rmSync(folder, { recursive: true, force: true });
  console.log(
    `a PDF of ${pages} pages, ${(bytes.length / 1e6).toFixed(1)} MB, ${characters.toLocaleString('en')} characters in ${blocks.length} blocks`,
  );
  console.log(
    `its text in a thread of its own ${ms(inThread)} (the same without the thread p50 ${ms(quantile(inPlace, 0.5))}), from the cache p50 ${ms(quantile(cached, 0.5))}`,
  );
}
