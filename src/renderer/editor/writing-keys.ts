/**
 * Keys that writers know from elsewhere and Lexical treats otherwise: Escape keeps the caret in the text, a line of three
 * dashes becomes a rule, Enter stays in a quotation until its last line is empty, and a key acts where the caret is, however
 * quickly it follows another.
 */
import { $isQuoteNode, type QuoteNode } from '@lexical/rich-text';
import {
  $createParagraphNode,
  $createRangeSelectionFromDom,
  $findMatchingParent,
  $getSelection,
  $isElementNode,
  $isLineBreakNode,
  $isParagraphNode,
  $isRangeSelection,
  $parseSerializedNode,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_LOW,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type RangeSelection,
  SELECTION_CHANGE_COMMAND,
} from 'lexical';
import type { EditorUi } from './editor-ui.ts';
import { $insertRule } from './insertions.ts';
import { leaveTypeahead } from './typeahead.ts';

const RULE = /^(?:-{3,}|\*{3,}|_{3,})$/;

/** What stands between two paragraphs of a quotation, which holds its text itself; Markdown's mapping knows it by this state. */
const PARAGRAPH_BREAK = { type: 'linebreak', version: 1, $: { mdastParagraphBreak: true } };

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
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const selection = $getSelection();
        if (event?.shiftKey || !$isRangeSelection(selection)) return false;
        const quote = $findMatchingParent(
          selection.anchor.getNode(),
          (node) => $isElementNode(node) && !node.isInline(),
        );
        if (!$isQuoteNode(quote)) return false;
        event?.preventDefault();
        if ($isAtEmptyEnd(selection, quote)) $leaveQuote(quote);
        else selection.insertNodes([$parseSerializedNode(PARAGRAPH_BREAK)]);
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );
}

function $isAtEmptyEnd(selection: RangeSelection, quote: QuoteNode): boolean {
  const { anchor } = selection;
  if (!selection.isCollapsed() || !anchor.getNode().is(quote)) return false;
  return anchor.offset === quote.getChildrenSize() && (quote.isEmpty() || $isLineBreakNode(quote.getLastChild()));
}

/** Goes on in a paragraph behind the quotation, without its empty last line; a quotation of nothing becomes that paragraph. */
function $leaveQuote(quote: QuoteNode): void {
  const paragraph = $createParagraphNode();
  if (quote.isEmpty()) quote.replace(paragraph);
  else {
    quote.getLastChild()?.remove();
    quote.insertAfter(paragraph);
  }
  paragraph.select();
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
