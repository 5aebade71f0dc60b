/**
 * The story links of a document.
 */
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { type StoryLink, storyLinkSchema } from '#core/model/story-link.ts';
import { perBlock } from './per-block.ts';
import { walkNode } from './walk.ts';

/** All story links in order; the same story may be linked more than once. */
export function storyLinksIn(document: StoryDocument): StoryLink[] {
  return document.root.children.flatMap(storyLinksOfBlock);
}

/** The story links of one block in order. */
export const storyLinksOfBlock: (block: SerializedNode) => readonly StoryLink[] = perBlock((block) => {
  const links: StoryLink[] = [];
  walkNode(block, (node) => {
    if (node.type !== 'story-link') return;
    const link = storyLinkSchema.safeParse(node.link);
    if (link.success) links.push(link.data);
  });
  return links;
});
