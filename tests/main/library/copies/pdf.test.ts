import { describe, expect, it } from 'vitest';
import { pdfText } from '#main/library/copies/pdf.ts';
import { column, type PdfOptions, type PlacedLine, writePdf } from './write-pdf.ts';

const read = (bytes: Uint8Array, withinMs = 60_000) => pdfText(bytes, performance.now() + withinMs);
const textOf = async (pages: PlacedLine[][], options?: PdfOptions) => (await read(writePdf(pages, options))).text;

const ARTICLE = [
  'The publisher said the assessment would run every Tuesday and Thursday, on',
  'volumes of at least twenty tonnes delivered to bonded ware-',
  'houses in the harbour and to well-known long-',
  'term depots, of which the long-term ones are the fewer.',
];

describe('the text of a PDF', () => {
  it('has paragraphs out of lines, with words put together that a line’s end had parted', async () => {
    const text = await textOf([column(ARTICLE)]);
    expect(text.problem).toBeUndefined();
    expect(text.blocks).toEqual([
      {
        kind: 'paragraph',
        page: 1,
        text: 'The publisher said the assessment would run every Tuesday and Thursday, on volumes of at least twenty tonnes delivered to bonded warehouses in the harbour and to well-known long-term depots, of which the long-term ones are the fewer.',
      },
    ]);
  });

  it('knows its pages, headings, list items and rows of a table', async () => {
    const second = [
      ...column([
        '• the first of two points, which goes on for long enough to fill',
        '  a second line',
        '• the second',
      ]),
      ...[600, 586].flatMap((y, row) =>
        ['Chile', '1,200', '40 %'].map((text, cell) => ({ x: 72 + cell * 140, y, text: `${text}${row}` })),
      ),
    ];
    const { blocks, pages } = await textOf([
      [{ x: 72, y: 750, text: 'A price of its own', size: 20 }, ...column(ARTICLE)],
      second,
    ]);
    expect(pages).toBe(2);
    expect(blocks.map(({ kind, page }) => `${kind} ${page}`)).toEqual([
      'heading 1',
      'paragraph 1',
      'item 2',
      'item 2',
      'row 2',
      'row 2',
    ]);
    expect(blocks[2]?.text).toBe('the first of two points, which goes on for long enough to fill a second line');
    expect(blocks[4]?.text).toBe('Chile0\t1,2000\t40 %0');
  });

  it('parts paragraphs at a gap, at an indent and after a last line that is short', async () => {
    const { blocks } = await textOf([
      [
        ...column(['One line that is as long as the column of this page is wide at the most.', 'Its short end.']),
        ...column(
          [
            'Another line that is as long as the column of this page is wide, almost.',
            'It ends here, far enough to the right not to be short at all, really.',
          ],
          { top: 692 },
        ),
        ...column(['Indented, this line begins the third paragraph of the page, as books do it.'], { top: 664, x: 90 }),
        ...column(['After a gap.'], { top: 620 }),
      ],
    ]);
    expect(blocks.map(({ text }) => text.split(' ')[0])).toEqual(['One', 'Another', 'Indented,', 'After']);
  });

  it('goes down one column after the other, also where the file draws line by line across both', async () => {
    const words = Array.from({ length: 12 }, (_, line) => `line ${line} of its column goes on to here`);
    const across = words.flatMap((line, index) => [
      { x: 60, y: 700 - index * 14, text: `Left ${line}` },
      { x: 330, y: 700 - index * 14, text: `Right ${line}` },
    ]);
    const { blocks } = await textOf([
      [{ x: 60, y: 740, text: 'A headline over both of the columns of the page', size: 24 }, ...across],
    ]);
    const text = blocks.map((block) => block.text).join(' ');
    expect(text.startsWith('A headline')).toBe(true);
    expect(text.indexOf('Left line 11')).toBeLessThan(text.indexOf('Right line 0'));
  });

  it('keeps quotation marks, dashes and accents', async () => {
    const { blocks } = await textOf([column(['“Señal” – o’clock, façade'])]);
    expect(blocks[0]?.text).toBe('“Señal” – o’clock, façade');
  });

  it('comes with what the file says of itself', async () => {
    const text = await textOf([column(ARTICLE)], {
      info: { Title: 'Annual Report', Author: 'Ada Byron', CreationDate: "D:20260211120000+01'00'" },
      language: 'en-GB',
    });
    expect(text).toMatchObject({
      title: 'Annual Report',
      byline: 'Ada Byron',
      language: 'en-GB',
      published: '2026-02-11',
    });
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['is locked', writePdf([column(ARTICLE)], { isLocked: true }), /locked with a password/],
    ['is scanned', writePdf([[], [], []], { isScanned: true }), /has no text: its pages are pictures/],
    ['is cut off', writePdf([column(ARTICLE)]).subarray(0, 500), /damaged/],
    ['is only called one', new TextEncoder().encode('%PDF-1.7\nnothing that follows is a PDF'), /damaged/],
    ['is empty', new Uint8Array(), /can’t be read/],
  ])('of a file that %s is a sentence about it', async (_, bytes, sentence) => {
    const { text, isFinal } = await read(bytes);
    expect(text.blocks).toEqual([]);
    expect(text.problem).toMatch(sentence);
    expect(text.problem).toMatch(/original is kept/);
    expect(isFinal).toBe(true);
  });

  it('is what was read until then where the time is up, and is not taken for all there is', async () => {
    const { text, isFinal } = await read(writePdf(Array.from({ length: 5 }, () => column(ARTICLE))), -1);
    expect(text.problem).toMatch(/Only the first 0 of 5 pages/);
    expect(isFinal).toBe(false);
  });
});
