/**
 * Giving the focus back to the text.
 */
import { $getRoot, $getSelection, $isNodeSelection, type LexicalEditor } from 'lexical';

/**
 * Puts the focus into the text with its selection as it is; at the start where there is none. Lexical focuses by setting
 * the page's selection, which a selected chip has none of.
 */
export function focusText(editor: LexicalEditor): void {
  const kind = editor.read(() => {
    const selection = $getSelection();
    return selection === null ? 'none' : $isNodeSelection(selection) ? 'nodes' : 'range';
  });
  if (kind === 'none') editor.update(() => $getRoot().selectStart(), { discrete: true });
  if (kind === 'nodes') {
    editor.getRootElement()?.focus({ preventScroll: true });
    // The browser puts a caret where it focuses, which would undo the selection of the chip.
    window.getSelection()?.removeAllRanges();
    return;
  }
  editor.focus();
}
