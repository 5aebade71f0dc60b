/**
 * The small menu at the table that the caret is in: rows, columns, header row, the table itself.
 */
import {
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $insertTableColumnAtSelection,
  $insertTableRowAtSelection,
} from '@lexical/table';
import { $getNodeByKey, type LexicalEditor, type NodeKey } from 'lexical';
import { Table } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { $hasHeaderRow, $insertRowAbove, $toggleHeaderRow } from './table-actions.ts';
import { ToolbarMenu, type ToolbarMenuItem } from './toolbar-menu.tsx';

export function TableMenu({ editor, tableKey }: { editor: LexicalEditor; tableKey: NodeKey }) {
  const box = useRef<HTMLDivElement>(null);
  const [hasHeader, setHasHeader] = useState(false);

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
        onOpen={() => setHasHeader(editor.read('latest', () => $hasHeaderRow(tableKey)))}
        items={[
          item('row-above', 'Row above', () => $insertRowAbove(tableKey)),
          item('row-below', 'Row below', () => $insertTableRowAtSelection(true)),
          item('column-left', 'Column to the left', () => $insertTableColumnAtSelection(false)),
          item('column-right', 'Column to the right', () => $insertTableColumnAtSelection(true)),
          { ...item('header', 'Header row', () => $toggleHeaderRow(tableKey)), isSelected: hasHeader },
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
