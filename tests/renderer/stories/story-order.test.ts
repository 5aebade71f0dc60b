// The list in order: kept up as stories change, it is what sorting all of them anew gives.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storySummaryOf } from '#core/document/summary.ts';
import { newStory } from '#core/model/story.ts';
import type { StoryListItem } from '#renderer/app/api.ts';
import { inOrder, inOrderAgain, ORDER_NAMES, type StoryOrder } from '#renderer/stories/story-order.ts';

const orders = Object.keys(ORDER_NAMES) as StoryOrder[];

function item(id: number, importancePercent: number): StoryListItem {
  const story = newStory(`s${id}`, new Date('2026-03-09T00:00:00Z'), '2026-03-09');
  // No two are equal in any order, so that there is one right order.
  const savedAt = new Date(Date.UTC(2026, 2, 9, 0, 0, id, importancePercent)).toISOString();
  const title = `Story ${importancePercent} ${id}`;
  return storySummaryOf({ ...story, importancePercent, confidencePercent: 100 - importancePercent, title, savedAt });
}

describe('the order of the list', () => {
  it('is that of sorting anew, whatever stories were changed, added or taken away', () => {
    const library = fc.dictionary(fc.nat({ max: 20 }).map(String), fc.nat({ max: 9 }), { maxKeys: 15 });
    fc.assert(
      fc.property(library, library, fc.constantFrom(...orders), (old, next, order) => {
        const items = new Map<string, StoryListItem>();
        const listOf = (percents: Record<string, number>) =>
          Object.entries(percents).map(([id, percent]) => {
            const key = `${id} ${percent}`;
            const known = items.get(key) ?? item(Number(id), percent);
            items.set(key, known);
            return known;
          });
        const before = inOrder(listOf(old), order);
        const stories = listOf(next);
        expect(inOrderAgain(before, stories, order)).toEqual(inOrder(stories, order));
      }),
    );
  });

  it('is found for many new stories, too', () => {
    const stories = Array.from({ length: 200 }, (_, id) => item(id, (id * 37) % 101));
    for (const order of orders) expect(inOrderAgain([], stories, order)).toEqual(inOrder(stories, order));
  });
});
