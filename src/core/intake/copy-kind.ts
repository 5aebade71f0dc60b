/**
 * What a file is that is to be kept as an offline copy, told by its first bytes and never by its name.
 */
import type { SourceCopy } from '#core/model/source.ts';
import { decodeBytes } from './decode.ts';

/** The most that an offline copy may weigh, in bytes. */
export const MAX_COPY_BYTES = 1024 * 1024 * 1024;
/** As much of a file's beginning tells what it is, in bytes. */
export const KIND_HEAD_BYTES = 64 * 1024;

/** The endings that copies are kept under, and what each is read as. */
export const COPY_EXTENSIONS = { pdf: 'pdf', html: 'html', mhtml: 'html', txt: 'text' } as const satisfies Record<
  string,
  SourceCopy['kind']
>;
export type CopyExtension = keyof typeof COPY_EXTENSIONS;

/** A PDF may have this much before its header (PDF 32000-1, implementation note 13 of appendix H). */
const PDF_HEADER_WITHIN_BYTES = 1024;
/** The tags by which a page without a doctype is known (WHATWG MIME Sniffing §7.1). */
const PAGE_START =
  /^(?:<!doctype\s+html\b|<(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|article|main|section)[\s>])/i;
/** Beginnings of files that are mostly readable characters and still no text. */
const NO_TEXT = [
  'PK\u0003\u0004',
  '\u0089PNG',
  'GIF8',
  '\u00ff\u00d8\u00ff',
  '\u001f\u008b',
  '\u00d0\u00cf\u0011\u00e0',
];

/**
 * The ending that a copy is kept under, by the first 64 KB of its bytes; undefined for what is neither a PDF, a page nor
 * text. `mhtml` is a page that a browser has saved as a single file.
 */
export function copyExtensionOf(head: Uint8Array): CopyExtension | undefined {
  const latin = String.fromCharCode(...head.subarray(0, PDF_HEADER_WITHIN_BYTES));
  if (latin.includes('%PDF-')) return 'pdf';
  if (head.length === 0 || NO_TEXT.some((start) => latin.startsWith(start))) return undefined;
  const { text } = decodeBytes(head);
  if (!isMostlyText(text)) return undefined;
  if (/^MIME-Version:\s*1/im.test(text.slice(0, 4_000)) && /^Content-Type:\s*multipart\/related/im.test(text))
    return 'mhtml';
  return PAGE_START.test(withoutPreamble(text)) || isXhtml(text) ? 'html' : 'txt';
}

/**
 * Text with zero bytes in it is text still; what has many of them, or other control characters, is not. Escape is none:
 * it changes alphabets in ISO-2022 and colours in logs.
 */
function isMostlyText(text: string): boolean {
  const nuls = text.split('\u0000').length - 1;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted
  const controls = text.match(/[\u0001-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/g)?.length ?? 0;
  return nuls <= text.length / 4 && controls <= text.length / 100;
}

/** The text from its first tag on: white space, comments and an XML declaration may stand before it. */
function withoutPreamble(text: string): string {
  return text.replace(/^(?:[\s\ufeff]+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)+/, '');
}

function isXhtml(text: string): boolean {
  return text.slice(0, 4_000).includes('http://www.w3.org/1999/xhtml') && /<html[\s>]/i.test(text.slice(0, 4_000));
}
