/**
 * Laying a quote along a stretch of a text, word by word, at the least cost in letters. The text before and after costs
 * nothing, nor does what stands in a gap of the quote. Words of the quote that are missing before its first or after its last
 * word that is found cost double: there too the text has others in their place, as it has between.
 */

/** One step of an alignment. Indices count within the quote's words and the stretch's words. */
export type Step =
  | { kind: 'same'; quoteIndex: number; textIndex: number }
  | { kind: 'respelled'; quoteIndex: number; textIndex: number; cost: number }
  | { kind: 'missing'; quoteIndex: number }
  | { kind: 'added'; textIndex: number }
  | { kind: 'left-out'; textIndex: number };

export type Alignment = { steps: Step[]; cost: number };

export type AlignmentTask = {
  /** Ids of the words; equal words have equal ids, of whichever side. */
  quoteIds: Int32Array;
  textIds: Int32Array;
  /** Letters of each word: what it costs to leave it out, or to have it too many. */
  quoteLengths: Uint8Array;
  textLengths: Uint8Array;
  /** Before these words of the quote something is left out. */
  gaps: ReadonlySet<number>;
  /** What it costs to take one word for another that is alike, by their ids; other words are never taken for each other. */
  respellings: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** How many cells of the table may be filled. */
  maxCells: number;
  /** Where the quote's first word is expected in the text; matters only where the table has to be cut to a band. */
  expectedStart: number;
};

const DIAGONAL = 0;
const UP = 1;
const LEFT = 2;
/** As `DIAGONAL`, and all words of the quote before this one are missing. */
const BEGINNING = 3;
const AT_AN_EDGE = 2;
const UNREACHED = 0x3fffffff;

/** The cheapest alignment; of equally cheap ones the first in the text. */
export function align(task: AlignmentTask): Alignment {
  const { quoteIds, textIds, quoteLengths, textLengths, gaps } = task;
  const rows = quoteIds.length;
  const columns = textIds.length;
  const band = bandOf(task);
  const directions = new Uint8Array((rows + 1) * band.width);
  let before = new Int32Array(columns + 2).fill(UNREACHED);
  let now = new Int32Array(columns + 2);

  const swaps = new Swaps(task);
  /** What it costs to leave out the words before a row's, and those after it. */
  let leadingCost = 0;
  let trailingCost = AT_AN_EDGE * quoteLengths.reduce((sum, length) => sum + length, 0);
  let end = { row: 0, column: 0, cost: trailingCost };

  for (let row = 1; row <= rows; row += 1) {
    const low = band.lowAt(row);
    const high = Math.min(columns, low + band.width - 1);
    const costs = swaps.costsFor(quoteIds[row - 1] ?? 0);
    const leaveOut = quoteLengths[row - 1] ?? 0;
    trailingCost -= AT_AN_EDGE * leaveOut;
    const isGap = gaps.has(row);
    const base = row * band.width - low;
    // Beside the band there is nothing; the next row's band may begin and end one further.
    if (low > 0) now[low - 1] = UNREACHED;
    now[high + 1] = UNREACHED;
    for (let column = low; column <= high; column += 1) {
      let cost = (before[column] ?? UNREACHED) + leaveOut;
      let direction = UP;
      if (column > 0) {
        const swap = costs[swaps.textWords[column - 1] ?? 0] ?? NEVER;
        if (swap !== NEVER) {
          const above = before[column - 1] ?? UNREACHED;
          const diagonal = Math.min(above, leadingCost) + swap;
          if (diagonal <= cost) {
            cost = diagonal;
            direction = above <= leadingCost ? DIAGONAL : BEGINNING;
          }
        }
        if (column > low) {
          const left = (now[column - 1] ?? UNREACHED) + (isGap ? 0 : (textLengths[column - 1] ?? 0));
          if (left < cost) {
            cost = left;
            direction = LEFT;
          }
        }
      }
      if (cost > UNREACHED) cost = UNREACHED;
      now[column] = cost;
      directions[base + column] = direction;
      const isFound = direction === DIAGONAL || direction === BEGINNING;
      const whole = cost + trailingCost;
      if (isFound && (whole < end.cost || (whole === end.cost && column < end.column))) {
        end = { row, column, cost: whole };
      }
    }
    [before, now] = [now, before];
    leadingCost += AT_AN_EDGE * leaveOut;
  }
  return { cost: end.cost, steps: walkBack(task, band, directions, end) };
}

const NEVER = 0xff;

/** What it costs to take each word of the text for one word of the quote, as a row to look it up in. */
class Swaps {
  /** The words of the text, numbered from 0. */
  readonly textWords: Uint32Array;
  readonly #numbers = new Map<number, number>();
  readonly #respellings: AlignmentTask['respellings'];
  readonly #costs: Uint8Array;
  #filled: number[] = [];

  constructor({ textIds, respellings }: AlignmentTask) {
    this.#respellings = respellings;
    this.textWords = Uint32Array.from(textIds, (id) => {
      const number = this.#numbers.get(id) ?? this.#numbers.size;
      this.#numbers.set(id, number);
      return number;
    });
    this.#costs = new Uint8Array(this.#numbers.size).fill(NEVER);
  }

  /** The row for a word of the quote; it holds until the next one is asked for. */
  costsFor(quoteId: number): Uint8Array {
    for (const number of this.#filled) this.#costs[number] = NEVER;
    this.#filled = [];
    this.#fill(quoteId, 0);
    for (const [textId, cost] of this.#respellings.get(quoteId) ?? []) this.#fill(textId, cost);
    return this.#costs;
  }

  #fill(textId: number, cost: number): void {
    const number = this.#numbers.get(textId);
    if (number === undefined) return;
    this.#costs[number] = cost;
    this.#filled.push(number);
  }
}

type Band = { width: number; lowAt(row: number): number };

/** The part of each row that is filled: all of it, or a band around where the quote is expected. */
function bandOf({ quoteIds, textIds, maxCells, expectedStart }: AlignmentTask): Band {
  const rows = quoteIds.length;
  const columns = textIds.length;
  const full = columns + 1;
  if ((rows + 1) * full <= maxCells) return { width: full, lowAt: () => 0 };
  const width = Math.max(16, Math.floor(maxCells / (rows + 1)));
  const highest = Math.max(0, full - width);
  return {
    width,
    lowAt: (row) => Math.min(highest, Math.max(0, expectedStart + row - (width >> 1))),
  };
}

function walkBack(
  task: AlignmentTask,
  band: Band,
  directions: Uint8Array,
  end: { row: number; column: number },
): Step[] {
  const { quoteIds, textIds, gaps, respellings } = task;
  const steps: Step[] = [];
  let { row, column } = end;
  for (let missing = quoteIds.length; missing > row; missing -= 1) {
    steps.push({ kind: 'missing', quoteIndex: missing - 1 });
  }
  let hasBegun = row === 0;
  while (row > 0) {
    const direction = hasBegun ? UP : directions[row * band.width - band.lowAt(row) + column];
    if (direction === DIAGONAL || direction === BEGINNING) {
      const quoteId = quoteIds[row - 1] ?? -1;
      const textId = textIds[column - 1] ?? -2;
      const place = { quoteIndex: row - 1, textIndex: column - 1 };
      if (quoteId === textId) steps.push({ kind: 'same', ...place });
      else steps.push({ kind: 'respelled', ...place, cost: respellings.get(quoteId)?.get(textId) ?? 0 });
      hasBegun = direction === BEGINNING;
      row -= 1;
      column -= 1;
    } else if (direction === UP) {
      steps.push({ kind: 'missing', quoteIndex: row - 1 });
      row -= 1;
    } else {
      steps.push({ kind: gaps.has(row) ? 'left-out' : 'added', textIndex: column - 1 });
      column -= 1;
    }
  }
  return steps.reverse();
}
