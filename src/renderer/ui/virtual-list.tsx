/**
 * A list of any length of which only what is seen is drawn. Rows have one height; arrow keys go from row to row. Where rows can
 * be picked, clicks and keys with Ctrl (⌘) and Shift pick some without opening any; without them a row is opened and none picked.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { type GridSelection, moved, NOTHING_SELECTED, pressed } from './grid-selection.ts';

export type Picking = {
  selection: GridSelection;
  onChange: (selection: GridSelection) => void;
  /** Delete, while some are picked. */
  onDelete: () => void;
};

/** Gives the focus to the row that takes it by Tab, once it is drawn. */
export type VirtualListHandle = { focusRow: () => void };

type VirtualListProps<T extends { id: string }> = {
  label: string;
  items: readonly T[];
  rowHeightPx: number;
  /** The row that is open. */
  selectedId: string | null;
  onSelect: (id: string) => void;
  /** A row's name in words. */
  textOf: (item: T) => string;
  children: (item: T) => ReactNode;
  /** What can be done with a row, beside what is pressed to select it. */
  actions?: (item: T) => ReactNode;
  picking?: Picking;
  ref?: Ref<VirtualListHandle>;
};

/** Rows drawn beyond each edge, so that none is missing while one scrolls. */
const OVERSCAN_ROWS = 6;
const PAGE_ROWS = 8;

export function VirtualList<T extends { id: string }>({
  label,
  items,
  rowHeightPx,
  selectedId,
  onSelect,
  textOf,
  children,
  actions,
  picking,
  ref,
}: VirtualListProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const selectedIndex = items.findIndex((item) => item.id === selectedId);
  const leadId = picking?.selection.focusId ?? null;
  const leadIndex = leadId === null ? -1 : items.findIndex((item) => item.id === leadId);
  const tabIndex = leadIndex >= 0 ? leadIndex : Math.max(0, selectedIndex);
  const isPicking = (picking?.selection.ids.size ?? 0) > 0;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);

  // What is opened from elsewhere is brought into view; what the pointer chose is there already.
  useEffect(() => reveal(scroller.current, selectedIndex, rowHeightPx), [selectedIndex, rowHeightPx]);
  useEffect(() => reveal(scroller.current, leadIndex, rowHeightPx), [leadIndex, rowHeightPx]);

  const focus = (selector: string) =>
    window.requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(selector)?.focus());
  useImperativeHandle(ref, () => ({ focusRow: () => void focus('.g-row-button[tabindex="0"]') }));

  const order = () => items.map(({ id }) => id);
  /** The selection with where a range begins: where the last one did, or at the row that is open or has the focus. */
  const anchored = (selection: GridSelection, otherwise: string | null): GridSelection => {
    const candidates = [selection.anchorId, otherwise];
    return {
      ...selection,
      anchorId: candidates.find((id) => id !== null && items.some((item) => item.id === id)) ?? null,
    };
  };
  const open = (id: string) => {
    if (picking && picking.selection !== NOTHING_SELECTED) picking.onChange(NOTHING_SELECTED);
    onSelect(id);
  };

  const onClick = (event: MouseEvent<HTMLElement>, id: string) => {
    if (!picking || !hasModifier(event)) return open(id);
    picking.onChange(pressed(anchored(picking.selection, selectedId), order(), id, event));
    event.currentTarget.focus({ preventScroll: true });
  };

  /** True where the key picks, or does something with what is picked. */
  const pick = (event: KeyboardEvent, focusId: string): boolean => {
    if (!picking) return false;
    if (isPicking && event.key === 'Escape') {
      picking.onChange({ ...NOTHING_SELECTED, focusId });
      return true;
    }
    if (isPicking && event.key === 'Delete') {
      picking.onDelete();
      return true;
    }
    if (!hasModifier(event)) return false;
    const next = moved({ ...anchored(picking.selection, focusId), focusId }, order(), event, PAGE_ROWS);
    if (!next) return false;
    picking.onChange(next);
    focus(`[data-index="${items.findIndex(({ id }) => id === next.focusId)}"]`);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.target instanceof HTMLElement && event.target.matches('.g-row-button') ? event.target : null;
    const at = Number(row?.dataset.index ?? 0);
    const item = items[at];
    if (!row || !item) return;
    if (pick(event, item.id)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const step = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE_ROWS,
      PageUp: -PAGE_ROWS,
      Home: -items.length,
      End: items.length,
    }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(items.length - 1, Math.max(0, at + step));
    const target = items[next];
    if (!target) return;
    open(target.id);
    focus(`[data-index="${next}"]`);
  };

  return (
    <div className="g-virtual" ref={scroller} data-picking={isPicking || undefined}>
      <ul aria-label={label} style={{ height: items.length * rowHeightPx }} onKeyDown={onKeyDown}>
        {rowsToDraw(view, rowHeightPx, items.length, leadIndex).map((index) => {
          const item = items[index];
          if (!item) return null;
          const isSelected = item.id === selectedId;
          const isPicked = picking?.selection.ids.has(item.id) ?? false;
          return (
            <li
              key={item.id}
              className="g-row"
              data-selected={isSelected || undefined}
              data-picked={isPicked || undefined}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ top: index * rowHeightPx, height: rowHeightPx }}
            >
              <button
                type="button"
                className="g-row-button"
                data-index={index}
                aria-label={isPicked ? `${textOf(item)}, selected` : textOf(item)}
                aria-current={isSelected || undefined}
                tabIndex={index === tabIndex ? 0 : -1}
                onClick={(event) => onClick(event, item.id)}
              >
                {children(item)}
              </button>
              {actions?.(item)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const hasModifier = ({ shiftKey, ctrlKey, metaKey }: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>) =>
  shiftKey || ctrlKey || metaKey;

/** Scrolls no further than it takes for a row to be seen whole. */
function reveal(element: HTMLElement | null, index: number, rowHeightPx: number): void {
  if (!element || index < 0) return;
  const top = index * rowHeightPx;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + rowHeightPx > element.scrollTop + element.clientHeight)
    element.scrollTop = top + rowHeightPx - element.clientHeight;
}

/** The rows in view and some beyond, and the one that keys go on from wherever it is, so that it keeps the focus. */
function rowsToDraw(
  { top, height }: { top: number; height: number },
  rowHeightPx: number,
  count: number,
  leadIndex: number,
): number[] {
  const first = Math.max(0, Math.floor(top / rowHeightPx) - OVERSCAN_ROWS);
  const last = Math.min(count, Math.ceil((top + height) / rowHeightPx) + OVERSCAN_ROWS);
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
  if (leadIndex >= 0 && leadIndex < first) indexes.unshift(leadIndex);
  else if (leadIndex >= last) indexes.push(leadIndex);
  return indexes;
}
