/**
 * Tab and Shift+Tab in lists move an item in and out. Everywhere else Tab goes on to what follows the text, so that
 * nobody is caught in it.
 */
import { $isListItemNode, type ListItemNode } from '@lexical/list';
import {
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_EDITOR,
  defineExtension,
  INDENT_CONTENT_COMMAND,
  KEY_TAB_COMMAND,
  OUTDENT_CONTENT_COMMAND,
} from 'lexical';

/** Deeper lists can't be read any more. */
const MAX_LIST_DEPTH = 7;

export const ListTabExtension = defineExtension({
  name: 'galley/ListTab',
  register: (editor) =>
    editor.registerCommand(
      KEY_TAB_COMMAND,
      (event) => {
        const item = $listItemAtCaret();
        if (!item) return false;
        event.preventDefault();
        if (event.shiftKey) return editor.dispatchCommand(OUTDENT_CONTENT_COMMAND, undefined);
        return item.getIndent() + 1 >= MAX_LIST_DEPTH || editor.dispatchCommand(INDENT_CONTENT_COMMAND, undefined);
      },
      COMMAND_PRIORITY_EDITOR,
    ),
});

function $listItemAtCaret(): ListItemNode | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  const item = $findMatchingParent(selection.anchor.getNode(), $isListItemNode);
  return $isListItemNode(item) ? item : null;
}
