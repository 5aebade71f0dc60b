/**
 * What toolbar, block menu and palette insert: tables, rules, images, triggers.
 */
import { $createHorizontalRuleNode } from '@lexical/extension';
import { $createTableNodeWithDimensions, $findTableNode, $isTableCellNode, $isTableRowNode } from '@lexical/table';
import { $insertNodeToNearestRoot } from '@lexical/utils';
import { $createParagraphNode, $getSelection, $isElementNode, $isRangeSelection, type LexicalEditor } from 'lexical';
import { IMAGE_ACCEPT, insertImageFiles } from './paste-images.ts';

/** Inserts a table of three rows with a header row and puts the caret into its first cell; none inside another table. */
export function $insertTable(): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || $findTableNode(selection.anchor.getNode())) return;
  const table = $createTableNodeWithDimensions(3, 3, { rows: true, columns: false });
  const emptied = $emptyBlockAtCaret();
  $insertNodeToNearestRoot(table);
  emptied?.remove();
  if (!table.getNextSibling()) table.insertAfter($createParagraphNode());
  const row = table.getFirstChild();
  const cell = $isTableRowNode(row) ? row.getFirstChild() : null;
  if ($isTableCellNode(cell)) cell.selectStart();
}

/** Inserts a horizontal rule and puts the caret behind it. */
export function $insertRule(): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const emptied = $emptyBlockAtCaret();
  const rule = $insertNodeToNearestRoot($createHorizontalRuleNode());
  emptied?.remove();
  const next = rule.getNextSibling();
  if ($isElementNode(next)) {
    next.selectStart();
  } else {
    const paragraph = $createParagraphNode();
    rule.insertAfter(paragraph);
    paragraph.select();
  }
}

/** Lets the editor choose image files and inserts them. */
export function chooseImages(editor: LexicalEditor): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = IMAGE_ACCEPT;
  input.multiple = true;
  input.addEventListener('change', () => void insertImageFiles(editor, [...(input.files ?? [])]));
  input.click();
}

/** Types `[[`, which opens the picker of stories. */
export function typeStoryLinkTrigger(editor: LexicalEditor): void {
  editor.focus(() => {
    editor.update(() => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.insertText('[[');
    });
  });
}

/** The empty block that the caret is in, whose place what is inserted takes. */
function $emptyBlockAtCaret() {
  const selection = $getSelection();
  const block = $isRangeSelection(selection) ? selection.anchor.getNode().getTopLevelElement() : null;
  return $isElementNode(block) && block.getType() === 'paragraph' && block.isEmpty() ? block : null;
}
