/**
 * Lines of pages as paragraphs, headings, list items and table rows. No block reaches over a page's end, so that each
 * stands on exactly one page; what a page bears beside its text is told from it, before and after it.
 */
import type { CopyBlock } from '#core/model/copy-text.ts';
import { asidesOn } from './pdf-asides.ts';
import type { Line, Page } from './pdf-lines.ts';
import { tableRowsOn } from './pdf-tables.ts';

/** As parts of the font's size: a larger step than this between baselines begins a paragraph, and so does an indent. */
const PARAGRAPH_STEP = 1.75;
const INDENT = 0.8;
/** The lines of a text that is not justified end within so much of each other; a letter is at most about so wide; another size is other text. */
const RAGGED = 4;
const WIDE_LETTER = 0.65;
/** A list is indented by this much, and the last line of an item leaves so much room. */
const LIST_INDENT = 1.5;
const LIST_ROOM = 2;
const OTHER_SIZE = 0.08;
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

/** `cells` are those of a row. */
type Block = { lines: Line[]; kind: CopyBlock['kind']; cells?: string[] };

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
    const blocks = blocksOnPage(body, bodySize).map(
      ({ lines: own, kind, cells }): CopyBlock => ({
        kind,
        text: cells ? cells.join('\t') : textOf(own, kind, words),
        page,
      }),
    );
    return [...asideBlocks(true), ...blocks, ...asideBlocks(false)];
  });
}

function blocksOnPage(lines: readonly Line[], bodySize: number): Block[] {
  const blocks: Block[] = [];
  const rows = tableRowsOn(lines);
  for (const line of lines) {
    const last = blocks.at(-1);
    const before = last?.lines.at(-1);
    const cells = rows.get(line);
    if (cells) {
      blocks.push({ lines: [line], kind: 'row', cells });
    } else if (last && before && last.kind !== 'row' && goesOn(last, before, line, lines)) {
      last.lines.push(line);
    } else {
      blocks.push({ lines: [line], kind: kindOf(line, bodySize) });
    }
  }
  for (const block of blocks) {
    const characters = block.lines.reduce((sum, line) => sum + line.cells.join(' ').length, 0);
    if (block.kind === 'heading' && characters > HEADING_CHARACTERS) block.kind = 'paragraph';
  }
  return blocks;
}

function kindOf(line: Line, bodySize: number): CopyBlock['kind'] {
  const text = line.cells.join(' ');
  if (line.size >= bodySize * HEADING_SCALE && /\p{L}/u.test(text)) return 'heading';
  return BULLET.test(text) || DASH.test(text) || NUMBER.test(text) ? 'item' : 'paragraph';
}

/** True where `line` continues the paragraph that `before` is the last line of. */
function goesOn(block: Block, before: Line, line: Line, lines: readonly Line[]): boolean {
  const text = line.cells.join(' ');
  if (Math.abs(line.size - before.size) > before.size * OTHER_SIZE) return false;
  const step = line.y - before.y;
  const ended = /[.!?:…][”"’')\]]?$/.test(before.cells.join(' '));
  // A dash may also stand between two halves of a sentence, where a line happens to end.
  if (BULLET.test(text) || (DASH.test(text) && ended)) return false;
  if (block.kind === 'item' && (NUMBER.test(text) || DASH.test(text))) return false;
  // Upwards: the next column, or a note in the margin. A sentence goes on there.
  if (step <= 0) return block.kind === 'paragraph' && !ended && line.x > before.x + before.size;
  if (step > before.size * PARAGRAPH_STEP) return false;
  if (block.kind === 'heading') return true;
  if (ended && isShort(before, line, lines)) return false;
  // An item's lines hang to the right of its bullet; a paragraph's first line does to the right of the others.
  const indent = line.x - (block.lines.length > 1 ? (block.lines[1]?.x ?? before.x) : before.x);
  return block.kind === 'item' || indent < INDENT * line.size || !ended;
}

/**
 * True where a line was ended on purpose: it is short, or the next one's first word would have had room in it. In a list whose
 * bullets are drawn and not written, less room has to do.
 */
function isShort(before: Line, line: Line, lines: readonly Line[]): boolean {
  const { start, end } = columnOf(before, lines);
  const room = end - before.right;
  const [word = ''] = /^\S*/.exec(line.cells[0] ?? '') ?? [];
  if (room > SHORT_LINE * (end - before.x) || room > (word.length + 3) * WIDE_LETTER * line.size) return true;
  const isIndented = Math.min(before.x, line.x) > start + LIST_INDENT * line.size && Math.abs(before.x - line.x) < 1;
  return isIndented && room > LIST_ROOM * line.size && /^\P{Ll}/u.test(word);
}

/**
 * Where most lines of a line's column begin, and where it ends as far as lines that begin where it does, or further out, go on
 * to about there: one that is longer than all others is of no measure.
 */
function columnOf(line: Line, lines: readonly Line[]): { start: number; end: number } {
  if (lines.length > MAX_COLUMN_LINES) return { start: line.x, end: line.right };
  const column = lines.filter((other) => other.column === line.column && other.size < line.size * HEADING_SCALE);
  const begins = new Map<number, number>();
  const rights: number[] = [];
  for (const { x, right } of column) {
    begins.set(Math.round(x), (begins.get(Math.round(x)) ?? 0) + 1);
    if (x <= line.x + 2 * line.size && right > line.x) rights.push(right);
  }
  const [start] = [...begins].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [line.x, 0]);
  rights.sort((a, b) => b - a);
  const end = rights.find((right, index) => right - (rights[index + 1] ?? right) <= RAGGED * line.size);
  return { start, end: Math.max(line.right, end ?? line.right) };
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
