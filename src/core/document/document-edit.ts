/**
 * What makes one version of a document out of the one before, told by the identity of their blocks.
 */
import type { DocumentEdit } from '#core/model/sent-story.ts';
import type { StoryDocument } from '#core/model/story.ts';

/** The edit that makes `next` out of `base`: from the first block that is another one to the last. Linear in their number. */
export function editBetween(base: StoryDocument, next: StoryDocument): DocumentEdit {
  const { children: old } = base.root;
  const { children, ...root } = next.root;
  const shorter = Math.min(old.length, children.length);
  let before = 0;
  while (before < shorter && old[before] === children[before]) before += 1;
  let after = 0;
  while (after < shorter - before && old[old.length - 1 - after] === children[children.length - 1 - after]) after += 1;
  return { root, before, after, blocks: children.slice(before, children.length - after) };
}

/** The document that an edit makes out of `base`; undefined where it can't be one of that. Blocks that stay are the same objects. */
export function applyEdit(
  base: StoryDocument,
  { root, before, after, blocks }: DocumentEdit,
): StoryDocument | undefined {
  const { children } = base.root;
  if (before + after > children.length) return undefined;
  const kept = after === 0 ? [] : children.slice(-after);
  return { root: { ...root, children: [...children.slice(0, before), ...blocks, ...kept] } };
}
