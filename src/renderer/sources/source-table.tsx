/**
 * The table of sources: sorted by its headings, drawn only where it is seen.
 */
import { ArrowDown, ArrowUp, CircleAlert } from 'lucide-react';
import { useRef } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader, TableLayout, Virtualizer } from 'react-aria-components';
import { dateKeyOf } from '#core/citation/dates.ts';
import { describeSource } from '#core/citation/describe.ts';
import { partialDateOf } from '#core/citation/source-match.ts';
import type { ApiOutputs } from '#renderer/app/api.ts';
import { useElementWidth } from '#renderer/ui/element-width.ts';
import { CopyMark } from './copy-mark.tsx';
import { typeName } from './csl-form.ts';

export type SourceRow = ApiOutputs['sources']['list'][number];
export type SourceColumn = 'grade' | 'title' | 'outlet' | 'date' | 'type' | 'cited';
export type SourceOrder = { column: SourceColumn; direction: 'ascending' | 'descending' };

/** Which columns there is room for, the least telling left out first. */
type Room = 'all' | 'no type' | 'no count';
const roomIn = (widthPx: number): Room => (widthPx >= 780 ? 'all' : widthPx >= 640 ? 'no type' : 'no count');

const COLUMNS: { id: SourceColumn | 'copy'; name: string; width: number | `${number}fr` }[] = [
  { id: 'grade', name: 'Grade', width: 72 },
  { id: 'title', name: 'Title', width: '3fr' },
  { id: 'outlet', name: 'Outlet or author', width: '2fr' },
  { id: 'date', name: 'Date', width: 116 },
  { id: 'type', name: 'Type', width: 148 },
  { id: 'cited', name: 'Cited in', width: 84 },
  { id: 'copy', name: 'Copy', width: 44 },
];

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Sorts rows; equal ones stand by outlet, then title. */
export function sortSources(rows: readonly SourceRow[], { column, direction }: SourceOrder): SourceRow[] {
  const key = (row: SourceRow): string => {
    const { source, citedInCount } = row;
    const date = partialDateOf(source.csl.issued);
    return {
      grade: source.grade ?? 'Z',
      title: source.csl.title ?? '',
      outlet: describeSource(source.csl).outlet,
      date: date ? dateKeyOf(date) : '',
      type: typeName(source.csl.type),
      cited: String(citedInCount),
    }[column];
  };
  const keyed = rows.map((row) => ({
    row,
    key: key(row),
    rest: `${describeSource(row.source.csl).outlet} ${row.source.csl.title ?? ''}`,
  }));
  const sign = direction === 'ascending' ? 1 : -1;
  return keyed
    .sort((a, b) => sign * collator.compare(a.key, b.key) || collator.compare(a.rest, b.rest))
    .map(({ row }) => row);
}

type SourceTableProps = {
  rows: readonly SourceRow[];
  order: SourceOrder;
  onOrder: (order: SourceOrder) => void;
  selectedId: string | null;
  onSelect: (id: string) => void;
};

export function SourceTable({ rows, order, onOrder, selectedId, onSelect }: SourceTableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const room = useElementWidth(frame, roomIn);
  const columns = COLUMNS.filter(
    ({ id }) => room === 'all' || (id !== 'type' && (room === 'no type' || id !== 'cited')),
  );
  return (
    <div ref={frame} className="source-table-frame">
      <Virtualizer layout={TableLayout} layoutOptions={{ headingHeight: 32, rowHeight: 44 }}>
        <Table
          aria-label="Sources"
          className="source-table"
          selectionMode="single"
          selectionBehavior="replace"
          selectedKeys={selectedId ? [selectedId] : []}
          onSelectionChange={(keys) => {
            const [id] = keys === 'all' ? [] : [...keys];
            if (id !== undefined) onSelect(String(id));
          }}
          sortDescriptor={order}
          onSortChange={({ column, direction }) => onOrder({ column: column as SourceColumn, direction })}
        >
          <TableHeader columns={columns}>
            {(column) => (
              <Column
                id={column.id}
                width={column.width}
                allowsSorting={column.id !== 'copy'}
                isRowHeader={column.id === 'title'}
                className="source-column"
              >
                {({ sortDirection }) => (
                  <>
                    <span className={column.id === 'copy' ? 'sr-only' : ''}>{column.name}</span>
                    {sortDirection === 'ascending' && <ArrowUp aria-hidden />}
                    {sortDirection === 'descending' && <ArrowDown aria-hidden />}
                  </>
                )}
              </Column>
            )}
          </TableHeader>
          <TableBody items={rows} dependencies={[columns.length]}>
            {(row) => (
              <Row
                id={row.source.id}
                className="source-row"
                columns={columns}
                textValue={row.source.csl.title ?? describeSource(row.source.csl).outlet}
              >
                {(column) => <Cell className="source-cell">{cellOf(row, column.id)}</Cell>}
              </Row>
            )}
          </TableBody>
        </Table>
      </Virtualizer>
    </div>
  );
}

function cellOf({ source, citedInCount }: SourceRow, column: SourceColumn | 'copy') {
  const { outlet, date, title } = describeSource(source.csl);
  switch (column) {
    case 'grade':
      return <span className="source-mark">{source.grade ?? '–'}</span>;
    case 'title':
      return source.needsDetails && !title ? (
        <span className="needs-details">
          <CircleAlert aria-hidden /> needs details
        </span>
      ) : (
        title || '–'
      );
    case 'outlet':
      return outlet;
    case 'date':
      return <span className="num">{date}</span>;
    case 'type':
      return typeName(source.csl.type);
    case 'cited':
      return <span className="num">{citedInCount}</span>;
    case 'copy':
      return <CopyMark copies={source.copies} />;
  }
}
