/**
 * The blocks of an edition as Word's paragraphs and tables.
 */
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  HeadingLevel,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { List, ListItem, Paragraph as MdastParagraph, Table as MdastTable, RootContent } from 'mdast';
import { type DocxContext, runsOf } from './inline.ts';

export type Block = Paragraph | Table;

export const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const;

/** Deeper lists stand at this level: Word has nine. */
const MAX_LIST_LEVEL = 8;

/** One block after the other; `around` is what the paragraphs inherit from what they stand in. */
export function blocksOf(nodes: readonly RootContent[], context: DocxContext, around: IParagraphOptions = {}): Block[] {
  return nodes.flatMap((node): Block[] => {
    switch (node.type) {
      case 'paragraph':
        return [new Paragraph({ ...around, ...statement(node), children: runsOf(node.children, context) })];
      case 'heading': {
        // The title is the document's; sections begin one level below it, and a heading that would be a title with them.
        const heading = HEADINGS[Math.max(0, node.depth - 2)] ?? HeadingLevel.HEADING_6;
        const anchor = node.data?.hProperties?.id;
        const runs = runsOf(node.children, context);
        return [
          new Paragraph({
            heading,
            keepNext: true,
            children: typeof anchor === 'string' ? [new Bookmark({ id: anchor, children: runs })] : runs,
          }),
        ];
      }
      case 'blockquote':
        return blocksOf(node.children, context, { ...around, style: 'Quotation' });
      case 'code':
        return [
          new Paragraph({
            ...around,
            style: 'CodeBlock',
            children: node.value
              .split('\n')
              .map((text, index) => new TextRun({ text, ...(index > 0 && { break: 1 }) })),
          }),
        ];
      case 'list':
        return listBlocks(node, context, 0, context.nextId());
      case 'table':
        return [tableOf(node, context), new Paragraph({ children: [] })];
      case 'thematicBreak':
        return [
          new Paragraph({
            ...around,
            border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: 'BBBBBB' } },
            children: [],
          }),
        ];
      case 'html':
        return [new Paragraph({ ...around, children: [new TextRun(node.value)] })];
      default:
        return 'children' in node ? blocksOf(node.children as RootContent[], context, around) : [];
    }
  });
}

function statement(node: MdastParagraph): IParagraphOptions {
  const classes = node.data?.hProperties?.className;
  return Array.isArray(classes) && classes.includes('statement') ? { style: 'Statement' } : {};
}

/** `instance` counts each numbered list anew. */
function listBlocks(list: List, context: DocxContext, level: number, instance: number): Block[] {
  return list.children.flatMap((item) => itemBlocks(list, item, context, level, instance));
}

function itemBlocks(list: List, item: ListItem, context: DocxContext, level: number, instance: number): Block[] {
  const isChecked = typeof item.checked === 'boolean';
  let isFirst = true;
  return item.children.flatMap((child): Block[] => {
    if (child.type === 'list') return listBlocks(child, context, Math.min(MAX_LIST_LEVEL, level + 1), context.nextId());
    if (child.type !== 'paragraph' || !isFirst)
      return blocksOf([child], context, { indent: { left: 360 * (level + 1) } });
    isFirst = false;
    const box = isChecked ? [new TextRun(item.checked ? '☒ ' : '☐ ')] : [];
    const runs = runsOf(child.children, context);
    const numbering = list.ordered
      ? { reference: numberedFrom(list.start ?? 1, context), level, instance }
      : { reference: isChecked ? 'boxes' : 'bullets', level };
    return [
      new Paragraph({ numbering, children: [...box, ...(item.checked === false ? remarked(runs, context) : runs)] }),
    ];
  });
}

/** The numbering of a list that begins at `start`. */
function numberedFrom(start: number, { listStarts }: DocxContext): string {
  listStarts.add(start);
  return numberingReference(start);
}

/** What a document calls the numbering that begins at `start`. */
export function numberingReference(start: number): string {
  return `numbered-${start}`;
}

/** An open question carries a comment, so that whoever reads the document in Word can answer beside it. */
function remarked(runs: ParagraphChild[], { comments }: DocxContext): ParagraphChild[] {
  const id = comments.length;
  comments.push({
    id,
    author: 'Galley',
    initials: 'G',
    children: [new Paragraph({ children: [new TextRun('Open question')] })],
  });
  return [
    new CommentRangeStart(id),
    ...runs,
    new CommentRangeEnd(id),
    new TextRun({ children: [new CommentReference(id)] }),
  ];
}

const ALIGNMENTS = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

function tableOf(table: MdastTable, context: DocxContext): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: table.children.map(
      (row, rowIndex) =>
        new TableRow({
          tableHeader: rowIndex === 0,
          cantSplit: true,
          children: row.children.map((cell, column) => {
            const align = table.align?.[column];
            return new TableCell({
              children: [
                new Paragraph({
                  ...(align && { alignment: ALIGNMENTS[align] }),
                  style: rowIndex === 0 ? 'TableHead' : 'TableText',
                  children: runsOf(cell.children, context),
                }),
              ],
            });
          }),
        }),
    ),
  });
}
