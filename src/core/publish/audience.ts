/**
 * Who a significance bullet is for, told by its bold lead-in `For attorneys:`.
 */
import { outlineOf, sectionAt } from '#core/document/outline.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

/** Lexical's format bit of bold text. */
const BOLD = 1;

/** The audience that a list item names, in lower case; null for a bullet that is for everyone. */
export function audienceOf(item: SerializedNode): string | null {
  const lead = item.children?.find((child) => child.type !== 'linebreak');
  if (lead?.type !== 'text' || typeof lead.text !== 'string') return null;
  const match = /^\s*for (?:the )?([^:]{1,80}?)\s*:/i.exec(lead.text);
  const isBold = typeof lead.format === 'number' && (lead.format & BOLD) !== 0;
  return match?.[1] && isBold ? match[1].toLowerCase() : null;
}

/** The audiences that a story's significance sections speak to, in order, each once. */
export function audiencesIn(document: StoryDocument): string[] {
  const sections = outlineOf(document);
  const audiences = document.root.children.flatMap((block, index) =>
    block.type === 'list' && sectionAt(sections, index)?.role === 'significance'
      ? (block.children ?? []).map(audienceOf)
      : [],
  );
  return [...new Set(audiences)].filter((audience) => audience !== null);
}

/** A list without the bullets for others than `audience`, and how many those were; null where none is left. */
export function bulletsFor(list: SerializedNode, audience: string): { list: SerializedNode | null; leftOut: number } {
  const wanted = audience.trim().toLowerCase();
  let leftOut = 0;
  let isLeavingOut = false;
  const children = (list.children ?? []).filter((item) => {
    // A nested list stands in an item of its own and goes with the item before it.
    const isNested = item.children?.length === 1 && item.children[0]?.type === 'list';
    if (!isNested) {
      const named = audienceOf(item);
      isLeavingOut = named !== null && named !== wanted;
      if (isLeavingOut) leftOut += 1;
    }
    return !isLeavingOut;
  });
  return { list: children.length > 0 ? { ...list, children } : null, leftOut };
}
