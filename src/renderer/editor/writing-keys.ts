/**
 * Keys that writers know from elsewhere and Lexical treats otherwise: Escape keeps the caret in the text, and a line of
 * three dashes becomes a rule.
 */
import {
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  type LexicalEditor,
  mergeRegister,
} from 'lexical';
import type { EditorUi } from './editor-ui.ts';
import { $insertRule } from './insertions.ts';
import { leaveTypeahead } from './typeahead.ts';

const RULE = /^(?:-{3,}|\*{3,}|_{3,})$/;

/** Registers the keys. Returns what undoes this. */
export function registerWritingKeys(editor: LexicalEditor, ui: EditorUi): () => void {
  return mergeRegister(
    editor.registerCommand(
      KEY_ESCAPE_COMMAND,
      (event) => {
        // A menu that found nothing shows none of the entries that would hear of it.
        if (ui.getState().typeahead) leaveTypeahead(editor, ui);
        event.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const selection = $getSelection();
        const block =
          $isRangeSelection(selection) && selection.isCollapsed()
            ? selection.anchor.getNode().getTopLevelElement()
            : null;
        if (event?.shiftKey || !$isParagraphNode(block) || !RULE.test(block.getTextContent())) return false;
        event?.preventDefault();
        block.clear();
        block.select();
        $insertRule();
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );
}
