/**
 * The rows of the table: what a source shows in it, how it sorts, and in what it is searched. Computed once for each state of a source.
 */
import { dateSortKey } from '#core/citation/date-text.ts';
import { describeSource } from '#core/citation/describe.ts';
import { NAME_VARIABLES, namesIn, nameText, TEXT_VARIABLES, textIn } from '#core/citation/variables.ts';
import type { Grade } from '#core/model/source.ts';
import type { ApiOutputs } from '#renderer/app/api.ts';
import type { GridOrder } from '#renderer/ui/virtual-grid.tsx';
import { typeName } from './source-types.ts';

export type SourceItem = ApiOutputs['sources']['list'][number];

export type SourceRow = {
  id: string;
  item: SourceItem;
  title: string;
  outlet: string;
  date: string;
  type: string;
  grade: Grade | null;
  tags: readonly string[];
  needsDetails: boolean;
  citedInCount: number;
};

export type SourceColumn = 'grade' | 'title' | 'outlet' | 'date' | 'type' | 'cited' | 'copy';
export type SourceOrder = GridOrder<SourceColumn>;

const rows = new WeakMap<SourceItem, SourceRow>();

/** The row of a source; the same for the same state. */
export function rowOf(item: SourceItem): SourceRow {
  let row = rows.get(item);
  if (!row) {
    const { source, citedInCount } = item;
    row = {
      ...describeSource(source.csl),
      id: source.id,
      item,
      type: typeName(source.csl.type),
      grade: source.grade,
      tags: source.tags,
      needsDetails: source.needsDetails,
      citedInCount,
    };
    rows.set(item, row);
  }
  return row;
}

/** Lower case, without accents. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Most text is ASCII, which needs no more.
  return /^[\x20-\x7e]*$/.test(lower) ? lower : lower.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** By which texts compare as a reader expects: "Outlet 9" before "Outlet 10". Empty ones go last. */
function sortKey(text: string): string {
  if (!text) return '\uffff';
  const folded = fold(text).replace(/^[^\p{L}\p{N}]+/u, '');
  return /\d/.test(folded) ? folded.replace(/\d+/g, (digits) => digits.padStart(8, '0')) : folded;
}

type SortKeys = Record<Exclude<SourceColumn, 'cited' | 'copy'>, string>;
const sortKeys = new WeakMap<SourceRow, SortKeys>();

function sortKeysOf(row: SourceRow): SortKeys {
  let keys = sortKeys.get(row);
  if (!keys) {
    keys = {
      grade: row.grade ?? 'Z',
      title: sortKey(row.title),
      outlet: sortKey(row.outlet),
      date: dateSortKey(row.item.source.csl.issued) || '\uffff',
      type: row.type,
    };
    sortKeys.set(row, keys);
  }
  return keys;
}

/** Sorts rows; equal ones stand by outlet, then title, then date. */
export function sortRows(unsorted: readonly SourceRow[], { column, direction }: SourceOrder): SourceRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  // The column of copies has no heading to sort by.
  const byKey = (by: Exclude<SourceColumn, 'cited'>, a: SortKeys, b: SortKeys) =>
    by === 'copy' ? 0 : compare(a[by], b[by]);
  return unsorted
    .map((row) => ({ row, keys: sortKeysOf(row) }))
    .sort((a, b) => {
      const first = column === 'cited' ? a.row.citedInCount - b.row.citedInCount : byKey(column, a.keys, b.keys);
      return (
        sign * first ||
        compare(a.keys.outlet, b.keys.outlet) ||
        compare(a.keys.title, b.keys.title) ||
        compare(a.keys.date, b.keys.date) ||
        compare(a.row.id, b.row.id)
      );
    })
    .map(({ row }) => row);
}

const searchTexts = new WeakMap<SourceItem, string>();

/** All that a source says, folded, a field a line. */
export function searchTextOf(item: SourceItem): string {
  let text = searchTexts.get(item);
  if (text === undefined) {
    const { csl, tags, syndicatedFrom } = item.source;
    const texts = Object.keys(csl).flatMap((name) => {
      if (Object.hasOwn(TEXT_VARIABLES, name)) return textIn(csl, name as keyof typeof TEXT_VARIABLES);
      if (!Object.hasOwn(NAME_VARIABLES, name)) return [];
      return namesIn(csl, name as keyof typeof NAME_VARIABLES).map(nameText);
    });
    const row = rowOf(item);
    text = fold(
      [...texts, ...tags, row.date, row.type, syndicatedFrom ?? '', item.notes].join('\n').replace(/\n+/g, '\n'),
    );
    searchTexts.set(item, text);
  }
  return text;
}
