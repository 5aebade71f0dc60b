/**
 * Which lines of a page are rows of a table. A PDF knows no tables: their cells line up over several lines, which the words of
 * a line that was stretched to its column's width do not.
 */
import { type Line, type Piece, textOf } from './pdf-lines.ts';

/**
 * As parts of the font's size: a gap from which on a cell may begin, one that parts cells for sure, and how far an edge may be
 * off, also where it is only known from how many letters stand before it.
 */
const CELL_GAP = 0.7;
const WIDE_GAP = 2;
const ALIGNED = 0.15;
const ESTIMATED = 0.6;
/** A cell's gap is so many times as wide as the others of its line; the gaps of a stretched line are as good as equal. */
const WIDER = 1.8;
const EVEN = 1.25;
/** Rows that line up have at most one other line between them, and are at most so far apart for each, as parts of their size. */
const NEAR_LINES = 2;
const NEAR_STEP = 3.5;
/** More cells than this in a line were made by no table. */
const MAX_CELLS = 60;
/** What begins an item of a list is no cell. */
const MARKER = /^(?:[•‣▪▫◦●○■□*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])$/;

/** A stretch of a line's pieces, from `first` on; edges in points. */
type Cell = { first: number; x: number; right: number };
/** `isEven` where all gaps of the line are alike, as those of a stretched line are. */
type Candidate = { line: Line; cells: Cell[]; isEven: boolean };

/** The texts of the cells of the lines that are rows, by line. */
export function tableRowsOn(lines: readonly Line[]): Map<Line, string[]> {
  const candidates = lines.map(candidateOf);
  const begins = candidates.map((_, at) => beginsThatLineUp(candidates, at));
  const rows = new Map<Line, string[]>();
  candidates.forEach(({ line }, at) => {
    const own = begins[at] ?? [];
    const isBetween = (begins[at - 1] ?? []).length > 0 && (begins[at + 1] ?? []).length > 0;
    const cells = own.length > 0 ? cellTexts(line.pieces, own) : isBetween ? cellsBetweenRows(candidates, at) : [];
    if (cells.length > 1) rows.set(line, cells);
  });
  return rows;
}

function candidateOf(line: Line): Candidate {
  const { pieces, size } = line;
  const gaps = pieces.slice(1).map(({ x }, index) => x - (pieces[index]?.right ?? x));
  const sorted = gaps.toSorted((a, b) => a - b);
  const isEven = (sorted.at(-1) ?? 0) <= EVEN * (sorted[0] ?? 0);
  const usual = sorted[(sorted.length - 1) >> 1] ?? 0;
  const isCells = (gap: number, index: number) => {
    if (index === 0 && MARKER.test(pieces[0]?.text ?? '')) return false;
    if (gap >= WIDE_GAP * size) return true;
    return gap >= CELL_GAP * size && (gaps.length === 1 || gap >= WIDER * usual);
  };
  const firsts = [0, ...gaps.flatMap((gap, index) => (isCells(gap, index) ? [index + 1] : []))];
  return { line, cells: firsts.length > MAX_CELLS ? [] : cellsFrom(pieces, firsts), isEven };
}

function cellsFrom(pieces: readonly Piece[], firsts: readonly number[]): Cell[] {
  return firsts.map((first, index) => {
    const last = (firsts[index + 1] ?? pieces.length) - 1;
    return { first, x: pieces[first]?.x ?? 0, right: pieces[last]?.right ?? 0 };
  });
}

/** The pieces that a cell begins with which lines up with one of a line nearby. */
function beginsThatLineUp(candidates: readonly Candidate[], at: number): number[] {
  const candidate = candidates[at];
  if (!candidate || candidate.cells.length < 2) return [];
  const near = nearbyOf(candidates, at);
  const isStretched = candidate.isEven && near.some((other) => isOfOneColumn(candidate, other));
  const lineUp = candidate.cells.slice(1).filter((cell, index) => {
    const isLast = index === candidate.cells.length - 2;
    return near.some(({ cells }) =>
      cells.slice(1).some((other) => isAligned(cell, other, candidate.line.size, !(isLast && isStretched))),
    );
  });
  if (candidate.isEven && lineUp.length < candidate.cells.length - 1) return [];
  return lineUp.length > 0 ? candidate.cells.slice(1).map(({ first }) => first) : [];
}

/** Between two rows a gap may be as narrow as a space, where a cell fills its column; the file may even have it as a space. */
function cellsBetweenRows(candidates: readonly Candidate[], at: number): string[] {
  const { pieces, size, x: start, right } = candidates[at]?.line ?? { pieces: [], size: 0, x: 0, right: 0 };
  const stops = [at - 1, at + 1].flatMap((other) => candidates[other]?.cells.slice(1).map(({ x }) => x) ?? []);
  const isStop = (x: number, tolerance: number) => stops.some((stop) => Math.abs(stop - x) <= tolerance * size);
  if (pieces.length > MAX_CELLS) return [];
  if (pieces.length > 1) {
    return cellTexts(
      pieces,
      pieces.flatMap(({ x }, index) => (index > 0 && isStop(x, ALIGNED) ? [index] : [])),
    );
  }
  const words = (pieces[0]?.text ?? '').split(' ');
  const letter = (right - start) / Math.max(1, words.join(' ').length);
  let x = start;
  const cells: string[] = [];
  for (const word of words) {
    const last = cells.at(-1);
    if (last === undefined || isStop(x, ESTIMATED)) cells.push(word);
    else cells[cells.length - 1] = `${last} ${word}`;
    x += (word.length + 1) * letter;
  }
  return cells;
}

function nearbyOf(candidates: readonly Candidate[], at: number): Candidate[] {
  const own = candidates[at]?.line;
  const near: Candidate[] = [];
  for (let other = Math.max(0, at - NEAR_LINES); own && other <= at + NEAR_LINES; other += 1) {
    const candidate = candidates[other];
    const lines = Math.abs(other - at);
    if (candidate && lines > 0 && Math.abs(candidate.line.y - own.y) <= lines * NEAR_STEP * own.size)
      near.push(candidate);
  }
  return near;
}

/** True where a line of one piece, or of words as usual, fills the same column: then a line with gaps is stretched to it. */
function isOfOneColumn({ line }: Candidate, { line: other, cells }: Candidate): boolean {
  const tolerance = ALIGNED * line.size;
  return cells.length < 2 && Math.abs(other.right - line.right) <= tolerance && other.x <= line.x + 2 * line.size;
}

function isAligned(a: Cell, b: Cell, size: number, alsoAtRight: boolean): boolean {
  const tolerance = ALIGNED * size;
  if (Math.abs(a.x - b.x) <= tolerance) return true;
  if (!alsoAtRight) return false;
  return Math.abs(a.right - b.right) <= tolerance || Math.abs(a.x + a.right - b.x - b.right) <= 2 * tolerance;
}

function cellTexts(pieces: readonly Piece[], begins: readonly number[]): string[] {
  const cuts = [0, ...begins, pieces.length];
  return cuts.slice(1).map((to, index) => textOf(pieces.slice(cuts[index], to)));
}
