/**
 * A list of any length of which only what is seen is drawn. Rows have one height; arrow keys go from row to row.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

type VirtualListProps<T extends { id: string }> = {
  label: string;
  items: readonly T[];
  rowHeightPx: number;
  selectedId: string | null;
  onSelect: (id: string) => void;
  /** A row's name in words. */
  textOf: (item: T) => string;
  children: (item: T) => ReactNode;
  /** What can be done with a row, beside what is pressed to select it. */
  actions?: (item: T) => ReactNode;
};

/** Rows drawn beyond each edge, so that none is missing while one scrolls. */
const OVERSCAN_ROWS = 6;

export function VirtualList<T extends { id: string }>({
  label,
  items,
  rowHeightPx,
  selectedId,
  onSelect,
  textOf,
  children,
  actions,
}: VirtualListProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const selectedIndex = items.findIndex((item) => item.id === selectedId);

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
  useEffect(() => {
    const element = scroller.current;
    if (!element || selectedIndex < 0) return;
    const top = selectedIndex * rowHeightPx;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeightPx > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeightPx - element.clientHeight;
  }, [selectedIndex, rowHeightPx]);

  const first = Math.max(0, Math.floor(view.top / rowHeightPx) - OVERSCAN_ROWS);
  const last = Math.min(items.length, Math.ceil((view.top + view.height) / rowHeightPx) + OVERSCAN_ROWS);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -items.length, End: items.length }[
      event.key
    ];
    if (
      step === undefined ||
      !(event.target instanceof HTMLElement) ||
      !event.target.classList.contains('g-row-button')
    )
      return;
    event.preventDefault();
    const at = Number(event.target.dataset.index ?? 0);
    const next = Math.min(items.length - 1, Math.max(0, at + step));
    const item = items[next];
    if (!item) return;
    onSelect(item.id);
    window.requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };

  return (
    <div className="g-virtual" ref={scroller}>
      <ul aria-label={label} style={{ height: items.length * rowHeightPx }} onKeyDown={onKeyDown}>
        {items.slice(first, last).map((item, offset) => {
          const index = first + offset;
          const isSelected = item.id === selectedId;
          return (
            <li
              key={item.id}
              className="g-row"
              data-selected={isSelected || undefined}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ top: index * rowHeightPx, height: rowHeightPx }}
            >
              <button
                type="button"
                className="g-row-button"
                data-index={index}
                aria-label={textOf(item)}
                aria-current={isSelected || undefined}
                tabIndex={isSelected || (selectedIndex < 0 && index === 0) ? 0 : -1}
                onClick={() => onSelect(item.id)}
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
