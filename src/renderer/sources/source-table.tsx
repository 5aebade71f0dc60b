/**
 * The table of sources: its columns, and what each shows.
 */
import { CircleAlert } from 'lucide-react';
import { useRef } from 'react';
import { useElementWidth } from '#renderer/ui/element-width.ts';
import type { GridSelection } from '#renderer/ui/grid-selection.ts';
import { type GridColumn, VirtualGrid } from '#renderer/ui/virtual-grid.tsx';
import { CopyMark } from './copy-mark.tsx';
import type { SourceColumn, SourceOrder, SourceRow } from './source-rows.ts';

/** Which columns there is room for, the least telling left out first. */
type Room = 'all' | 'no type' | 'no count';
const roomIn = (widthPx: number): Room => (widthPx >= 780 ? 'all' : widthPx >= 640 ? 'no type' : 'no count');

const COLUMNS: GridColumn<SourceColumn>[] = [
  { id: 'grade', name: 'Grade', width: '66px' },
  { id: 'title', name: 'Title', width: 'minmax(0, 3.6fr)' },
  { id: 'outlet', name: 'Outlet or author', width: 'minmax(0, 2fr)' },
  { id: 'date', name: 'Date', width: '110px' },
  { id: 'type', name: 'Type', width: '146px' },
  { id: 'cited', name: 'Cited in', width: '74px' },
  { id: 'copy', name: 'Offline copies', isNameHidden: true, isSortable: false, width: '44px' },
];
const LEFT_OUT: Record<Room, readonly SourceColumn[]> = { all: [], 'no type': ['type'], 'no count': ['type', 'cited'] };

const ROW_HEIGHT_PX = 44;

type SourceTableProps = {
  rows: readonly SourceRow[];
  order: SourceOrder;
  onOrder: (order: SourceOrder) => void;
  selection: GridSelection;
  onSelection: (selection: GridSelection) => void;
  onOpen: () => void;
  /** Where the rows stand in groups, the group of each. */
  groupOf?: ((id: string) => number | undefined) | undefined;
};

export function SourceTable({ rows, groupOf, ...grid }: SourceTableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const room = useElementWidth(frame, roomIn);
  const columns = COLUMNS_IN[room];
  const firstOfGroup =
    groupOf &&
    new Set(rows.filter((row, at) => groupOf(row.id) !== groupOf(rows[at - 1]?.id ?? '')).map(({ id }) => id));
  return (
    <div ref={frame} className="source-table-frame">
      <VirtualGrid
        {...grid}
        label="Sources"
        columns={columns}
        rows={rows}
        rowHeightPx={ROW_HEIGHT_PX}
        marksOf={({ id }) => ({ 'data-first-of-group': firstOfGroup?.has(id) ? '' : undefined })}
        cell={cellOf}
      />
    </div>
  );
}

const columnsIn = (room: Room) => COLUMNS.filter(({ id }) => !LEFT_OUT[room].includes(id));
const COLUMNS_IN: Record<Room, GridColumn<SourceColumn>[]> = {
  all: columnsIn('all'),
  'no type': columnsIn('no type'),
  'no count': columnsIn('no count'),
};

function cellOf(row: SourceRow, column: SourceColumn) {
  switch (column) {
    case 'grade':
      return <span className="source-mark">{row.grade ?? '–'}</span>;
    case 'title':
      return row.needsDetails && !row.title ? (
        <span className="needs-details">
          <CircleAlert aria-hidden /> needs details
        </span>
      ) : (
        row.title || '–'
      );
    case 'outlet':
      return row.outlet;
    case 'date':
      return <span className="num">{row.date}</span>;
    case 'type':
      return row.type;
    case 'cited':
      return <span className="num">{row.citedInCount}</span>;
    case 'copy':
      return <CopyMark copies={row.item.source.copies} />;
  }
}
