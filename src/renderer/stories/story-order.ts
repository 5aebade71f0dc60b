/**
 * The orders that the story list can stand in.
 */
import type { StoryListItem } from '#renderer/app/api.ts';

export type StoryOrder = 'updated' | 'importance' | 'confidence' | 'title';

/** Each order's name in the menu and under the search field. */
export const ORDER_NAMES: Record<StoryOrder, { menu: string; line: string }> = {
  updated: { menu: 'Updated', line: 'Updated, newest first' },
  importance: { menu: 'Importance', line: 'Importance, highest first' },
  confidence: { menu: 'Confidence', line: 'Confidence, highest first' },
  title: { menu: 'Title', line: 'Title, A to Z' },
};

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const byTitle = (a: StoryListItem, b: StoryListItem) => collator.compare(a.title, b.title);
const byUpdated = (a: StoryListItem, b: StoryListItem) =>
  compareText(b.updatedOn, a.updatedOn) || compareText(b.savedAt, a.savedAt) || byTitle(a, b);

const COMPARE: Record<StoryOrder, (a: StoryListItem, b: StoryListItem) => number> = {
  updated: byUpdated,
  importance: (a, b) => b.importancePercent - a.importancePercent || byUpdated(a, b),
  confidence: (a, b) => b.confidencePercent - a.confidencePercent || byUpdated(a, b),
  title: byTitle,
};

/** The stories in an order; the array given is not changed. */
export function inOrder(stories: readonly StoryListItem[], order: StoryOrder): StoryListItem[] {
  return stories.toSorted(COMPARE[order]);
}

/** Of more stories than this that are new in a list all are sorted anew. */
const FEW = 50;

/**
 * The same, given how they stood in that order before: what is the same object still only has the others put in among it. A
 * save changes one of ten thousand.
 */
export function inOrderAgain(
  before: readonly StoryListItem[],
  stories: readonly StoryListItem[],
  order: StoryOrder,
): StoryListItem[] {
  const wanted = new Set(stories);
  const ordered = before.filter((story) => wanted.has(story));
  const placed = new Set(ordered);
  const fresh = stories.filter((story) => !placed.has(story));
  if (fresh.length > FEW) return inOrder(stories, order);
  for (const story of fresh) ordered.splice(placeIn(ordered, story, COMPARE[order]), 0, story);
  return ordered;
}

/** Where `story` belongs in a list in order: behind its equals. */
function placeIn(ordered: readonly StoryListItem[], story: StoryListItem, compare: typeof byTitle): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = ordered[middle];
    if (other && compare(other, story) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
