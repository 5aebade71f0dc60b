/**
 * A Word file cut into its parts. Its text comes in; what it could do (macros, embedded programs, links that are fetched) has
 * no part in it.
 */
import type { BlockContent, List, ListItem, PhrasingContent, RootContent, TableCell, TableRow } from 'mdast';
import { dateKeyOf, parseDate } from '#core/citation/dates.ts';
import { Failure } from '#core/model/failure.ts';
import type { Remark } from '../remark.ts';
import { metricsFrom, type RichContext, type RichPage, textOfTree, tidied, withPageHead } from '../rich-page.ts';
import { type DocxReading, runsFrom } from './inline.ts';
import { type DocxFiles, type DocxParts, partsOf, settingOf } from './parts.ts';
import { childAt, childrenOf, type XmlElement } from './xml.ts';

/** A paragraph with what its style and its own properties make of it. */
type Paragraph = {
  kind: 'text' | 'heading' | 'title' | 'subtitle' | 'quote' | 'code' | 'rule' | 'left-out' | 'own-head';
  style: string;
  level: number;
  list: { format: string; level: number; start: number } | null;
  children: PhrasingContent[];
};

/** Reads a Word file. Throws `Failure` Invalid for what is none, or is damaged. */
export function readDocxPage(files: DocxFiles, context: RichContext): RichPage {
  const parts = partsOf(files);
  if (!parts) throw new Failure('Invalid', 'This file is not a Word document.');
  const isOwn = parts.properties.creator === 'Galley';
  const sourceEntries = isOwn ? ownSourceEntries(parts) : new Map<string, string>();
  const reading: DocxReading = { parts, files, context, sourceEntries, boxes: [], seen: { deletions: 0, formulas: 0 } };
  const head: Partial<RichPage> = {};
  const blocks = blocksFrom(parts.body, reading, (paragraph) => takeHead(head, paragraph, isOwn));
  const children: RootContent[] = isOwn ? withoutOwnSourceHeading(blocks) : blocks;
  const modified = parseDate(parts.properties.modified.slice(0, 10));
  const page: RichPage = {
    ...(modified && { updatedOn: dateKeyOf({ month: 1, day: 1, ...modified }) }),
    ...head,
    tree: { type: 'root', children },
    remarks: remarksOn(files, parts, reading, isOwn),
  };
  const headed = withPageHead(page);
  return headed.title === undefined ? withTitle(headed, parts.properties.title) : headed;
}

/** The paragraphs and tables of a body, a cell or a box. `takes` may keep a paragraph for itself. */
function blocksFrom(
  body: XmlElement,
  reading: DocxReading,
  takes: (paragraph: Paragraph) => boolean = () => false,
): BlockContent[] {
  const blocks: BlockContent[] = [];
  for (const element of blockElements(body)) {
    if (element.name === 'w:tbl') blocks.push(...tableFrom(element, reading));
    else {
      const paragraph = paragraphFrom(element, reading);
      if (!takes(paragraph)) put(blocks, paragraph);
    }
    for (const box of reading.boxes.splice(0)) blocks.push(...blocksFrom(box, reading));
  }
  return blocks;
}

/** Paragraphs and tables, also those in content controls and insertions. */
function blockElements(parent: XmlElement): XmlElement[] {
  return childrenOf(parent).flatMap((element) => {
    if (element.name === 'w:p' || element.name === 'w:tbl') return [element];
    return ['w:sdt', 'w:sdtContent', 'w:ins', 'w:moveTo', 'w:customXml', 'w:smartTag'].includes(element.name)
      ? blockElements(element)
      : [];
  });
}

function paragraphFrom(element: XmlElement, reading: DocxReading): Paragraph {
  const { parts } = reading;
  const properties = childAt(element, 'w:pPr');
  const styleId = settingOf(properties, 'w:pStyle');
  const { kind, level, name } = kindOf(styleId, settingOf(properties, 'w:outlineLvl'), parts);
  const children = runsFrom(element, reading, kind === 'heading');
  const isRule = children.length === 0 && childAt(properties, 'w:pBdr', 'w:bottom') !== undefined;
  return {
    kind: isRule ? 'rule' : kind,
    style: name,
    level,
    list: kind === 'heading' ? null : listOf(properties, name, parts),
    children: kind === 'code' ? children : tidied(children),
  };
}

/** What a paragraph is by its style, or the nearest that it is based on. */
function kindOf(
  styleId: string | undefined,
  ownOutline: string | undefined,
  { styles }: DocxParts,
): { kind: Paragraph['kind']; level: number; name: string } {
  const first = styles.get(styleId ?? '')?.name ?? (styleId ?? '').toLowerCase();
  if (ownOutline !== undefined && Number(ownOutline) < 6)
    return { kind: 'heading', level: Number(ownOutline) + 1, name: first };
  let id = styleId;
  for (let step = 0; id !== undefined && step < 20; step += 1) {
    const style = styles.get(id);
    const name = style?.name ?? id.toLowerCase();
    const heading = /^(?:heading|überschrift|titre|título) ?([1-6])$/.exec(name)?.[1];
    if (heading) return { kind: 'heading', level: Number(heading), name: first };
    if (name === 'title' || name === 'subtitle') return { kind: name, level: 0, name: first };
    if (/^(?:toc \d|toc heading|contents|header|footer)/.test(name)) return { kind: 'left-out', level: 0, name: first };
    if (/^(?:(?:intense )?quot(?:e|ations?)|block text)/.test(name)) return { kind: 'quote', level: 0, name: first };
    if (/^(?:code|source code|html preformatted|preformatted text|macro)/.test(name))
      return { kind: 'code', level: 0, name: first };
    if (style?.outlineLevel !== undefined && style.outlineLevel < 6)
      return { kind: 'heading', level: style.outlineLevel + 1, name: first };
    id = style?.basedOn;
  }
  return { kind: 'text', level: 0, name: first };
}

function listOf(
  properties: XmlElement | undefined,
  style: string,
  { listFormat, listStart }: DocxParts,
): Paragraph['list'] {
  const numbering = childAt(properties, 'w:numPr');
  const id = settingOf(numbering, 'w:numId');
  if (id === '0') return null;
  const level = Math.min(8, Math.max(0, Number(settingOf(numbering, 'w:ilvl') ?? 0) || 0));
  if (id !== undefined) return { level, format: listFormat(id, level) ?? 'bullet', start: listStart(id, level) };
  const byName = /^list (bullet|number)(?: ([2-5]))?$/.exec(style);
  return byName
    ? { format: byName[1] === 'number' ? 'decimal' : 'bullet', level: Number(byName[2] ?? 1) - 1, start: 1 }
    : null;
}

/** Adds a paragraph to the blocks before it: items to their list, lines to their code, paragraphs to their quote. */
function put(blocks: BlockContent[], { kind, level, list, children }: Paragraph): void {
  const last = blocks.at(-1);
  if (kind === 'rule') blocks.push({ type: 'thematicBreak' });
  else if (kind === 'left-out' || kind === 'own-head' || children.length === 0) return;
  else if (list) putItem(blocks, list, children);
  else if (kind === 'heading')
    blocks.push({ type: 'heading', depth: Math.min(6, Math.max(1, level)) as 1 | 2 | 3 | 4 | 5 | 6, children });
  else if (kind === 'code') {
    const value = children.map(textOfTree).join('');
    if (last?.type === 'code') last.value += `\n${value}`;
    else blocks.push({ type: 'code', value });
  } else if (kind === 'quote') {
    if (last?.type === 'blockquote') last.children.push({ type: 'paragraph', children });
    else blocks.push({ type: 'blockquote', children: [{ type: 'paragraph', children }] });
  } else blocks.push({ type: 'paragraph', children });
}

function putItem(
  blocks: BlockContent[],
  { format, level, start }: NonNullable<Paragraph['list']>,
  children: PhrasingContent[],
): void {
  const ordered = !['bullet', 'none'].includes(format);
  const [first] = children;
  const box = first?.type === 'text' ? /^[☐☑☒] ?/.exec(first.value)?.[0] : undefined;
  const text =
    box && first?.type === 'text'
      ? [{ ...first, value: first.value.slice(box.length) }, ...children.slice(1)]
      : children;
  const item: ListItem = {
    type: 'listItem',
    spread: false,
    ...(box && { checked: !box.startsWith('☐') }),
    children: [{ type: 'paragraph', children: text }],
  };
  const isOf = (block: RootContent | undefined): block is List => block?.type === 'list' && block.ordered === ordered;
  let within: RootContent[] = blocks;
  for (let depth = 0; depth < level; depth += 1) {
    const list = within.at(-1);
    const inner = list?.type === 'list' ? list.children.at(-1) : undefined;
    // A level without one above it stands at that above.
    if (!inner) break;
    within = inner.children;
  }
  const list = within.at(-1);
  if (isOf(list)) list.children.push(item);
  else within.push({ type: 'list', ordered, ...(ordered && { start }), spread: false, children: [item] });
}

function tableFrom(table: XmlElement, reading: DocxReading): BlockContent[] {
  const rows = childrenOf(table, 'w:tr').map((row) => childrenOf(row, 'w:tc'));
  const width = Math.max(0, ...rows.map((row) => row.length));
  // A table of one column only frames what is in it.
  if (width < 2) return rows.flatMap((row) => row.flatMap((cell) => blocksFrom(cell, reading)));
  const children = rows.map((row): TableRow => {
    const cells = row.flatMap((cell): TableCell[] => {
      const properties = childAt(cell, 'w:tcPr');
      const span = Math.min(100, Math.max(1, Number(settingOf(properties, 'w:gridSpan') ?? 1) || 1));
      const content: TableCell = { type: 'tableCell', children: cellText(blocksFrom(cell, reading)) };
      return [content, ...Array.from({ length: span - 1 }, (): TableCell => ({ type: 'tableCell', children: [] }))];
    });
    return { type: 'tableRow', children: cells };
  });
  const columns = Math.max(...children.map((row) => row.children.length));
  for (const row of children)
    while (row.children.length < columns) row.children.push({ type: 'tableCell', children: [] });
  return [{ type: 'table', align: (rows[0] ?? []).map(alignmentOf), children }];
}

function alignmentOf(cell: XmlElement): 'center' | 'right' | null {
  const said = settingOf(childAt(cell, 'w:p', 'w:pPr'), 'w:jc');
  if (said === 'center') return 'center';
  return said === 'right' || said === 'end' ? 'right' : null;
}

/** Cells hold running text: their blocks stand on lines of their own. */
function cellText(blocks: readonly RootContent[]): PhrasingContent[] {
  return blocks.flatMap((block, index): PhrasingContent[] => {
    const children: PhrasingContent[] =
      block.type === 'paragraph' || block.type === 'heading'
        ? block.children
        : [{ type: 'text', value: textOfTree(block) }];
    return [...(index > 0 ? [{ type: 'break' as const }] : []), ...children];
  });
}

/** Keeps what belongs to the page's head: its title, what stands below that, and what Galley's own files print there. */
function takeHead(head: Partial<RichPage>, { kind, style, children }: Paragraph, isOwn: boolean): boolean {
  const text = children.map(textOfTree).join('').trim();
  if (kind === 'title' && head.title === undefined && text) {
    head.title = text;
    return true;
  }
  if (kind === 'subtitle' && head.summary === undefined && text) {
    head.summary = text;
    return true;
  }
  if (!isOwn) return false;
  if (style === 'label' || style === 'facts' || style === 'source') {
    if (style === 'label' && head.title === undefined) head.label = text;
    if (style === 'facts' && head.importancePercent === undefined) Object.assign(head, metricsFrom(factsIn(text)));
    return true;
  }
  if (style !== 'summary' || head.importancePercent !== undefined) return false;
  head.summary = head.summary ? `${head.summary}\n${text}` : text;
  return true;
}

/** `Importance 70 % · Updated March 9, 2026`. */
function factsIn(line: string): { name: string; value: string }[] {
  return line.split(' · ').map((fact) => {
    const at = fact.indexOf(' ');
    return { name: fact.slice(0, at), value: fact.slice(at + 1) };
  });
}

/** The entries of the source list of one of Galley's own files, by the bookmark that its citations lead to. */
function ownSourceEntries({ body, styles }: DocxParts): Map<string, string> {
  const entries = new Map<string, string>();
  for (const element of childrenOf(body, 'w:p')) {
    if (styles.get(settingOf(childAt(element, 'w:pPr'), 'w:pStyle') ?? '')?.name !== 'source') continue;
    const bookmark = childAt(element, 'w:bookmarkStart')?.attributes.get('w:name');
    const text = childrenOf(element, 'w:r')
      .flatMap((run) => childrenOf(run, 'w:t'))
      .map((part) => part.children.join(''))
      .join('');
    if (bookmark) entries.set(bookmark, text.replace(/^(?:\d+\.|\[\d+\]) /, ''));
  }
  return entries;
}

/** The heading of a source list whose entries were left out. */
function withoutOwnSourceHeading(blocks: readonly BlockContent[]): RootContent[] {
  const last = blocks.at(-1);
  return last?.type === 'heading' && textOfTree(last) === 'Sources' ? blocks.slice(0, -1) : [...blocks];
}

/** A file without a title of its own: its only first heading, or what its properties say. */
function withTitle(page: RichPage, named: string): RichPage {
  const { children } = page.tree;
  const [first] = children;
  const tops = children.filter((block) => block.type === 'heading' && block.depth === 1);
  if (first?.type === 'heading' && first.depth === 1 && tops.length === 1)
    return { ...page, title: textOfTree(first).trim(), tree: { type: 'root', children: children.slice(1) } };
  return named && !/^(?:word document|document\d*|untitled)$/i.test(named) ? { ...page, title: named } : page;
}

function remarksOn(files: DocxFiles, { commentAuthors }: DocxParts, { seen }: DocxReading, isOwn: boolean): Remark[] {
  const messages: string[] = [];
  if (files.names.some((name) => /(?:^|\/)vbaProject\.bin$/i.test(name)))
    messages.push('The macros in this file were left out; none of them was run.');
  const comments = isOwn ? commentAuthors.filter((author) => author !== 'Galley') : commentAuthors;
  if (comments.length > 0)
    messages.push(`${comments.length} ${comments.length === 1 ? 'comment was' : 'comments were'} left out.`);
  if (seen.deletions > 0) messages.push('Text that was marked as deleted was left out.');
  if (seen.formulas > 0)
    messages.push(
      `${seen.formulas} ${seen.formulas === 1 ? 'formula was' : 'formulas were'} left out: a story holds none.`,
    );
  return messages.map((message) => ({ line: null, message }));
}
