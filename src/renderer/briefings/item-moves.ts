/**
 * Where an item goes when its row is dropped or moved by keyboard.
 */
type Identified = { id: string };

/** The items with `id` moved before or after the one that it was dropped at. */
export function movedTo<T extends Identified>(
  items: readonly T[],
  id: string,
  targetId: string,
  position: 'before' | 'after',
): T[] {
  const moved = items.find((item) => item.id === id);
  if (!moved || id === targetId) return [...items];
  const rest = items.filter((item) => item !== moved);
  const at = rest.findIndex((item) => item.id === targetId) + (position === 'after' ? 1 : 0);
  return rest.toSpliced(at, 0, moved);
}

/** The items with `id` one place up (-1) or down (1); at the ends nothing changes. */
export function movedBy<T extends Identified>(items: readonly T[], id: string, places: -1 | 1): T[] {
  const at = items.findIndex((item) => item.id === id);
  const moved = items[at];
  const to = at + places;
  if (!moved || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(at, 1).toSpliced(to, 0, moved);
}
