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

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
