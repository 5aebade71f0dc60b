/**
 * What nothing is written in: no word, and no picture, rule or citation either.
 */
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

/** True for an empty line. */
export function isBlankBlock({ type, children }: SerializedNode): boolean {
  return type === 'paragraph' && !children?.length;
}

export function isBlankDocument({ root }: StoryDocument): boolean {
  return root.children.every(isBlankBlock);
}
