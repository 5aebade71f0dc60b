/**
 * The items of a briefing against the stories that are there.
 */
import { sectionsOf } from '#core/document/outline.ts';
import type { Briefing, BriefingItem } from '#core/model/briefing.ts';
import type { Story } from '#core/model/story.ts';

/** True where sections of one story follow each other: they stand under one title. */
export function standsUnderTheLast(items: readonly BriefingItem[], index: number): boolean {
  const [before, item] = [items[index - 1], items[index]];
  return item?.sectionId !== undefined && before?.sectionId !== undefined && before.storyId === item.storyId;
}

/** The items of a briefing whose story or section is gone, by the title that they were chosen with. */
export function missingFrom({ items }: Briefing, stories: ReadonlyMap<string, Story>): string[] {
  return items.flatMap((item) => {
    const story = stories.get(item.storyId);
    return story && isThere(story, item) ? [] : [item.title || 'Untitled story'];
  });
}

/** True where what an item names is in its story still. */
export function isThere(story: Story, { sectionId }: BriefingItem): boolean {
  return sectionId === undefined || sectionsOf(story.document).some(({ id }) => id === sectionId);
}
