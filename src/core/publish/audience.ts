/**
 * Who a significance bullet is for, told by its bold lead-in `For attorneys:`.
 */
import { sectionAt, sectionsOf } from '#core/document/outline.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

/** Lexical's format bit of bold text. */
const BOLD = 1;

/** What a lead-in names: `attorneys and investors`, and each of them. All in lower case. */
type Named = { whole: string; each: string[] };

/** Whom a list item is for; null for a bullet that is for everyone. */
function namedBy(item: SerializedNode): Named | null {
  const lead = leadOf(item);
  const match = /^\s*for (?:the )?([^:]{1,80}?)\s*:/i.exec(lead.text);
  const name = match?.[1]?.toLowerCase();
  // The colon may stand outside of what is bold.
  if (!match || !name || lead.boldUntil < match[0].replace(/\s*:$/, '').length) return null;
  return { whole: name, each: name.split(/\s*(?:,|;|&|\/|\band\b|\bor\b)\s*/).filter(Boolean) };
}

/** The text that an item begins with, across its formats and links, and how far it is bold. */
function leadOf(item: SerializedNode): { text: string; boldUntil: number } {
  let text = '';
  let boldUntil = 0;
  for (const child of item.children ?? []) {
    if (child.type === 'linebreak' && text === '') continue;
    if (child.type !== 'text' || typeof child.text !== 'string') break;
    const isBold = typeof child.format === 'number' && (child.format & BOLD) !== 0;
    if (isBold && boldUntil === text.length) boldUntil += child.text.length;
    text += child.text;
  }
  return { text, boldUntil };
}

/**
 * The audiences that a story's significance sections speak to, in order, each once. Several in one lead-in are taken apart where
 * one of them is spoken to alone elsewhere: else the words may be one name.
 */
export function audiencesIn(document: StoryDocument): string[] {
  const sections = sectionsOf(document);
  const named = document.root.children.flatMap((block, index) =>
    block.type === 'list' && sectionAt(sections, index)?.role === 'significance'
      ? (block.children ?? []).flatMap((item) => namedBy(item) ?? [])
      : [],
  );
  const alone = new Set(named.flatMap(({ whole, each }) => (each.length === 1 ? [whole] : [])));
  return [...new Set(named.flatMap(({ whole, each }) => (each.some((name) => alone.has(name)) ? each : [whole])))];
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
      const named = namedBy(item);
      isLeavingOut = named !== null && named.whole !== wanted && !named.each.includes(wanted);
      if (isLeavingOut) leftOut += 1;
    }
    return !isLeavingOut;
  });
  return { list: children.length > 0 ? { ...list, children } : null, leftOut };
}
