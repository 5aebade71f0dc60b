/**
 * Where the cells of a table stand, which may each span several rows and columns.
 */
import { attributeOf, type HtmlElement } from './tree.ts';

/** Rows of places: the cell that begins there, or null. */
export type TableGrid = (HtmlElement | null)[][];

/** More places than a table has that people read; one that claims them by its spans would take all memory. */
const MAX_PLACES = 1_000_000;
/** HTML, §4.9.11. */
const MAX_COLSPAN = 1000;

/**
 * The cells of each row by their columns, all rows equally long. A cell stands where it begins, and the other places that it
 * spans are empty (HTML, §4.9.12.1); columns in which no cell begins are left out. Undefined for more than `MAX_PLACES`.
 */
export function gridOf(
  rows: readonly HtmlElement[],
  cellsOf: (row: HtmlElement) => HtmlElement[],
): TableGrid | undefined {
  const grid = rows.map((): TableGrid[number] => []);
  const begun = new Set<number>();
  const reaches = reachesOf(rows);
  let taken = 0;
  for (const [at, row] of rows.entries()) {
    let column = 0;
    for (const cell of cellsOf(row)) {
      while (grid[at]?.[column] !== undefined) column += 1;
      const width = spanOf(cell, 'colspan', MAX_COLSPAN);
      const height = spanOf(cell, 'rowspan', reaches[at] ?? 1);
      taken += width * height;
      if (taken > MAX_PLACES) return undefined;
      for (const line of grid.slice(at, at + height))
        for (let place = column; place < column + width; place += 1) line[place] ??= null;
      (grid[at] ?? [])[column] = cell;
      begun.add(column);
      column += width;
    }
  }
  if (begun.size * rows.length > MAX_PLACES) return undefined;
  const columns = [...begun].sort((a, b) => a - b);
  return grid.map((row) => columns.map((column) => row[column] ?? null));
}

/** How many rows each row is from the end of its head or body, itself included: a cell reaches no further. */
function reachesOf(rows: readonly HtmlElement[]): number[] {
  const reaches = rows.map(() => 1);
  for (let at = rows.length - 2; at >= 0; at -= 1)
    if (rows[at]?.parentNode === rows[at + 1]?.parentNode) reaches[at] = (reaches[at + 1] ?? 0) + 1;
  return reaches;
}

/** How many columns or rows a cell takes; 0 rows are all that there are. */
function spanOf(cell: HtmlElement, name: 'colspan' | 'rowspan', most: number): number {
  const said = Number.parseInt(attributeOf(cell, name) ?? '1', 10);
  const span = said === 0 && name === 'rowspan' ? most : said;
  return Math.min(most, Math.max(1, span || 1));
}
