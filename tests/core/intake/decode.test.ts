import { describe, expect, it } from 'vitest';
import { decodeText } from '#core/intake/decode.ts';

const utf16 = (text: string, bigEndian: boolean, mark: boolean) => {
  const units = [...(mark ? [0xfeff] : []), ...Array.from(text, (character) => character.charCodeAt(0))];
  return Uint8Array.from(units.flatMap((unit) => (bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])));
};

describe('decoding a page', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode('Zürich – ok'), 'utf-8'],
    ['Latin-1', Uint8Array.from([0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68, 0x20, 0x96, 0x20, 0x6f, 0x6b]), 'windows-1252'],
    ['UTF-16 little-endian with a mark', utf16('Zürich – ok', false, true), 'utf-16le'],
    ['UTF-16 big-endian with a mark', utf16('Zürich – ok', true, true), 'utf-16be'],
    ['UTF-16 without a mark', utf16('Zürich and more text', false, false), 'utf-16le'],
  ])('recognises %s', (_, bytes, encoding) => {
    const decoded = decodeText(bytes);
    expect(decoded.encoding).toBe(encoding);
    expect(decoded.text).toContain('Zürich');
  });

  it.each([
    ['nothing', new Uint8Array(), /empty/],
    ['white space', new TextEncoder().encode(' \n\t\n'), /empty/],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3]), /not text/],
    ['a text with a NUL', new TextEncoder().encode('abc\u0000def ghi jkl mno'), /not text/],
    ['21 MB', new Uint8Array(21 * 1024 * 1024).fill(65), /larger than 20 MB/],
  ])('refuses %s with one sentence', (_, bytes, sentence) => {
    expect(() => decodeText(bytes)).toThrow(sentence);
  });
});
