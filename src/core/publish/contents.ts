/**
 * The contents list of an edition: a briefing's stories, or a story's sections.
 */
import type { Nodes } from 'mdast';
import type { Edition } from './edition.ts';

/** The headings that a contents list names, with their anchors. */
export function contentsEntries(edition: Edition): { text: string; anchor: string }[] {
  return edition.parts.flatMap((part) => {
    if (part.heading) return [part.heading];
    return part.tree.children.flatMap((block) => {
      const anchor = block.type === 'heading' && block.depth === 2 ? block.data?.hProperties?.id : undefined;
      const text = plainText(block);
      return typeof anchor === 'string' && text.trim() ? [{ text, anchor }] : [];
    });
  });
}

function plainText(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(plainText).join('') : '';
}
