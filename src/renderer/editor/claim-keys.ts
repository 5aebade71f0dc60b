/**
 * Claims by pointer and keyboard: a click into a claim shows its form beside the text, Mod+Enter does and goes into it,
 * Escape in the text closes it.
 */
import {
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isRangeSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_LOW,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  type LexicalEditor,
  mergeRegister,
} from 'lexical';
import { $claimAround } from './claim-marking.ts';
import type { EditorUi } from './editor-ui.ts';

/** Registers what clicks and keys do with claims. Returns what undoes this. */
export function registerClaimKeys(editor: LexicalEditor, ui: EditorUi): () => void {
  return mergeRegister(
    editor.registerCommand(
      CLICK_COMMAND,
      ({ target }) => {
        const node = target instanceof Node ? $getNearestNodeFromDOMNode(target) : null;
        const claim = node && $claimAround(node);
        const selection = $getSelection();
        // Words that are being selected are not to be covered, and a link in a claim has a form of its own.
        if (!claim || !$isRangeSelection(selection) || !selection.isCollapsed() || ui.getState().linkForm) return false;
        ui.setState({ claimForm: { key: claim.getKey(), takesFocus: false } });
        return false;
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const selection = $getSelection();
        if (!event || !(event.ctrlKey || event.metaKey) || !$isRangeSelection(selection)) return false;
        const claim = $claimAround(selection.anchor.getNode());
        if (!claim) return false;
        event.preventDefault();
        ui.setState({ claimForm: { key: claim.getKey(), takesFocus: true } });
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      KEY_ESCAPE_COMMAND,
      () => {
        if (!ui.getState().claimForm) return false;
        ui.setState({ claimForm: null });
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );
}
