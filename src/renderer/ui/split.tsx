/**
 * A pane at the window's edge whose width can be dragged, or changed with the arrow keys on its border.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';

type SplitProps = {
  side: 'left' | 'right';
  /** What the pane is, for the list of landmarks. */
  name: string;
  /** The border's accessible name. */
  label: string;
  widthPx: number;
  minPx: number;
  maxPx: number;
  onResizeEnd: (px: number) => void;
  children: ReactNode;
};

const KEY_STEP_PX = 16;

export function Split({ side, name, label, widthPx, minPx, maxPx, onResizeEnd, children }: SplitProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const start = useRef<{ x: number; width: number } | null>(null);
  const width = dragged ?? widthPx;
  const bounded = (px: number) => Math.round(Math.min(maxPx, Math.max(minPx, px)));

  const onPointerDown = (event: PointerEvent) => {
    start.current = { x: event.clientX, width: widthPx };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!start.current) return;
    const moved = event.clientX - start.current.x;
    setDragged(bounded(start.current.width + (side === 'left' ? moved : -moved)));
  };
  const onPointerUp = () => {
    start.current = null;
    if (dragged !== null) onResizeEnd(dragged);
    setDragged(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    onResizeEnd(bounded(widthPx + direction * KEY_STEP_PX * (side === 'left' ? 1 : -1)));
  };

  return (
    <section className={`g-split g-split-${side}`} aria-label={name} style={{ width }}>
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget, which <hr> is not */}
      <div
        className="g-split-border"
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={width}
        aria-valuemin={minPx}
        aria-valuemax={maxPx}
        tabIndex={0}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onKeyDown={onKeyDown}
      />
    </section>
  );
}
