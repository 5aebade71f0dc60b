/**
 * A PDF's text by pages, read by pdf.js: text only. Nothing of the file is drawn, run, followed or fetched.
 */
import { getDocument, InvalidPDFException, PasswordException, Util } from 'unpdf/pdfjs';
import type { CopyText } from '#core/model/copy-text.ts';
import { type Extracted, READ_WITHIN_MS } from './extraction-job.ts';
import { linesOf, type Page } from './pdf-lines.ts';
import { blocksOf } from './pdf-paragraphs.ts';
import type { Run } from './pdf-runs.ts';

/** Pages beyond this are not read: a file that claims more is made to be endless. */
const MAX_PAGES = 20_000;
/** Fewer letters than this on a page on average, and what there is are stamps on a scan. */
const MIN_LETTERS_A_PAGE = 4;

type Document = Awaited<ReturnType<typeof getDocument>['promise']>;

/** Reads until `deadline` (of `performance.now()`) and gives what there is by then. */
export async function pdfText(bytes: Uint8Array, deadline: number): Promise<Extracted> {
  let document: Document;
  try {
    document = await getDocument({
      data: bytes,
      verbosity: 0,
      // No fonts of this machine, no forms, no pictures, no files beside this one.
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      useWasm: false,
      enableXfa: false,
      isOffscreenCanvasSupported: false,
      isImageDecoderSupported: false,
    }).promise;
  } catch (error) {
    return { text: { blocks: [], problem: whyNotOpened(error) }, isFinal: true, hasRunOut: false };
  }
  const pages: Page[] = [];
  const unreadable: number[] = [];
  const count = Math.min(document.numPages, MAX_PAGES);
  while (pages.length < count && performance.now() < deadline) {
    const number = pages.length + 1;
    pages.push(
      await readPage(document, number).catch(() => {
        unreadable.push(number);
        return { lines: [], height: 0 };
      }),
    );
  }
  const problem = problemOf(pages, unreadable, document.numPages);
  return {
    text: {
      blocks: blocksOf(pages),
      pages: document.numPages,
      ...(await detailsOf(document)),
      ...(problem !== undefined && { problem }),
    },
    isFinal: pages.length === count,
    hasRunOut: pages.length < count,
  };
}

async function readPage(document: Document, number: number): Promise<Page> {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const { items, styles } = await page.getTextContent();
  const runs: Run[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str === '') continue;
    // In the page as it is seen: upright, with y growing downwards.
    const [a, b, c, d, x, y] = Util.transform(viewport.transform, item.transform);
    runs.push({
      text: item.str,
      x,
      y,
      width: item.width,
      size: Math.hypot(c, d),
      isUpright: Math.abs(b) < Math.abs(a) / 4 && a > 0 && !styles[item.fontName]?.vertical,
    });
  }
  page.cleanup();
  return { lines: linesOf(runs), height: viewport.height };
}

/** What the PDF says of itself. Titles are often a file's name, so nobody relies on them. */
async function detailsOf(document: Document): Promise<Pick<CopyText, 'title' | 'byline' | 'language' | 'published'>> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  const text = (key: string) => {
    const value: unknown = Reflect.get(info, key);
    return typeof value === 'string' && value.trim() ? value : undefined;
  };
  const [title, byline, language] = [text('Title'), text('Author'), text('Language')];
  // D:20260211120000+01'00' (PDF 32000-1 §7.9.4)
  const [, year, month, day] = /^D:(\d{4})(\d{2})(\d{2})/.exec(text('CreationDate') ?? '') ?? [];
  return {
    ...(title && { title }),
    ...(byline && { byline }),
    ...(language && { language }),
    ...(year && { published: `${year}-${month}-${day}` }),
  };
}

function whyNotOpened(error: unknown): string {
  if (error instanceof PasswordException)
    return 'This PDF is locked with a password. The original is kept; attach an unlocked copy to read it here.';
  if (error instanceof InvalidPDFException)
    return 'This PDF is damaged and can’t be read. The original is kept as it is.';
  const reason = error instanceof Error && error.message ? ` (${error.message.slice(0, 200)})` : '';
  return `This PDF can’t be read${reason}. The original is kept as it is.`;
}

function problemOf(pages: readonly Page[], unreadable: readonly number[], total: number): string | undefined {
  if (pages.length < total && pages.length < MAX_PAGES) {
    const seconds = READ_WITHIN_MS / 1_000;
    return `Only the first ${pages.length.toLocaleString('en')} of ${total.toLocaleString('en')} pages could be read within ${seconds} seconds. The original is kept.`;
  }
  if (total > MAX_PAGES)
    return `Only the first ${MAX_PAGES.toLocaleString('en')} pages are read. The original is kept.`;
  if (unreadable.length === total) return 'This PDF is damaged: none of its pages can be read. The original is kept.';
  const text = pages.flatMap(({ lines }) => lines.map((line) => line.cells.join(''))).join('');
  const letters = text.replace(/[\s\d\p{P}]/gu, '');
  if (letters.length < total * MIN_LETTERS_A_PAGE)
    return 'This PDF has no text: its pages are pictures, as a scanner makes them. The original is kept; attach a copy with recognised text (OCR) to read it here.';
  const unknown = letters.match(/[\ue000-\uf8ff\ufffd]/g)?.length ?? 0;
  if (unknown > letters.length / 3)
    return 'The letters of this PDF can’t be told from its fonts, so its text makes no sense. The original is kept.';
  const empty = pages.filter(({ lines }) => lines.length === 0).length;
  if (unreadable.length > 0) return `${listed(unreadable)} of this PDF can’t be read. The original is kept.`;
  if (empty > total / 2) return `${empty} of the ${total} pages hold no text; they may be pictures.`;
  return undefined;
}

function listed(pages: readonly number[]): string {
  if (pages.length === 1) return `Page ${pages[0]}`;
  const named = pages.slice(0, 5).join(', ');
  return pages.length > 5 ? `Pages ${named} and ${pages.length - 5} more` : `Pages ${named}`;
}
