/**
 * What a PDF's pages bear beside their text: running heads, footers, page numbers, stamps in the margin. They stand where a
 * page ends and the next begins, in the middle of a sentence that belongs to neither.
 */
import { isBaselineShared, type Line, type Page } from './pdf-lines.ts';

/** So many lines at the most are a page's head, or its foot, within this part of its height. */
const MAX_ROWS = 5;
const EDGE = 0.2;
/** A longer line is of the text. */
const MAX_CHARACTERS = 300;
/** Places are the same within this many points. */
const SAME_PLACE = 3;
/** The line next to a head or foot is this much further from it than lines are from each other, or differs in size so much. */
const SET_APART = 1.2;
const OTHER_SIZE = 0.08;
/** Lines of a text are at most so far from each other, as parts of their size; on a page of a few lines they may be further. */
const WIDEST_LEADING = 2.5;
/** Larger than the body by this much, a line with a number is a chapter's heading. */
const HEADING_SCALE = 1.15;
/** What stands beside a page's number: "Page 4 of 12", "Seite 4 von 12", "p. 4 / 12". */
const PAGE_WORDS =
  /(?<!\p{L})(?:pages?|pp?|pg|seite|von|sur|página|pág|pagina|pag|di|de|of|sida|av|side|af|strona|str)(?!\p{L})/giu;
/** What stands on so many pages needs no distance from the text. */
const MANY_PAGES = 3;

/** All lines of a page on one baseline. `place` is its distance in points from the edge that is looked at; too far in or too long, it has no `marks`. */
type Row = { page: number; lines: Line[]; place: number; size: number; marks: string[] };
/** The outermost rows of a page at one of its edges, from the edge inwards, and how far apart its lines usually are. */
type Edge = { rows: Row[]; leading: number };

/**
 * The lines that stand beside the text. At a page's edge these are the outermost ones that other pages have at the same place,
 * word for word or with a number that counts up with the pages; and what is written aslant or upended, where the page is not.
 */
export function asidesOn(pages: readonly Page[], bodySize: number): Set<Line> {
  const asides = new Set<Line>();
  for (const { lines } of pages) for (const line of aslantBesideText(lines)) asides.add(line);
  for (const isTop of [true, false]) {
    const edges = pages.map((page, index) => edgeOf(page, index, isTop));
    for (const line of repeatedAt(edges, bodySize)) asides.add(line);
  }
  return asides;
}

function aslantBesideText(lines: readonly Line[]): Line[] {
  const aslant = lines.filter((line) => line.isAslant);
  const characters = (of: readonly Line[]) => of.reduce((sum, { cells }) => sum + cells.join('').length, 0);
  return characters(aslant) * 2 < characters(lines) ? aslant : [];
}

function edgeOf({ lines, height }: Page, page: number, isTop: boolean): Edge {
  const inwards = isTop ? 1 : -1;
  const upright = lines.filter((line) => !line.isAslant).sort((a, b) => (a.y - b.y) * inwards);
  const rows: Row[] = [];
  const steps: number[] = [];
  for (const line of upright) {
    const last = rows.at(-1);
    const before = last?.lines[0];
    if (last && before && isBaselineShared(before, line)) {
      last.lines.push(line);
      last.size = Math.max(last.size, line.size);
      continue;
    }
    if (before) steps.push(Math.abs(line.y - before.y));
    const place = isTop ? line.y : height - line.y;
    rows.push({ page, lines: [line], place, size: line.size, marks: [] });
  }
  const leading = steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0;
  const outermost = rows.slice(0, MAX_ROWS + 1);
  for (const row of outermost) {
    const marks = row.lines.flatMap(({ cells }) => cells);
    if (row.place <= EDGE * height && marks.join('').length <= MAX_CHARACTERS) row.marks = marks;
  }
  return { rows: outermost, leading };
}

function repeatedAt(edges: readonly Edge[], bodySize: number): Line[] {
  const rows = edges.flatMap((edge) => edge.rows);
  const texts = new Places();
  const numbers = new Places();
  for (const row of rows) {
    for (const mark of new Set(row.marks)) texts.add(mark, row);
    for (const mark of new Set(row.marks.flatMap((text) => countingMarks(text, row.page)))) numbers.add(mark, row);
  }
  const pagesWith = (row: Row): number => {
    if (row.marks.length === 0) return 0;
    const counting = Math.max(
      0,
      ...row.marks
        .filter((text) => isPageNumber(text, row.size, bodySize))
        .flatMap((text) => countingMarks(text, row.page).map((mark) => numbers.countAt(mark, row))),
    );
    // A head that changes with the chapter stands beside the page's number.
    return Math.max(counting, Math.min(...row.marks.map((text) => texts.countAt(text, row))));
  };
  const usual = new Places();
  for (const row of rows) if (pagesWith(row) > 1) usual.add('', row);
  const isUsualPlace = (row: Row) =>
    row.marks.length > 0 &&
    row.size <= bodySize * HEADING_SCALE &&
    usual.countAt('', row) >= Math.max(MANY_PAGES, edges.length / 2);
  return edges.flatMap((edge) => {
    const pages = edge.rows.map(pagesWith);
    return edge.rows.slice(0, lengthOf(edge, pages, isUsualPlace)).flatMap(({ lines }) => lines);
  });
}

/** How many of the rows are the page's head or foot. */
function lengthOf({ rows, leading }: Edge, pages: readonly number[], isUsualPlace: (row: Row) => boolean): number {
  let length = 0;
  for (let at = 0; at < Math.min(rows.length, MAX_ROWS); at += 1) {
    const [row, next] = [rows[at], rows[at + 1]];
    const isRepeated = (pages[at] ?? 0) > 1;
    if (!row || !(isRepeated || isUsualPlace(row))) break;
    // A page of nothing but its number is one; of nothing but several lines, it is the text that is the same as elsewhere.
    if (!next && at > 0) break;
    const isApart =
      !next ||
      Math.abs(next.place - row.place) > SET_APART * Math.min(leading, WIDEST_LEADING * row.size) ||
      Math.abs(next.size - row.size) > OTHER_SIZE * row.size;
    const isOnMany = (pages[at] ?? 0) >= MANY_PAGES && (pages[at + 1] ?? 0) < 2;
    if (isApart || isOnMany) length = at + 1;
  }
  return length;
}

/**
 * True for a number by itself or with the word for a page, and in small print for one among other words: set like the text, a line
 * with a number that counts up is a heading of the text, “Quarter 2”, or a sentence.
 */
function isPageNumber(text: string, size: number, bodySize: number): boolean {
  if (size > bodySize * HEADING_SCALE) return false;
  return size < bodySize * (1 - OTHER_SIZE) || /^\P{L}*(?:[ivxlc]+\P{L}*)?$/iu.test(text.replace(PAGE_WORDS, ''));
}

/** Each number of a text as what stands around it and what its page would be called if the first were called by nothing. */
function countingMarks(text: string, page: number): string[] {
  const [, before = '', roman, after = ''] = /^(\P{L}*)([ivxlc]+|[IVXLC]+)(\P{L}*)$/u.exec(text) ?? [];
  if (roman !== undefined) return [`${before}i${after} ${fromRoman(roman) - page}`];
  const around = text.replace(/\d+/g, '#');
  return [...text.matchAll(/\d{1,5}/g)].map(([number], index) => `${around} ${index} ${Number(number) - page}`);
}

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function fromRoman(numeral: string): number {
  const values = Array.from(numeral.toLowerCase(), (letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, index) => (value < (values[index + 1] ?? 0) ? sum - value : sum + value), 0);
}

/** On how many pages a mark stands at about one place. */
class Places {
  readonly #counts = new Map<string, number>();

  add(mark: string, row: Row): void {
    const key = keyOf(mark, binOf(row));
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  countAt(mark: string, row: Row): number {
    const bin = binOf(row);
    return [bin - 1, bin, bin + 1].reduce((sum, near) => sum + (this.#counts.get(keyOf(mark, near)) ?? 0), 0);
  }
}

function binOf({ place }: Row): number {
  return Math.round(place / SAME_PLACE);
}

function keyOf(mark: string, bin: number): string {
  return `${bin} ${mark}`;
}
