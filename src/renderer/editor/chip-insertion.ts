/**
 * Putting a chip in the place of what was typed to find it.
 */
import type { LexicalNode } from 'lexical';
import type { TextStretch } from './editor-ui.ts';
import { $takeStretch } from './typeahead.ts';

/** Puts `node` where `stretch` stands and the caret behind it; returns false where that text is gone. */
export function $replaceStretchByNode(stretch: TextStretch, node: LexicalNode): boolean {
  const selection = $takeStretch(stretch);
  if (!selection) return false;
  selection.insertNodes([node]);
  node.selectNext(0, 0);
  return true;
}
