/**
 * Confidence statements as Galley's exports print them below a heading, back on the slider that they came from.
 */

import { sectionStateOf } from '#core/document/outline.ts';
import { textOf } from '#core/document/walk.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

const STATEMENT = /^Confidence: (\d{1,3})\s*%, \p{L}+\.(?: ([\s\S]*))?$/u;

/** The document without such paragraphs, their values with the heading above each. */
export function withStatements({ root }: StoryDocument): StoryDocument {
  const children: SerializedNode[] = [];
  for (const block of root.children) {
    const heading = children.at(-1);
    const section = heading?.type === 'heading' ? sectionStateOf(heading) : null;
    const said = section && block.type === 'paragraph' ? STATEMENT.exec(textOf(block).trim()) : null;
    const percent = Number(said?.[1]);
    if (!heading || !section || !said || percent > 100) {
      children.push(block);
      continue;
    }
    const state = { ...section, confidencePercent: percent, rationale: said[2] ?? '' };
    children[children.length - 1] = { ...heading, $: { ...(heading.$ as object), section: state } };
  }
  return { root: { ...root, children } };
}
