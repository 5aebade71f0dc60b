import { describe, expect, it } from 'vitest';
import type { CopyText } from '#core/model/copy-text.ts';
import { tidyText } from '#main/library/copies/blocks.ts';
import { pageInMhtml } from '#main/library/copies/mhtml.ts';
import { plainText } from '#main/library/copies/plain-text.ts';

const read = (bytes: Uint8Array | string): CopyText => tidyText(plainText(Buffer.from(bytes)));

describe('the text of a text file', () => {
  it('has a block for each paragraph, and its pages where form feeds part them', () => {
    expect(read('One\nline\r\n\r\nTwo\n\n\n\nThree').blocks.map(({ text }) => text)).toEqual([
      'One\nline',
      'Two',
      'Three',
    ]);
    expect(read('first page\f\nsecond page\n\f')).toEqual({
      pages: 2,
      blocks: [
        { kind: 'paragraph', text: 'first page', page: 1 },
        { kind: 'paragraph', text: 'second page', page: 2 },
      ],
    });
  });

  it('leaves zero bytes and other control characters out and says so', () => {
    const text = read('before\u0000\u0000 and\u0001 after\ud800');
    expect(text.blocks).toEqual([{ kind: 'paragraph', text: 'before and after\ufffd' }]);
    expect(text.problem).toMatch(/^2 zero bytes were left out/);
  });

  it.each<[string, Buffer]>([
    ['UTF-16 without a mark', Buffer.from('Übersicht und mehr', 'utf16le')],
    ['Latin-1', Buffer.from('Übersicht und mehr', 'latin1')],
    ['UTF-8 with a mark', Buffer.from('\ufeffÜbersicht und mehr')],
  ])('is read in %s', (_, bytes) => {
    expect(read(bytes).blocks[0]?.text).toBe('Übersicht und mehr');
  });

  it('comes in blocks that can be laid out, with nothing lost, also from one endless line', () => {
    const words = 'word '.repeat(20_000).trim();
    const { blocks } = read(words);
    expect(blocks.length).toBeGreaterThan(5);
    expect(blocks.map(({ text }) => text).join(' ')).toBe(words);
    const unbroken = '😀'.repeat(20_000);
    expect(
      read(unbroken)
        .blocks.map(({ text }) => text)
        .join(''),
    ).toBe(unbroken);
  });
});

describe('a page saved as a single file', () => {
  it('is found in its envelope, decoded, with the encoding that it names', () => {
    const file = [
      'From: <Saved by Blink>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;',
      '\ttype="text/html";',
      '\tboundary="----Boundary--x"',
      '',
      '------Boundary--x',
      'Content-Type: text/css',
      '',
      'p { color: red }',
      '------Boundary--x',
      'Content-Type: text/html; charset="utf-8"',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<p>Se=C3=B1al =',
      'joined=3D1</p>',
      '------Boundary--x--',
    ].join('\r\n');
    const page = pageInMhtml(Buffer.from(file));
    expect(page?.charset).toBe('utf-8');
    expect(
      Buffer.from(page?.bytes ?? [])
        .toString()
        .trim(),
    ).toBe('<p>Señal joined=1</p>');
    expect(
      pageInMhtml(Buffer.from('MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\nnothing')),
    ).toBeUndefined();
  });
});
