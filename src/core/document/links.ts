/**
 * The story links of a document.
 */
import type { StoryDocument } from '#core/model/story.ts';
import { type StoryLink, storyLinkSchema } from './nodes/story-link-node.ts';
import { walk } from './walk.ts';

/** All story links in order; the same story may be linked more than once. */
export function storyLinksIn(document: StoryDocument): StoryLink[] {
  const links: StoryLink[] = [];
  walk(document, (node) => {
    if (node.type !== 'story-link') return;
    const link = storyLinkSchema.safeParse(node.link);
    if (link.success) links.push(link.data);
  });
  return links;
}
