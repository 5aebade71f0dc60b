import { describe, expect, it } from 'vitest';
import type { CopyText } from '#core/model/copy-text.ts';
import { findPassage } from '#core/quotation/find-passage.ts';
import { prepareCopy } from '#core/quotation/prepared-copy.ts';
import { pdfText } from '#main/library/copies/pdf.ts';
import { column, type PdfOptions, type PlacedLine, stretched, widthOf, writePdf } from './write-pdf.ts';

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

/** A narrow column of justified lines, the last one as it is; it is 230 points wide. */
function justified(lines: readonly string[], x: number, top: number): PlacedLine[] {
  return lines.flatMap((words, index) => {
    const y = top - index * 14;
    return index === lines.length - 1 ? [{ x, y, text: words }] : stretched(words, { x, y, width: 230 });
  });
}

const NARROW = [
  'fallen by one quarter, the report said, and',
  'misclassification of internationalisation',
  'programmes was responsible for the',
  'overrepresentation of containerised',
  'Unquestionably, counterproductive',
  'telecommunications infrastructure needed',
  'a comprehensive reconceptualisation of',
  'nevertheless expected characteristically',
  'disproportionate improvements.',
];

describe('a table in a PDF', () => {
  it('is not what a narrow column of justified text looks like', async () => {
    const { blocks } = await textOf([[...justified(NARROW, 60, 700), ...justified(NARROW, 320, 700)]]);
    expect(blocks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      `paragraph: ${NARROW.join(' ')}`,
      `paragraph: ${NARROW.join(' ')}`,
    ]);
  });

  it('is one where its cells stand close together', async () => {
    const rows = [
      ['Port', 'Days'],
      ['Rotterdam', '14.5'],
      ['Antwerp', '9.2'],
    ];
    const second = 60 + widthOf('Rotterdam') + 4;
    const { blocks } = await textOf([
      [
        ...justified(NARROW, 60, 700),
        ...rows.flatMap(([port = '', days = ''], row) => [
          { x: 60, y: 560 - row * 15, text: port },
          { x: second, y: 560 - row * 15, text: days },
        ]),
        ...justified(NARROW, 60, 510),
      ],
    ]);
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'row', 'row', 'row', 'paragraph']);
    expect(blocks.slice(1, 4).map(({ text }) => text)).toEqual(['Port\tDays', 'Rotterdam\t14.5', 'Antwerp\t9.2']);
  });

  it('may have figures that end below each other', async () => {
    const rows = [
      ['Rotterdam and the terminals', '1,214.5'],
      ['Antwerp', '9.2'],
      ['Bremen and Hamburg', '31.25'],
    ];
    const { blocks } = await textOf([
      rows.flatMap(([port = '', tonnes = ''], row) => [
        { x: 60, y: 560 - row * 15, text: port },
        { x: 400 - widthOf(tonnes), y: 560 - row * 15, text: tonnes },
      ]),
    ]);
    expect(blocks.map(({ kind, text }) => `${kind} ${text}`)).toEqual(rows.map((cells) => `row ${cells.join('\t')}`));
  });

  it('is more than one line with a gap', async () => {
    const { blocks } = await textOf([
      [
        ...column(['Harbour Gazette']),
        { x: 300, y: 720, text: 'March' },
        { x: 500, y: 720, text: '7' },
        ...column(['The cranes of the eastern terminal stood still for eleven weeks, the paper wrote.'], { top: 690 }),
      ],
    ]);
    expect(blocks.map(({ kind, text }) => `${kind} ${text}`)[0]).toBe('paragraph Harbour Gazette March 7');
  });
});

describe('a list in a PDF', () => {
  it('has its lines where the bullets are drawn and not written', async () => {
    const { blocks } = await textOf([
      [
        ...justified(NARROW, 60, 700),
        ...column(
          ['First point on automation of cranes.', 'Second point on wages, which goes', 'on in a second line.'],
          { x: 90, top: 560 },
        ),
        ...justified(NARROW, 60, 510),
      ],
    ]);
    expect(blocks.slice(1, -1).map(({ text }) => text)).toEqual([
      'First point on automation of cranes.',
      'Second point on wages, which goes on in a second line.',
    ]);
  });
});

/** Three pages of one paragraph, whose sentence goes on over both breaks. */
const BODIES = [
  [
    'The inspectors wrote that the cranes of the eastern terminal had stood',
    'still for eleven weeks, that nobody had told the harbour office about',
    'the strike of the pilots until',
  ],
  [
    'the second week of March, and that the insurers, who had been asked to',
    'pay for the delays, had found no record of them in any of the ledgers',
    'which the company had sent to',
  ],
  ['the court in Rotterdam. Nothing of this stands in the annual report.'],
];
const OVER_BOTH_BREAKS = BODIES.flat().join(' ').split('.')[0] ?? '';

/** The pages of `BODIES` with what `beside` puts beside the text of each; pages count from 1. */
const pagesWith = (beside: (page: number) => PlacedLine[], top = 690) =>
  BODIES.map((lines, index) => [...beside(index + 1), ...column(lines, { top })]);
const asidesOf = ({ blocks }: CopyText) =>
  blocks.filter(({ isAside }) => isAside).map(({ page, text }) => `${page} ${text}`);
const found = (text: CopyText, quote = OVER_BOTH_BREAKS) => findPassage(prepareCopy(text), quote);

describe('what the pages of a PDF bear beside their text', () => {
  it.each<[string, (page: number) => PlacedLine[], string[]]>([
    ['page numbers', (page) => [{ x: 300, y: 40, text: `${page + 7}`, size: 9 }], ['1 8', '2 9', '3 10']],
    [
      'numbers of all pages',
      (page) => [{ x: 300, y: 40, text: `Page ${page} of 3 – Draft`, size: 9 }],
      ['1 Page 1 of 3 – Draft', '2 Page 2 of 3 – Draft', '3 Page 3 of 3 – Draft'],
    ],
    [
      'Roman numbers',
      (page) => [{ x: 300, y: 40, text: `– ${['iii', 'iv', 'v'][page - 1]} –` }],
      ['1 – iii –', '2 – iv –', '3 – v –'],
    ],
    [
      'a running head and a footer of two lines',
      (page) => [
        { x: 72, y: 760, text: 'Harbour Authority' },
        { x: 72, y: 52, text: 'Not for distribution', size: 8 },
        { x: 72, y: 40, text: `${page}`, size: 8 },
      ],
      [1, 2, 3].flatMap((page) => [`${page} Harbour Authority`, `${page} Not for distribution`, `${page} ${page}`]),
    ],
    [
      'heads that change with the chapter, on the outer side of the page',
      (page) => [
        { x: page % 2 ? 500 : 72, y: 750, text: `${page + 20}`, size: 9 },
        { x: page % 2 ? 72 : 400, y: 750, text: page < 3 ? 'The strike' : 'The court', size: 9 },
      ],
      ['1 21', '1 The strike', '2 22 The strike', '3 23', '3 The court'],
    ],
    [
      'a stamp in the margin of the first page',
      (page) => (page === 1 ? [{ x: 30, y: 300, text: 'Preprint 1703.04213v1, 12 March', isUpended: true }] : []),
      ['1 Preprint 1703.04213v1, 12 March'],
    ],
  ])('is told from it, and a quote goes on behind it: %s', async (_, beside, asides) => {
    const text = await textOf(pagesWith(beside));
    expect(asidesOf(text).sort()).toEqual(asides.sort());
    expect(found(text)).toMatchObject({ kind: 'exact', page: 1 });
    expect(text.blocks.flatMap(({ page, isAside }) => (isAside ? [] : [page]))).toEqual([1, 2, 3]);
  });

  it('is the same where a page lies on its side', async () => {
    const pages = pagesWith((page) => [{ x: 300, y: 40, text: `${page}`, size: 9 }], 500);
    const text = (await read(writePdf(pages, { landscapePages: [2] }))).text;
    expect(asidesOf(text)).toEqual(['1 1', '2 2', '3 3']);
    expect(found(text)).toMatchObject({ kind: 'exact' });
  });

  it('is what stands at the place of the heads, also where only one page has it', async () => {
    const heads = ['The strike', 'The strike', 'The court', 'The court', 'A note on sources'];
    const text = await textOf(
      heads.map((head, page) => [
        { x: 72, y: 760, text: head, size: 9 },
        ...column(ARTICLE.map((line) => `${'abcde'.charAt(page)} ${line}`)),
      ]),
    );
    expect(asidesOf(text)).toEqual(heads.map((head, page) => `${page + 1} ${head}`));
  });

  it('is found itself, too', async () => {
    const text = await textOf(pagesWith(() => [{ x: 72, y: 760, text: 'Harbour Authority, Annual Report' }]));
    expect(found(text, 'Harbour Authority, Annual Report')).toMatchObject({ kind: 'exact', page: 1 });
  });

  it.each<[string, PlacedLine[][]]>([
    [
      'its own first and last line',
      pagesWith((page) => [
        { x: 72, y: 760, text: ['Summary', 'Findings', 'Outlook'][page - 1] ?? '' },
        { x: 72, y: 60, text: ['* Of 2019.', '** As above.', 'See the annex.'][page - 1] ?? '' },
      ]),
    ],
    ['the headings of its chapters', pagesWith((page) => [{ x: 72, y: 740, text: `Chapter ${page}`, size: 18 }])],
    ['headings set like the text', pagesWith((page) => [{ x: 72, y: 740, text: `Quarter ${page}` }])],
    [
      'a sentence whose year counts up with the pages',
      pagesWith((page) => [{ x: 72, y: 740, text: `In ${2014 + page} the sector grew by ${page + 1} percent.` }]),
    ],
    ['the same text on each page', [column(ARTICLE), column(ARTICLE), column(ARTICLE)]],
    ['figures that end it', pagesWith((page) => [{ x: 72, y: 60, text: `Cranes: ${[14, 31, 9][page - 1]}` }])],
    ['one page', pagesWith(() => [{ x: 300, y: 40, text: '1' }]).slice(0, 1)],
  ])('is nothing that belongs to the text: %s', async (_, pages) => {
    expect(asidesOf(await textOf(pages))).toEqual([]);
  });
});
