/**
 * Lines of pages as paragraphs, headings, list items and table rows. No block reaches over a page's end, so that each
 * stands on exactly one page; what a page bears beside its text is told from it, before and after it.
 */
import type { CopyBlock } from '#core/model/copy-text.ts';
import { asidesOn } from './pdf-asides.ts';
import type { Line, Page } from './pdf-lines.ts';

/** As parts of the font's size: a larger step than this between baselines begins a paragraph, and so does an indent. */
const PARAGRAPH_STEP = 1.75;
const INDENT = 0.8;
/** A line that ends this far before its column does, as a part of the column's width, was the last of its paragraph. */
const SHORT_LINE = 0.25;
/** Type larger than the body's by this much is a heading's; a heading has at most so many characters. */
const HEADING_SCALE = 1.15;
const HEADING_CHARACTERS = 250;

const BULLET = /^[•‣▪▫◦●○■□*]\s+(?=\S)/;
const DASH = /^[–—-]\s+(?=\S)/;
const NUMBER = /^(?:\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)/;
/** Ends a word that goes on in the next line: a hyphen after a letter, or a soft one. */
const HYPHENATED = /(\p{L}+)(?:-|\u00ad)$/u;
const LONGEST_WORD = 60;
/** On a page with more lines than this, made by no printer, a line is its own column. */
const MAX_COLUMN_LINES = 2_000;

type Block = { lines: Line[]; kind: CopyBlock['kind']; page: number };

/** The blocks of all pages; each knows its page, from 1. */
export function blocksOf(pages: readonly Page[]): CopyBlock[] {
  const all = pages.flatMap(({ lines }) => lines);
  const bodySize = bodySizeOf(all);
  const words = hyphenatedWordsIn(all);
  const asides = asidesOn(pages, bodySize);
  return pages.flatMap(({ lines }, index): CopyBlock[] => {
    const page = index + 1;
    const body = lines.filter((line) => !asides.has(line));
    const top = body.reduce((least, { y }) => Math.min(least, y), Number.POSITIVE_INFINITY);
    const beside = lines
      .filter((line) => asides.has(line))
      .map((line) => ({ line, isHead: !line.isAslant && line.y < top }));
    const asideBlocks = (isHead: boolean) =>
      beside
        .filter((aside) => aside.isHead === isHead)
        .map(({ line }): CopyBlock => ({ kind: 'paragraph', text: line.cells.join(' '), page, isAside: true }));
    const blocks = blocksOnPage(body, page, bodySize).map(
      ({ lines: own, kind }): CopyBlock => ({
        kind,
        text: kind === 'row' ? (own[0]?.cells.join('\t') ?? '') : textOf(own, kind, words),
        page,
      }),
    );
    return [...asideBlocks(true), ...blocks, ...asideBlocks(false)];
  });
}

function blocksOnPage(lines: readonly Line[], page: number, bodySize: number): Block[] {
  const blocks: Block[] = [];
  for (const [index, line] of lines.entries()) {
    const last = blocks.at(-1);
    const before = last?.lines.at(-1);
    if (line.cells.length > 1 && isInTable(lines, index)) {
      blocks.push({ lines: [line], kind: 'row', page });
    } else if (last && before && last.kind !== 'row' && goesOn(last, before, line, lines)) {
      last.lines.push(line);
    } else {
      blocks.push({ lines: [line], kind: kindOf(line, bodySize), page });
    }
  }
  for (const block of blocks) {
    const characters = block.lines.reduce((sum, line) => sum + line.cells.join(' ').length, 0);
    if (block.kind === 'heading' && characters > HEADING_CHARACTERS) block.kind = 'paragraph';
  }
  return blocks;
}

/** One line with a gap may be justified text or a name beside a page number; neighbours with gaps are a table. */
function isInTable(lines: readonly Line[], index: number): boolean {
  const hasCells = (line: Line | undefined) => line !== undefined && line.cells.length > 1;
  return hasCells(lines[index - 1]) || hasCells(lines[index + 1]) || (lines[index]?.cells.length ?? 0) > 2;
}

function kindOf(line: Line, bodySize: number): CopyBlock['kind'] {
  const text = line.cells.join(' ');
  if (line.size >= bodySize * HEADING_SCALE && /\p{L}/u.test(text)) return 'heading';
  return BULLET.test(text) || DASH.test(text) || NUMBER.test(text) ? 'item' : 'paragraph';
}

/** True where `line` continues the paragraph that `before` is the last line of. */
function goesOn(block: Block, before: Line, line: Line, lines: readonly Line[]): boolean {
  const text = line.cells.join(' ');
  if (Math.abs(line.size - before.size) > before.size * 0.08) return false;
  const step = line.y - before.y;
  const ended = /[.!?:…][”"’')\]]?$/.test(before.cells.join(' '));
  // A dash may also stand between two halves of a sentence, where a line happens to end.
  if (BULLET.test(text) || (DASH.test(text) && ended)) return false;
  if (block.kind === 'item' && (NUMBER.test(text) || DASH.test(text))) return false;
  // Upwards: the next column, or a note in the margin. A sentence goes on there.
  if (step <= 0) return block.kind === 'paragraph' && !ended && line.x > before.x + before.size;
  if (step > before.size * PARAGRAPH_STEP) return false;
  if (block.kind === 'heading') return true;
  const column = columnOf(before, lines);
  const isShort = column.right - before.right > SHORT_LINE * (column.right - column.x);
  if (isShort && ended) return false;
  // An item's lines hang to the right of its bullet; a paragraph's first line does to the right of the others.
  const indent = line.x - (block.lines.length > 1 ? (block.lines[1]?.x ?? before.x) : before.x);
  return block.kind === 'item' || indent < INDENT * line.size || !ended;
}

/** The column that a line stands in: as wide as the widest line that begins about where it does. */
function columnOf(line: Line, lines: readonly Line[]): { x: number; right: number } {
  let { x, right } = line;
  if (lines.length > MAX_COLUMN_LINES) return { x, right };
  for (const other of lines) {
    if (Math.abs(other.x - line.x) > line.size * 2) continue;
    x = Math.min(x, other.x);
    right = Math.max(right, other.right);
  }
  return { x, right };
}

function textOf(lines: readonly Line[], kind: CopyBlock['kind'], words: ReadonlySet<string>): string {
  let text = '';
  for (const line of lines) {
    const next = line.cells.join(' ');
    const [, start] = HYPHENATED.exec(text.slice(-LONGEST_WORD)) ?? [];
    if (start !== undefined && /^\p{Ll}/u.test(next)) text = joined(text, start, next, words);
    else text += (text ? ' ' : '') + next;
  }
  return kind === 'item' ? text.replace(BULLET, '').replace(DASH, '') : text;
}

/** A hyphen at a line's end is dropped, unless the word is written with it elsewhere in the file. */
function joined(text: string, start: string, next: string, words: ReadonlySet<string>): string {
  const [end = ''] = /^\p{L}+/u.exec(next) ?? [];
  const isSoft = text.endsWith('\u00ad');
  const keeps = !isSoft && words.has(`${start}-${end}`.toLowerCase());
  return keeps ? text + next : text.slice(0, -1) + next;
}

/** The words with a hyphen in them that stand within lines. */
function hyphenatedWordsIn(lines: readonly Line[]): Set<string> {
  const words = new Set<string>();
  for (const line of lines) {
    for (const cell of line.cells) {
      if (!cell.includes('-')) continue;
      for (const [word] of cell.matchAll(/\p{L}+-\p{L}+/gu)) words.add(word.toLowerCase());
    }
  }
  return words;
}

/** The size that most characters are set in. */
function bodySizeOf(lines: readonly Line[]): number {
  const characters = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    characters.set(size, (characters.get(size) ?? 0) + line.cells.join('').length);
  }
  return [...characters].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])[0];
}
