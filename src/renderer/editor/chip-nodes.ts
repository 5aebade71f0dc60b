/**
 * Which nodes are selected as a whole: chips, images and placeholders.
 */
import type { LexicalNode } from 'lexical';
import { $isCitationNode, type CitationNode } from '#core/document/nodes/citation-node.ts';
import { $isImageNode, type ImageNode } from '#core/document/nodes/image-node.ts';
import { $isStoryLinkNode, type StoryLinkNode } from '#core/document/nodes/story-link-node.ts';
import { $isUnknownNode, type UnknownBlockNode, type UnknownInlineNode } from '#core/document/nodes/unknown-node.ts';

export type DecoratorChip = CitationNode | StoryLinkNode | ImageNode | UnknownBlockNode | UnknownInlineNode;

/** True for a node that a click selects as a whole. */
export function $isDecoratorChip(node: LexicalNode | null | undefined): node is DecoratorChip {
  return $isCitationNode(node) || $isStoryLinkNode(node) || $isImageNode(node) || $isUnknownNode(node);
}
