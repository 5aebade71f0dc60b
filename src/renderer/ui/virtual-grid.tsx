/**
 * A grid of any length of which only what is seen is drawn: rows of one height under headings that sort, one or several selected.
 * Keys and clicks are those of a grid (ARIA Authoring Practices): arrows move, with Shift they extend, Space with Ctrl adds or takes away.
 */
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type GridSelection, moved, pressed } from './grid-selection.ts';
import './virtual-grid.css';

export type GridColumn<C extends string> = {
  id: C;
  /** The heading; a column of marks has one for who can't see them. */
  name: string;
  isNameHidden?: boolean;
  isSortable?: boolean;
  /** A track of a CSS grid: `72px`, `minmax(120px, 2fr)`. */
  width: string;
};
export type GridOrder<C extends string> = { column: C; direction: 'ascending' | 'descending' };

type VirtualGridProps<T extends { id: string }, C extends string> = {
  label: string;
  columns: readonly GridColumn<C>[];
  rows: readonly T[];
  rowHeightPx: number;
  order: GridOrder<C>;
  onOrder: (order: GridOrder<C>) => void;
  selection: GridSelection;
  onSelection: (selection: GridSelection) => void;
  /** Enter on a row. */
  onOpen: () => void;
  /** What a row says of itself, for styles: `data-…` attributes. */
  marksOf?: (row: T) => Record<`data-${string}`, string | undefined>;
  /** A cell's content; must be the same function each time, rows are drawn anew only where they change. */
  cell: (row: T, column: C) => ReactNode;
};

/** Rows drawn beyond each edge, so that none is missing while one scrolls; the window moves in steps of as many. */
const OVERSCAN_ROWS = 8;

export function VirtualGrid<T extends { id: string }, C extends string>({
  label,
  columns,
  rows,
  rowHeightPx,
  order,
  onOrder,
  selection,
  onSelection,
  onOpen,
  marksOf,
  cell,
}: VirtualGridProps<T, C>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ first: 0, last: 40 });
  const { focusId } = selection;
  // Not in every frame that is scrolled: to look through 20,000 rows takes a third of it.
  const focusIndex = useMemo(
    () => (focusId === null ? -1 : rows.findIndex(({ id }) => id === focusId)),
    [rows, focusId],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const step = OVERSCAN_ROWS * rowHeightPx;
      const first = Math.floor(element.scrollTop / step) * OVERSCAN_ROWS - OVERSCAN_ROWS;
      const last = (Math.ceil((element.scrollTop + element.clientHeight) / step) + 1) * OVERSCAN_ROWS;
      setView((before) => (before.first === first && before.last === last ? before : { first, last }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [rowHeightPx]);

  // What is selected from elsewhere is brought into view; what the pointer chose is there already.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || focusIndex < 0) return;
    const top = focusIndex * rowHeightPx;
    const heightPx = element.clientHeight - (element.querySelector<HTMLElement>('.g-grid-head')?.offsetHeight ?? 0);
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeightPx > element.scrollTop + heightPx) element.scrollTop = top + rowHeightPx - heightPx;
  }, [focusIndex, rowHeightPx]);

  const indexes = rowsToDraw(view, rows.length, focusIndex);
  const ids = () => rows.map(({ id }) => id);

  const focusRow = (id: string | null) =>
    window.requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus());

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('.g-grid-row')) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onOpen();
      return;
    }
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx) - 2);
    const next = moved(selection, ids(), event, pageRows);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    onSelection(next);
    focusRow(next.focusId);
  };
  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.g-grid-row') : null;
    const id = row?.dataset.id;
    if (!row || id === undefined) return;
    onSelection(pressed(selection, ids(), id, event));
    row.focus({ preventScroll: true });
  };

  return (
    <div className="g-grid" ref={scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table element can't hold rows of which most are not there */}
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable
        className="g-grid-table"
        style={{ '--grid-columns': columns.map(({ width }) => width).join(' ') } as CSSProperties}
        onKeyDown={onKeyDown}
        onMouseDown={keepTextUnselected}
        onClick={onClick}
      >
        <GridHead columns={columns} order={order} onOrder={onOrder} />
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className="g-grid-body" style={{ height: rows.length * rowHeightPx }}>
          {indexes.map((index) => {
            const row = rows[index];
            return (
              row && (
                <GridRow
                  key={row.id}
                  row={row}
                  index={index}
                  topPx={index * rowHeightPx}
                  heightPx={rowHeightPx}
                  columns={columns}
                  cell={cell}
                  marks={marksOf?.(row)}
                  isSelected={selection.ids.has(row.id)}
                  isTabStop={focusIndex < 0 ? index === 0 : index === focusIndex}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** With Shift rows are selected; the browser would select their words as well. */
function keepTextUnselected(event: MouseEvent): void {
  if (event.shiftKey) event.preventDefault();
}

/** The rows of the window, and the one with the focus wherever it is, so that it keeps the focus. */
function rowsToDraw({ first, last }: { first: number; last: number }, count: number, focusIndex: number): number[] {
  const from = Math.max(0, first);
  const to = Math.min(count, last);
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  if (focusIndex >= 0 && focusIndex < from) indexes.unshift(focusIndex);
  else if (focusIndex >= to) indexes.push(focusIndex);
  return indexes;
}

type GridHeadProps<C extends string> = {
  columns: readonly GridColumn<C>[];
  order: GridOrder<C>;
  onOrder: (order: GridOrder<C>) => void;
};

function GridHead<C extends string>({ columns, order, onOrder }: GridHeadProps<C>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of the grid
    // biome-ignore lint/a11y/useFocusableInteractive: its headings take the focus
    <div role="row" aria-rowindex={1} className="g-grid-head">
      {columns.map(({ id, name, isNameHidden, isSortable = true }) => {
        const direction = order.column === id ? order.direction : undefined;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a heading of the grid
          // biome-ignore lint/a11y/useFocusableInteractive: the button in it takes the focus
          <div key={id} role="columnheader" aria-sort={direction ?? (isSortable ? 'none' : undefined)}>
            {isSortable ? (
              <button
                type="button"
                onClick={() =>
                  onOrder({ column: id, direction: direction === 'ascending' ? 'descending' : 'ascending' })
                }
              >
                {name}
                {direction === 'ascending' && <ArrowUp aria-hidden />}
                {direction === 'descending' && <ArrowDown aria-hidden />}
              </button>
            ) : (
              <span className={isNameHidden ? 'sr-only' : undefined}>{name}</span>
            )}
          </div>
        );
      })}
    </div>
  );
}

type GridRowProps<T extends { id: string }, C extends string> = {
  row: T;
  index: number;
  topPx: number;
  heightPx: number;
  columns: readonly GridColumn<C>[];
  cell: (row: T, column: C) => ReactNode;
  marks: Record<`data-${string}`, string | undefined> | undefined;
  isSelected: boolean;
  isTabStop: boolean;
};

const GridRow = memo(function GridRow<T extends { id: string }, C extends string>({
  row,
  index,
  topPx,
  heightPx,
  columns,
  cell,
  marks,
  isSelected,
  isTabStop,
}: GridRowProps<T, C>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of the grid
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-id={row.id}
      {...marks}
      className="g-grid-row"
      style={{ transform: `translateY(${topPx}px)`, height: heightPx }}
      tabIndex={isTabStop ? 0 : -1}
    >
      {columns.map(({ id }) => (
        // biome-ignore lint/a11y/useSemanticElements: a cell of the grid
        // biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus
        <div key={id} role="gridcell" className="g-grid-cell">
          {cell(row, id)}
        </div>
      ))}
    </div>
  );
}, isSameRow) as <T extends { id: string }, C extends string>(props: GridRowProps<T, C>) => ReactNode;

/** Marks are a new object each time; what they say is compared. */
function isSameRow(a: object, b: object): boolean {
  const other = new Map(Object.entries(b));
  return Object.entries(a).every(([key, value]) =>
    key === 'marks' ? JSON.stringify(value) === JSON.stringify(other.get(key)) : value === other.get(key),
  );
}
