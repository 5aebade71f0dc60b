/**
 * What the list shows while one searches: what the workbench has found, and what the window sees by itself.
 */

/**
 * The stories of `ordered` that match, as the workbench ranks them (`ids`, best first); behind them, in the list's own order,
 * those that it hasn't named and in whose title `query` stands: they are at hand at once, also between two letters.
 */
export function foundStories<T extends { id: string; title: string }>(
  ordered: readonly T[],
  query: string,
  ids: readonly string[],
): T[] {
  const ranks = new Map(ids.map((id, rank) => [id, rank]));
  const needle = query.toLowerCase();
  const ranked: T[] = [];
  const byTitle: T[] = [];
  for (const story of ordered) {
    if (ranks.has(story.id)) ranked.push(story);
    else if (story.title.toLowerCase().includes(needle)) byTitle.push(story);
  }
  ranked.sort((a, b) => (ranks.get(a.id) ?? 0) - (ranks.get(b.id) ?? 0));
  return [...ranked, ...byTitle];
}
