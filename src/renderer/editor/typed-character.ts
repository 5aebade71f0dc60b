/**
 * Hearing of a character that was typed, once it stands in the text: for what becomes of words when they are ended by it.
 */
import {
  $addUpdateTag,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  type TextNode,
} from 'lexical';

/**
 * Calls `$find` after `character` was typed, with the text and the place behind the character; what it finds `$change` turns
 * into something else, in a step of its own that undo takes back. Neither is called for what is pasted, undone or composed.
 */
export function registerTypedCharacter<T>(
  editor: LexicalEditor,
  character: string,
  $find: (node: TextNode, end: number) => T | null,
  $change: (found: T) => void,
): () => void {
  return editor.registerUpdateListener(({ dirtyLeaves, editorState, prevEditorState, tags }) => {
    if (dirtyLeaves.size !== 1 || tags.size > 0 || editor.isComposing()) return;
    const found = editorState.read(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
      const node = selection.anchor.getNode();
      const { offset } = selection.anchor;
      if (!$isTextNode(node) || !dirtyLeaves.has(node.getKey()) || node.__text[offset - 1] !== character) return null;
      const before = prevEditorState._nodeMap.get(node.getKey());
      const isTyped = $isTextNode(before) && before.__text.length === node.__text.length - 1;
      return isTyped ? $find(node, offset) : null;
    });
    if (found === null) return;
    editor.update(() => {
      $addUpdateTag(HISTORY_PUSH_TAG);
      $change(found);
    });
  });
}
