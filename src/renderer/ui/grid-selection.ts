/**
 * Which rows of a grid are selected, and how clicks and keys change that.
 */

export type GridSelection = {
  ids: ReadonlySet<string>;
  /** The row that has the focus, and whose details show; null for none. */
  focusId: string | null;
  /** Where a range that is extended begins; null for none. */
  anchorId: string | null;
};

export const NOTHING_SELECTED: GridSelection = { ids: new Set(), focusId: null, anchorId: null };

type Modifiers = { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean };

/** One row selected and nothing else. */
export function only(id: string): GridSelection {
  return { ids: new Set([id]), focusId: id, anchorId: id };
}

/** What a click on a row makes of the selection; `order` is the rows' ids as they stand. */
export function pressed(
  selection: GridSelection,
  order: readonly string[],
  id: string,
  { shiftKey, ctrlKey, metaKey }: Modifiers,
): GridSelection {
  if (shiftKey && selection.anchorId !== null) return extended(selection, order, id);
  if (!ctrlKey && !metaKey) return only(id);
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, focusId: id, anchorId: id };
}

/** What a key makes of the selection; undefined for keys that mean nothing here. */
export function moved(
  selection: GridSelection,
  order: readonly string[],
  event: Modifiers & { key: string; altKey?: boolean },
  pageRows: number,
): GridSelection | undefined {
  if (event.altKey || order.length === 0) return undefined;
  const withMod = event.ctrlKey || event.metaKey;
  if (withMod && event.key.toLowerCase() === 'a') return { ...selection, ids: new Set(order) };
  const at = selection.focusId === null ? -1 : order.indexOf(selection.focusId);
  if (event.key === ' ' && selection.focusId !== null) return pressed(selection, order, selection.focusId, event);
  const to = targetOf(event.key, at, order.length, pageRows);
  const id = to === undefined ? undefined : order[Math.min(order.length - 1, Math.max(0, to))];
  if (id === undefined) return undefined;
  if (event.shiftKey) return extended(selection, order, id);
  // With Ctrl only the focus goes on, so that Space can pick out rows here and there.
  return withMod ? { ...selection, focusId: id } : only(id);
}

function targetOf(key: string, at: number, count: number, pageRows: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + pageRows;
    case 'PageUp':
      return at - pageRows;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function extended(selection: GridSelection, order: readonly string[], id: string): GridSelection {
  const anchorId = selection.anchorId ?? id;
  const [from, to] = [order.indexOf(anchorId), order.indexOf(id)].toSorted((a, b) => a - b);
  return { ids: new Set(order.slice(Math.max(0, from ?? 0), (to ?? 0) + 1)), focusId: id, anchorId };
}
