/**
 * Plain text as blocks of an mdast tree: whatever it looks like, it is written down so that it is read as the same words.
 */
import type { Heading, Paragraph } from 'mdast';

/** A paragraph for each line of a text. */
export function paragraphsOf(text: string): Paragraph[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] }));
}

/** A heading of one text. */
export function headingOf(depth: Heading['depth'], text: string): Heading {
  return { type: 'heading', depth, children: [{ type: 'text', value: text }] };
}
