/**
 * An edition as a Word document: real headings, lists, tables, links, footnotes, and a comment at each open question.
 */
import {
  AlignmentType,
  Bookmark,
  Document,
  Footer,
  InternalHyperlink,
  type IStylesOptions,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { RELIABILITY_NAMES } from '#core/assessment/admiralty.ts';
import { footnoteText, STATE_WORDS } from '../citation-text.ts';
import { contentsEntries } from '../contents.ts';
import type { Edition } from '../edition.ts';
import type { Fact } from '../heads.ts';
import { type Block, blocksOf, HEADINGS, numberingReference } from './blocks.ts';
import type { DocxContext, DocxImage } from './inline.ts';

export type { DocxImage };

/** Prints an edition as the bytes of a `.docx` file. `images` are by attachment name, `language` is a BCP 47 tag. */
export async function publishDocx(
  edition: Edition,
  { language, images = new Map() }: { language: string; images?: ReadonlyMap<string, DocxImage> },
): Promise<Uint8Array> {
  let ids = 0;
  const context: DocxContext = {
    edition,
    comments: [],
    listStarts: new Set(),
    images,
    nextId: () => {
      ids += 1;
      return ids;
    },
  };
  const children = [
    ...head(edition),
    ...contents(edition),
    ...(edition.introduction ? blocksOf(edition.introduction.children, context) : []),
    ...edition.parts.flatMap((part): Block[] => [
      ...(part.heading
        ? [
            new Paragraph({
              heading: HEADINGS[0],
              keepNext: true,
              children: [new Bookmark({ id: part.heading.anchor, children: [new TextRun(part.heading.text)] })],
            }),
          ]
        : []),
      ...(part.label ? [new Paragraph({ style: 'Label', keepNext: true, children: [new TextRun(part.label)] })] : []),
      ...paragraphs(part.summary, 'Summary'),
      ...(part.facts.length > 0 ? [factsLine(part.facts)] : []),
      ...blocksOf(part.tree.children, context),
    ]),
    ...leftOutNote(edition),
    ...sourceList(edition),
  ];
  const document = new Document({
    title: edition.title,
    creator: 'Galley',
    description: edition.summary,
    styles: stylesIn(language),
    numbering: { config: numberingOf(context.listStarts) },
    footnotes: footnotesOf(edition),
    comments: { children: context.comments },
    sections: [
      {
        properties: {},
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT] })],
              }),
            ],
          }),
        },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function head(edition: Edition): Paragraph[] {
  return [
    ...(edition.label ? [new Paragraph({ style: 'Label', children: [new TextRun(edition.label)] })] : []),
    new Paragraph({ style: 'Title', children: [new TextRun(edition.title)] }),
    ...paragraphs(edition.summary, 'Summary'),
    ...(edition.facts.length > 0 ? [factsLine(edition.facts)] : []),
  ];
}

function factsLine(facts: readonly Fact[]): Paragraph {
  return new Paragraph({
    style: 'Facts',
    children: facts.flatMap(({ name, value }, index) => [
      new TextRun(`${index > 0 ? ' · ' : ''}${name} `),
      new TextRun({ text: value, bold: true }),
    ]),
  });
}

function paragraphs(text: string, style: string): Paragraph[] {
  return text ? text.split('\n').map((line) => new Paragraph({ style, children: [new TextRun(line)] })) : [];
}

function contents(edition: Edition): Paragraph[] {
  if (!edition.options.contents) return [];
  const lines = contentsEntries(edition);
  return lines.map(
    ({ anchor, text }) =>
      new Paragraph({
        style: 'Contents',
        children: [new InternalHyperlink({ anchor, children: [new TextRun({ text, style: 'Hyperlink' })] })],
      }),
  );
}

function leftOutNote({ leftOut, options }: Edition): Paragraph[] {
  if (leftOut.bullets === 0 || !options.audience) return [];
  const text = `Prepared for ${options.audience}: ${leftOut.bullets} significance ${leftOut.bullets === 1 ? 'point' : 'points'} for other readers left out.`;
  return [new Paragraph({ style: 'Statement', children: [new TextRun({ text, italics: true })] })];
}

function sourceList({ sources, options, isNumbered }: Edition): Paragraph[] {
  if (!options.sourceList || sources.length === 0) return [];
  return [
    new Paragraph({ heading: HEADINGS[0], keepNext: true, children: [new TextRun('Sources')] }),
    ...sources.map(
      ({ number, text, grade }) =>
        new Paragraph({
          style: 'Source',
          children: [
            new Bookmark({ id: `source-${number}`, children: [new TextRun(isNumbered ? text : `${number}. ${text}`)] }),
            ...(options.grades
              ? [new TextRun(` [${grade ? `${grade}: ${RELIABILITY_NAMES[grade].toLowerCase()}` : 'not graded'}]`)]
              : []),
          ],
        }),
    ),
  ];
}

function footnotesOf(edition: Edition): Record<string, { children: Paragraph[] }> {
  if (edition.options.citations !== 'footnotes') return {};
  return Object.fromEntries(
    edition.citations.map((node) => {
      const place = edition.places.get(node);
      const mark = edition.options.verdicts && place ? ` [${STATE_WORDS[place.state]}]` : '';
      return [
        String(place?.number ?? 0),
        { children: [new Paragraph({ children: [new TextRun(footnoteText(node) + mark)] })] },
      ];
    }),
  );
}

/** On every machine that has Word. */
const SERIF = 'Georgia';

function numberingOf(listStarts: ReadonlySet<number>) {
  return [
    { reference: 'bullets', format: LevelFormat.BULLET, text: () => '•', start: 1 },
    { reference: 'boxes', format: LevelFormat.NONE, text: () => '', start: 1 },
    ...Array.from(listStarts, (start) => ({
      reference: numberingReference(start),
      format: LevelFormat.DECIMAL,
      text: (level: number) => `%${level + 1}.`,
      start,
    })),
  ].map(({ reference, format, text, start }) => ({
    reference,
    levels: Array.from({ length: 9 }, (_, level) => ({
      level,
      format,
      text: text(level),
      start,
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 360 * (level + 1), hanging: 360 } } },
    })),
  }));
}

/** Sizes are Word's half points, spacing its twentieths of a point. Word checks spelling in the language of the text. */
const stylesIn = (language: string): IStylesOptions => ({
  default: {
    document: {
      run: { font: SERIF, size: 22, language: { value: language } },
      paragraph: { spacing: { after: 140, line: 300 } },
    },
    title: { run: { font: SERIF, size: 44, bold: true }, paragraph: { spacing: { after: 120 } } },
    heading1: { run: { font: SERIF, size: 30, bold: true }, paragraph: { spacing: { before: 360, after: 100 } } },
    heading2: { run: { font: SERIF, size: 26, bold: true }, paragraph: { spacing: { before: 280, after: 80 } } },
    heading3: { run: { font: SERIF, size: 23, bold: true }, paragraph: { spacing: { before: 220, after: 60 } } },
  },
  paragraphStyles: [
    { id: 'Label', name: 'Label', basedOn: 'Normal', run: { size: 18, bold: true, color: '57534B' } },
    { id: 'Summary', name: 'Summary', basedOn: 'Normal', run: { size: 24, color: '57534B' } },
    { id: 'Facts', name: 'Facts', basedOn: 'Normal', run: { size: 18, color: '57534B' } },
    { id: 'Statement', name: 'Statement', basedOn: 'Normal', run: { size: 20, color: '57534B' } },
    { id: 'Contents', name: 'Contents', basedOn: 'Normal', paragraph: { spacing: { after: 40 } } },
    {
      id: 'Source',
      name: 'Source',
      basedOn: 'Normal',
      run: { size: 20 },
      paragraph: { indent: { left: 360, hanging: 360 } },
    },
    {
      id: 'Quotation',
      name: 'Quotation',
      basedOn: 'Normal',
      paragraph: { indent: { left: 480 } },
      run: { color: '57534B' },
    },
    { id: 'CodeBlock', name: 'Code Block', basedOn: 'Normal', run: { font: 'Courier New', size: 19 } },
    {
      id: 'TableHead',
      name: 'Table Head',
      basedOn: 'Normal',
      run: { bold: true, size: 20 },
      paragraph: { spacing: { after: 40 } },
    },
    {
      id: 'TableText',
      name: 'Table Text',
      basedOn: 'Normal',
      run: { size: 20 },
      paragraph: { spacing: { after: 40 } },
    },
  ],
  characterStyles: [
    { id: 'CodeInText', name: 'Code in Text', basedOn: 'DefaultParagraphFont', run: { font: 'Courier New', size: 20 } },
  ],
});
