/**
 * Where text and nodes are in the window.
 */
import { getDOMTextNode, type LexicalEditor, type NodeKey } from 'lexical';
import type { TextStretch } from './editor-ui.ts';

/** The rectangle of a stretch's first character; null where it is not on the page. */
export function placeOfStretch(editor: LexicalEditor, { key, start }: TextStretch): DOMRect | null {
  const text = getDOMTextNode(editor.getElementByKey(key));
  if (!text || start >= text.length) return null;
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, start + 1);
  return range.getBoundingClientRect();
}

const TYPED = 'galley-typed';

/** Shows a stretch as what is being typed to find something; returns what takes this back. */
export function markTyped(editor: LexicalEditor, { key, start, end }: TextStretch): () => void {
  const text = getDOMTextNode(editor.getElementByKey(key));
  if (!text || end > text.length || !('highlights' in CSS)) return () => undefined;
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, end);
  CSS.highlights.set(TYPED, new Highlight(range));
  return () => CSS.highlights.delete(TYPED);
}

/** The rectangle of a node's last line, where a chip or a link ends; null where it is not on the page. */
export function placeOfNode(editor: LexicalEditor, key: NodeKey): DOMRect | null {
  const element = editor.getElementByKey(key);
  return element ? ([...element.getClientRects()].at(-1) ?? element.getBoundingClientRect()) : null;
}

/** The rectangle of the page's selection; null where there is none in the editor. */
export function placeOfSelection(editor: LexicalEditor): DOMRect | null {
  const selection = window.getSelection();
  const root = editor.getRootElement();
  if (!selection || selection.rangeCount === 0 || !root?.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0);
  const rect = [...range.getClientRects()].at(-1);
  if (rect) return rect;
  const { startContainer } = range;
  return startContainer instanceof Element ? startContainer.getBoundingClientRect() : null;
}
