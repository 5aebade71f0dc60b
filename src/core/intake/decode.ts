/**
 * A file's bytes as text: UTF-8, UTF-16 and Latin-1 are told apart and converted; other encodings where they are declared.
 */
import { Failure } from '#core/model/failure.ts';

/** The most that a page may weigh, in bytes. */
export const MAX_PAGE_BYTES = 20 * 1024 * 1024;

/** A text, and the encoding that it was in by its name in the WHATWG Encoding standard. */
export type DecodedText = { text: string; encoding: string };

/**
 * Decodes a page; `declared` is as of `decodeBytes`. Throws `Failure` Invalid, with one sentence, for what is empty, too large
 * or no text.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  if (bytes.byteLength > MAX_PAGE_BYTES) {
    throw new Failure(
      'Invalid',
      `This file is larger than ${MAX_PAGE_BYTES / 1024 / 1024} MB, the most that a page may have.`,
    );
  }
  const decoded = decodeBytes(bytes, declared);
  if (decoded.text.trim() === '') throw new Failure('Invalid', 'This file is empty.');
  if (!isText(decoded.text)) throw new Failure('Invalid', 'This file is not text.');
  return decoded;
}

/**
 * Decodes bytes whatever is in them: by their mark, as UTF-8 where they are that, else as Windows-1252. `declared` is the
 * encoding that the bytes say they are in, as in a page's `<meta charset>`; one that nobody knows is passed over.
 */
export function decodeBytes(bytes: Uint8Array, declared?: string): DecodedText {
  const mark = markedEncoding(bytes) ?? utf16WithoutMark(bytes) ?? declaredEncoding(declared);
  if (mark) return { text: new TextDecoder(mark).decode(bytes), encoding: mark };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Not UTF-8: what is left of the encodings that desks have is Latin-1, of which Windows-1252 is the part in use.
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** What is declared as UTF-8, Latin-1 or UTF-16 is found out from the bytes themselves, which are right more often. */
function declaredEncoding(label: string | undefined): string | undefined {
  if (!label) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    return /^(?:utf-|windows-1252$)/.test(encoding) ? undefined : encoding;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** Text of Western scripts in UTF-16 has a NUL in nearly every other byte. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, 2_000 - (bytes.byteLength % 2));
  if (sample.length < 4 || bytes.byteLength % 2 !== 0) return undefined;
  const even = sample.filter((byte, index) => byte === 0 && index % 2 === 0).length;
  const odd = sample.filter((byte, index) => byte === 0 && index % 2 === 1).length;
  const half = sample.length / 2;
  if (odd > half * 0.7 && even < half * 0.1) return 'utf-16le';
  if (even > half * 0.7 && odd < half * 0.1) return 'utf-16be';
  return undefined;
}

/** Text has no NUL and hardly any other control character. */
function isText(text: string): boolean {
  const sample = text.slice(0, 100_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted
  const controls = sample.match(/[\u0001-\u0008\u000b\u000e-\u001f\u007f\ufffd]/g)?.length ?? 0;
  return !sample.includes('\u0000') && controls <= sample.length / 200;
}
