/**
 * What is dropped on the text from elsewhere. Left to itself the browser would make elements of it within this page first,
 * and ask for their pictures, before any gate sees it.
 */
import { $insertDataTransferForRichText, caretFromPoint } from '@lexical/clipboard';
import {
  $createRangeSelection,
  $getNearestNodeFromDOMNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isTextNode,
  $setSelection,
  type BaseSelection,
  type LexicalEditor,
} from 'lexical';

/** Set by the editor on what is dragged within it, which it then moves by itself. */
const DRAGGED_WITHIN = 'application/x-lexical-drag';

/** Puts what is dropped where it was dropped, as if it had been pasted there; false where it is not for this. */
export function $takeDrop(event: DragEvent, editor: LexicalEditor): boolean {
  const data = event.dataTransfer;
  if (!data || data.files.length > 0 || data.types.includes(DRAGGED_WITHIN)) return false;
  event.preventDefault();
  $insertDataTransferForRichText(data, $selectionAt(event, editor), editor);
  return true;
}

/** The place under the pointer; beside the text, where the caret is or the text ends. */
function $selectionAt({ clientX, clientY }: DragEvent, editor: LexicalEditor): BaseSelection {
  const hit = caretFromPoint(clientX, clientY, editor.getRootElement());
  const node = hit && $getNearestNodeFromDOMNode(hit.node);
  if (!hit || !node) return $getSelection() ?? $getRoot().selectEnd();
  const selection = $createRangeSelection();
  const [key, offset, type] = $isTextNode(node)
    ? ([node.getKey(), Math.min(hit.offset, node.getTextContentSize()), 'text'] as const)
    : $isElementNode(node)
      ? ([node.getKey(), Math.min(hit.offset, node.getChildrenSize()), 'element'] as const)
      : ([node.getParentOrThrow().getKey(), node.getIndexWithinParent() + 1, 'element'] as const);
  selection.anchor.set(key, offset, type);
  selection.focus.set(key, offset, type);
  $setSelection(selection);
  return selection;
}
