/**
 * A file that is to come in, read into what it says. This is the work of the reading thread: what is in the file is anybody's,
 * and may take any time.
 */
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { sniffSourceFormat } from '#core/citation/import/import-sources.ts';
import { isCitationStyle } from '#core/citation/styles.ts';
import { readBrought } from '#core/intake/brought.ts';
import { decodeText, MAX_PAGE_BYTES } from '#core/intake/decode.ts';
import { charsetIn, isHtmlPage } from '#core/intake/html/sniff.ts';
import { type IntakeContext, readRichStory, readStory } from '#core/intake/intake.ts';
import type { RichContext, RichPage } from '#core/intake/rich-page.ts';
import { Failure } from '#core/model/failure.ts';
import { newId } from '#core/model/primitives.ts';
import { imageNameOf } from '../../library/attachments.ts';
import { openZip } from '../unzip.ts';
import type { IncomingFile, Reading } from './reading-job.ts';

/** What a page is read with: the library's sources and the planned ones, the house style's printer, the time. */
export type ReadingDesk = Omit<IntakeContext, 'newId'>;

/** Endings of files that hold sources and nothing else. */
const SOURCE_ENDINGS = new Set(['.bib', '.bibtex', '.ris', '.json', '.csljson']);
const PAGE_ENDINGS = new Set(['.md', '.markdown', '.txt', '.text']);

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** What Word wrote before 2007, and what it still puts around a document with a password ([MS-CFB] §2.2). */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];
const OLD_WORD =
  'This is a Word file of the old kind, or one with a password. Save it as .docx without one and import that.';
const TOO_LARGE = `This file is larger than ${MAX_PAGE_BYTES / 1024 / 1024} MB, the most that a page may have.`;

/** Reads a file. Throws `Failure` Invalid, with one sentence, for what can't be read. */
export async function readFile({ fileName, bytes }: IncomingFile, desk: ReadingDesk): Promise<Reading> {
  const ending = extname(fileName).toLowerCase();
  if (startsWith(bytes, ZIP)) {
    if (bytes.byteLength > MAX_PAGE_BYTES) throw new Failure('Invalid', TOO_LARGE);
    const archive = openZip(bytes);
    const { readDocxPage } = await import('#core/intake/docx/page.ts');
    return readRich(desk, fileName, bytes, (context) => readDocxPage(archive, context));
  }
  if (startsWith(bytes, COMPOUND_FILE)) throw new Failure('Invalid', OLD_WORD);
  const { text } = decodeText(bytes, charsetIn(bytes));
  const brought = readBrought(text, newId);
  if (brought) return { kind: 'own', brought };
  if ((isHtmlPage(text) && !PAGE_ENDINGS.has(ending)) || /^\.x?html?$/.test(ending)) {
    // Parsers that most files don't want.
    const { readHtmlPage } = await import('#core/intake/html/page.ts');
    return readRich(desk, fileName, text, (context) => readHtmlPage(text, context));
  }
  const format = sniffSourceFormat(text);
  // Told by its name, a file that holds no source is refused as such; told by its content, it holds one.
  if (SOURCE_ENDINGS.has(ending) || (format && format !== 'csl-json' && !PAGE_ENDINGS.has(ending)))
    return { kind: 'sources', text };
  if (isCitationStyle(text))
    throw new Failure('Invalid', 'This is a citation style and no page. Add it under Citations in Settings.');
  const story = readStory({ fileName, text, sha256: sha256Of(text) }, { ...desk, newId });
  return { kind: 'page', ...story, images: new Map() };
}

function readRich(
  desk: ReadingDesk,
  fileName: string,
  content: string | Uint8Array,
  read: (context: RichContext) => RichPage,
): Reading {
  const images = new Map<string, Uint8Array>();
  const keepImage = (bytes: Uint8Array) => {
    const name = imageNameOf(bytes);
    if (name) images.set(name, bytes);
    return name;
  };
  const text = typeof content === 'string' ? { text: content } : {};
  const file = { fileName, sha256: sha256Of(content), ...text };
  return { kind: 'page', ...readRichStory(file, read, { ...desk, newId, keepImage }), images };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
