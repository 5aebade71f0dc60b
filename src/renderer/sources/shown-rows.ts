/**
 * The rows that the table shows: sorted, then filtered. While one source is being edited its row stays where it is, so that nothing
 * jumps or goes as one types.
 */
import { useMemo, useRef } from 'react';
import { type Duplicates, type Filtered, filterRows, type SourceFilters } from './source-filters.ts';
import { rowOf, type SourceItem, type SourceOrder, type SourceRow, sortRows } from './source-rows.ts';

type Shown = Filtered & {
  /** All rows of the library in the order of the table. */
  all: SourceRow[];
};

/** `editedId` is the source that is open. */
export function useShownRows(
  list: readonly SourceItem[],
  filters: SourceFilters,
  order: SourceOrder,
  duplicates: Duplicates,
  editedId: string | null,
): Shown {
  const all = useSortedRows(list, order, editedId);
  const before = useRef<{ filters: SourceFilters; editedId: string | null; isShown: boolean } | null>(null);
  return useMemo(() => {
    const { current: last } = before;
    const staysShown = last?.isShown === true && last.filters === filters && last.editedId === editedId;
    const filtered = filterRows(all, filters, duplicates, staysShown ? editedId : null);
    const isShown = editedId !== null && filtered.rows.some(({ id }) => id === editedId);
    before.current = { filters, editedId, isShown };
    return { ...filtered, rows: grouped(filtered.rows, filters, duplicates), all };
  }, [all, filters, duplicates, editedId]);
}

type Sorted = {
  list: readonly SourceItem[];
  order: SourceOrder;
  editedId: string | null;
  rows: SourceRow[];
  /** True where the edited row may stand elsewhere than its place. */
  isHeld: boolean;
};

function useSortedRows(list: readonly SourceItem[], order: SourceOrder, editedId: string | null): SourceRow[] {
  const before = useRef<Sorted | null>(null);
  return useMemo(() => {
    before.current = sortedAfter(before.current, list, order, editedId);
    return before.current.rows;
  }, [list, order, editedId]);
}

function sortedAfter(
  last: Sorted | null,
  list: readonly SourceItem[],
  order: SourceOrder,
  editedId: string | null,
): Sorted {
  if (last?.order === order) {
    const isSameEdit = last.editedId === editedId;
    if (last.list === list && (isSameEdit || !last.isHeld)) return { ...last, editedId };
    if (isSameEdit && editedId !== null && differsOnlyIn(last.list, list, editedId))
      return { list, order, editedId, rows: inPlace(last.rows, list, editedId), isHeld: true };
  }
  return { list, order, editedId, rows: sortRows(list.map(rowOf), order), isHeld: false };
}

function differsOnlyIn(before: readonly SourceItem[], after: readonly SourceItem[], id: string): boolean {
  return (
    before.length === after.length && before.every((item, at) => item === after[at] || after[at]?.source.id === id)
  );
}

function inPlace(rows: SourceRow[], list: readonly SourceItem[], id: string): SourceRow[] {
  const item = list.find(({ source }) => source.id === id);
  const at = rows.findIndex((row) => row.id === id);
  return item && at >= 0 && rows[at]?.item !== item ? rows.with(at, rowOf(item)) : rows;
}

/** Duplicates stand together, in the order of the first of each group. */
function grouped(rows: SourceRow[], { chips }: SourceFilters, duplicates: Duplicates): SourceRow[] {
  if (!chips.has('duplicates') || !duplicates) return rows;
  const groups = new Map<number | undefined, SourceRow[]>();
  for (const row of rows) {
    const group = duplicates.get(row.id);
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups.values()].flat();
}
