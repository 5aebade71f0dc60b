/**
 * What is done to a table beyond Lexical's own: its header row stays the first, and Tab in the last cell makes a row.
 */
import {
  $findCellNode,
  $findTableNode,
  $insertTableRowAtSelection,
  $isTableCellNode,
  $isTableNode,
  $isTableRowNode,
  $setTableRowIsHeader,
  type TableNode,
} from '@lexical/table';
import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  type NodeKey,
} from 'lexical';
import type { EditorUi } from './editor-ui.ts';

/** Whether a table's first row is its header; false where there is no such table. */
export function $hasHeaderRow(tableKey: NodeKey): boolean {
  const table = $getNodeByKey(tableKey);
  return $isTableNode(table) && $firstCell(table)?.hasHeader() === true;
}

export function $toggleHeaderRow(tableKey: NodeKey): void {
  const table = $getNodeByKey(tableKey);
  if ($isTableNode(table)) $setTableRowIsHeader(table, 0, !$hasHeaderRow(tableKey));
}

/** Inserts a row above that of the caret. Above the header row it becomes the header: Markdown knows it nowhere else. */
export function $insertRowAbove(tableKey: NodeKey): void {
  const hadHeader = $hasHeaderRow(tableKey);
  $insertTableRowAtSelection(false);
  const table = $getNodeByKey(tableKey);
  if (!$isTableNode(table) || !hadHeader || $hasHeaderRow(tableKey)) return;
  $setTableRowIsHeader(table, 0, true);
  $setTableRowIsHeader(table, 1, false);
}

/** Registers Tab in the last cell of a table. Returns what undoes this. */
export function registerTableTab(editor: LexicalEditor, ui: EditorUi): () => void {
  return editor.registerCommand(
    KEY_TAB_COMMAND,
    (event) => {
      if (event.shiftKey || ui.getState().typeahead !== null) return false;
      const selection = $getSelection();
      const cell =
        $isRangeSelection(selection) && selection.isCollapsed() ? $findCellNode(selection.anchor.getNode()) : null;
      const table = cell && $findTableNode(cell);
      if (!table || cell.getNextSibling() || cell.getParent()?.getNextSibling()) return false;
      event.preventDefault();
      $insertTableRowAtSelection(true);
      const row = table.getLastChild();
      const first = $isTableRowNode(row) ? row.getFirstChild() : null;
      if ($isTableCellNode(first)) first.selectStart();
      return true;
    },
    COMMAND_PRIORITY_CRITICAL,
  );
}

function $firstCell(table: TableNode) {
  const row = table.getFirstChild();
  const cell = $isTableRowNode(row) ? row.getFirstChild() : null;
  return $isTableCellNode(cell) ? cell : null;
}
