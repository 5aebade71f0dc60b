/**
 * Stories as search sees them.
 */
import { plainTextOf } from '#core/document/text.ts';
import type { Story } from '#core/model/story.ts';
import type { SearchFields } from './fields.ts';

/** What of a story is searched without reading its document. */
export function storyHeadOf(story: Pick<Story, 'title' | 'summary' | 'label' | 'topics'>): SearchFields {
  return {
    title: story.title,
    keywords: [...story.topics, story.label].join('\n'),
    summary: story.summary,
    text: '',
  };
}

export function storyFieldsOf(story: Story): SearchFields {
  return { ...storyHeadOf(story), text: plainTextOf(story.document) };
}
