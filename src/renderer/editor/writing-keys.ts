/**
 * Keys that writers know from elsewhere and Lexical treats otherwise: Escape keeps the caret in the text, a line of three
 * dashes becomes a rule, and a key acts where the caret is, however quickly it follows another.
 */
import {
  $createRangeSelectionFromDom,
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_LOW,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  type LexicalEditor,
  mergeRegister,
  SELECTION_CHANGE_COMMAND,
} from 'lexical';
import type { EditorUi } from './editor-ui.ts';
import { $insertRule } from './insertions.ts';
import { leaveTypeahead } from './typeahead.ts';

const RULE = /^(?:-{3,}|\*{3,}|_{3,})$/;

/** Registers the keys. Returns what undoes this. */
export function registerWritingKeys(editor: LexicalEditor, ui: EditorUi): () => void {
  return mergeRegister(
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      () => {
        if (!editor.isComposing()) $catchUpWithPage(editor);
        return false;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
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

/**
 * Takes over where the page's selection is. The page tells of a move by End or an arrow only a moment later; on a busy
 * machine Enter would otherwise still replace what was selected before.
 */
function $catchUpWithPage(editor: LexicalEditor): void {
  const selection = $getSelection();
  const page = window.getSelection();
  if (!$isRangeSelection(selection) || !editor.getRootElement()?.contains(page?.anchorNode ?? null)) return;
  const now = $createRangeSelectionFromDom(page, editor);
  if (!now || (now.anchor.is(selection.anchor) && now.focus.is(selection.focus))) return;
  selection.anchor.set(now.anchor.key, now.anchor.offset, now.anchor.type);
  selection.focus.set(now.focus.key, now.focus.offset, now.focus.type);
  // Whoever waits for the move hears of it now: a table would otherwise correct the way into it after the next key.
  editor.dispatchCommand(SELECTION_CHANGE_COMMAND, undefined);
}
