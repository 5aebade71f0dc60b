/**
 * The runs of text on a PDF's page as lines in reading order. A PDF knows no lines, only where each run stands.
 */
import { inReadingDirection } from './pdf-direction.ts';
import { CELL_GAP, OFF_LINE, type Run, SPACE } from './pdf-runs.ts';

/** A stretch of a line without a gap that is wider than a space within a word; edges in points. */
export type Piece = { text: string; x: number; right: number };

/**
 * One line, as its pieces and as the parts that wide gaps leave. `column` is the same for lines down one column of the page.
 */
export type Line = {
  cells: string[];
  pieces: Piece[];
  column: number;
  x: number;
  y: number;
  right: number;
  size: number;
  isAslant?: true;
};

/** The lines of a page in reading order; its height in points. */
export type Page = { lines: Line[]; height: number };

type Segment = { pieces: Piece[]; x: number; y: number; right: number; size: number };

/** A gutter parts columns where at least this many lines of this length on average stand on each side of it. */
const COLUMN_LINES = 6;
const COLUMN_CHARACTERS = 18;
/** Of the lines, as many may cross a gutter: headlines and pictures' captions. */
const CROSSING = 0.25;
/** A page with more pieces of text than this was made by no printer. */
const MAX_COLUMN_SEGMENTS = 2_000;

/**
 * The page's lines. They come in the order in which the file draws them, which is that of reading in nearly all files;
 * where the page has columns, down one column after the other. Slanted and upended text comes last.
 */
export function linesOf(runs: readonly Run[]): Line[] {
  const segments = segmentsOf(inReadingDirection(runs.filter(({ isUpright }) => isUpright)));
  const aslant = runs
    .filter(({ isUpright, text }) => !isUpright && text.trim())
    .map(({ text, x, y, size }): Line => {
      const piece = { text: text.trim(), x, right: x };
      return { cells: [piece.text], pieces: [piece], column: 0, x, y, right: x, size, isAslant: true };
    });
  return [...inColumns(segments).flatMap(joinedByLine), ...aslant];
}

/** Runs that follow each other without a wide gap, as one piece. */
function segmentsOf(runs: readonly Run[]): Segment[] {
  const segments: Segment[] = [];
  let current: Segment | undefined;
  for (const run of runs) {
    const right = run.x + run.width;
    const last: Piece | undefined = current?.pieces.at(-1);
    if (run.text.trim() === '') {
      // A space of its own: kept where the line goes on.
      if (current && last && isOnLine(current, run) && run.x - current.right < CELL_GAP * current.size)
        last.text += ' ';
      continue;
    }
    const gap: number = current ? run.x - current.right : 0;
    const goesOn =
      current && isOnLine(current, run) && gap > -current.size && gap < CELL_GAP * Math.max(current.size, run.size);
    if (current && last && goesOn) {
      if (gap > SPACE * current.size) current.pieces.push({ text: run.text, x: run.x, right });
      else {
        last.text += run.text;
        last.right = Math.max(last.right, right);
      }
      current.right = Math.max(current.right, right);
      if (run.size > current.size) {
        current.size = run.size;
        current.y = run.y;
      }
    } else {
      current = { pieces: [{ text: run.text, x: run.x, right }], x: run.x, y: run.y, right, size: run.size };
      segments.push(current);
    }
  }
  for (const { pieces } of segments) for (const piece of pieces) piece.text = piece.text.trim();
  return segments;
}

/** A raised or lowered run, a note's number or a formula's index, is on the line still. */
function isOnLine(segment: Segment, run: Pick<Run, 'y' | 'size'>): boolean {
  return Math.abs(segment.y - run.y) < OFF_LINE * Math.max(segment.size, run.size);
}

/** True for what stands side by side on a page. */
export function isBaselineShared(a: Pick<Line, 'y' | 'size'>, b: Pick<Line, 'y' | 'size'>): boolean {
  return Math.abs(a.y - b.y) < OFF_LINE * Math.min(a.size, b.size);
}

/** The segments, those of each column after those of the one before it, where the page has columns; else as they came. */
function inColumns(segments: readonly Segment[]): Segment[][] {
  const gutter = gutterOf(segments);
  if (gutter === undefined) return [[...segments]];
  const ordered: Segment[][] = [];
  let left: Segment[] = [];
  let right: Segment[] = [];
  let across: Segment[] = [];
  const closeBand = () => {
    ordered.push(...inColumns(left), ...inColumns(right));
    left = [];
    right = [];
  };
  for (const segment of segments.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const isLeft = segment.right <= gutter;
    if (isLeft || segment.x >= gutter) {
      ordered.push(across);
      across = [];
      (isLeft ? left : right).push(segment);
    } else {
      // What reaches over both columns parts what stands above it from what stands below.
      closeBand();
      across.push(segment);
    }
  }
  closeBand();
  return [...ordered, across].filter((column) => column.length > 0);
}

/** Where a gutter is that few lines cross, with enough and long enough lines on both its sides. */
function gutterOf(segments: readonly Segment[]): number | undefined {
  if (segments.length < COLUMN_LINES * 2 || segments.length > MAX_COLUMN_SEGMENTS) return undefined;
  const candidates = new Set(segments.map(({ x }) => Math.round(x) - 1));
  const lengths = segments.map(({ pieces }) => textOf(pieces).length);
  let best: { x: number; crossing: number } | undefined;
  for (const x of candidates) {
    let leftLines = 0;
    let rightLines = 0;
    let leftCharacters = 0;
    let rightCharacters = 0;
    segments.forEach((segment, index) => {
      if (segment.right <= x) {
        leftLines += 1;
        leftCharacters += lengths[index] ?? 0;
      } else if (segment.x >= x) {
        rightLines += 1;
        rightCharacters += lengths[index] ?? 0;
      }
    });
    const crossing = segments.length - leftLines - rightLines;
    const isGutter =
      leftLines >= COLUMN_LINES &&
      rightLines >= COLUMN_LINES &&
      leftCharacters >= COLUMN_CHARACTERS * leftLines &&
      rightCharacters >= COLUMN_CHARACTERS * rightLines &&
      crossing <= CROSSING * segments.length;
    if (isGutter && (!best || crossing < best.crossing)) best = { x, crossing };
  }
  return best?.x;
}

/** Segments of a column that follow each other on one baseline, as one line. */
function joinedByLine(segments: readonly Segment[], column: number): Line[] {
  const lines: Line[] = [];
  for (const { pieces, x, y, right, size } of segments) {
    const last = lines.at(-1);
    const isSameLine = last && isBaselineShared(last, { y, size }) && x >= last.right;
    if (last && isSameLine) {
      last.cells.push(textOf(pieces));
      for (const piece of pieces) last.pieces.push(piece);
      last.right = right;
      last.size = Math.max(last.size, size);
    } else {
      lines.push({ cells: [textOf(pieces)], pieces: [...pieces], column, x, y, right, size });
    }
  }
  return lines;
}

/** Pieces as they are read. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join(' ');
}
