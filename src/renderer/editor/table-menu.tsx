/**
 * The small menu at the table that the caret is in: rows, columns, header row, the table itself.
 */
import {
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $findCellNode,
  $insertTableColumnAtSelection,
  $insertTableRowAtSelection,
  $isTableCellNode,
  $isTableNode,
  $isTableRowNode,
  $setTableRowIsHeader,
} from '@lexical/table';
import { $getNodeByKey, $getSelection, $isRangeSelection, type LexicalEditor, type NodeKey } from 'lexical';
import { Table } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { ToolbarMenu, type ToolbarMenuItem } from './toolbar-menu.tsx';

export function TableMenu({ editor, tableKey }: { editor: LexicalEditor; tableKey: NodeKey }) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const table = editor.getElementByKey(tableKey);
    if (!table || !box.current) return;
    const place = () => {
      if (box.current) box.current.style.transform = `translateY(${table.offsetTop}px)`;
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(table);
    const root = editor.getRootElement();
    if (root) observer.observe(root);
    return () => observer.disconnect();
  }, [editor, tableKey]);

  const item = (id: string, label: string, $run: () => unknown): ToolbarMenuItem => ({
    id,
    label,
    run: () => editor.focus(() => editor.update(() => void $run())),
  });
  return (
    <div ref={box} className="table-menu">
      <ToolbarMenu
        label="Table"
        className="g-icon-button"
        items={[
          item('row-above', 'Row above', () => $insertTableRowAtSelection(false)),
          item('row-below', 'Row below', () => $insertTableRowAtSelection(true)),
          item('column-left', 'Column to the left', () => $insertTableColumnAtSelection(false)),
          item('column-right', 'Column to the right', () => $insertTableColumnAtSelection(true)),
          item('header', 'Header row on or off', $toggleHeaderRow),
          item('delete-row', 'Delete row', $deleteTableRowAtSelection),
          item('delete-column', 'Delete column', $deleteTableColumnAtSelection),
          item('delete-table', 'Delete table', () => {
            const table = $getNodeByKey(tableKey);
            table?.selectNext();
            table?.remove();
          }),
        ]}
      >
        <Table aria-hidden />
      </ToolbarMenu>
    </div>
  );
}

function $toggleHeaderRow(): void {
  const selection = $getSelection();
  const cell = $isRangeSelection(selection) ? $findCellNode(selection.anchor.getNode()) : null;
  const table = cell?.getParent()?.getParent();
  if (!cell || !$isTableNode(table)) return;
  const first = table.getFirstChild();
  const corner = $isTableRowNode(first) ? first.getFirstChild() : null;
  if ($isTableCellNode(corner)) $setTableRowIsHeader(table, 0, !corner.hasHeader());
}
