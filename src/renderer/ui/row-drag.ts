/**
 * Rows that are dragged into another order, by the browser's own dragging. React Aria's lets each row listen six times to every
 * key that is pressed anywhere in the window: beside a long story's outline each typed character waited for 260 listeners.
 */
import { type DragEvent, type PointerEvent, useRef } from 'react';

export type DropPosition = 'before' | 'after';

type RowDrag = {
  /** The attribute that holds a row's id, such as `data-section`. */
  attribute: `data-${string}`;
  isDisabled: boolean;
  /** False where a drop there would change nothing, or is not possible. */
  canMove: (id: string, targetId: string, position: DropPosition) => boolean;
  onMove: (id: string, targetId: string, position: DropPosition) => void;
};

/** Says of a drag that it is one of our rows; nothing else in the window or beyond takes it. */
const ROW_TYPE = 'application/x-galley-row';

/** What an element around the rows is to hear. Each row becomes draggable where it is pressed. */
export function useRowDrag({ attribute, isDisabled, canMove, onMove }: RowDrag) {
  const draggedId = useRef<string | null>(null);
  const lined = useRef<HTMLElement | null>(null);

  const mark = (row: HTMLElement | null, position?: DropPosition) => {
    if (lined.current !== row) delete lined.current?.dataset.dropLine;
    lined.current = row;
    if (row && position && row.dataset.dropLine !== position) row.dataset.dropLine = position;
  };

  const placeOf = (event: DragEvent<HTMLElement>) => {
    const id = draggedId.current;
    if (id === null || !event.dataTransfer.types.includes(ROW_TYPE)) return null;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(`[${attribute}]`)];
    const row = rows.find((each) => each.getBoundingClientRect().bottom >= event.clientY) ?? rows.at(-1);
    const targetId = row?.getAttribute(attribute);
    if (!row || !targetId) return null;
    const { top, height } = row.getBoundingClientRect();
    const position: DropPosition = event.clientY < top + height / 2 ? 'before' : 'after';
    return canMove(id, targetId, position) ? { id, row, targetId, position } : null;
  };

  return {
    onPointerDownCapture: (event: PointerEvent<HTMLElement>) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>(`[${attribute}]`) : null;
      // A slider in a row is moved, and not the row.
      if (row) row.draggable = !isDisabled && !(event.target instanceof HTMLInputElement);
    },
    onDragStart: (event: DragEvent<HTMLElement>) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>(`[${attribute}]`) : null;
      const id = row?.getAttribute(attribute);
      if (!row || !id) return;
      draggedId.current = id;
      event.dataTransfer.setData(ROW_TYPE, id);
      event.dataTransfer.effectAllowed = 'move';
      // Its picture under the pointer has been taken then; only what stays behind is to look absent.
      requestAnimationFrame(() => {
        if (draggedId.current === id) row.dataset.dragging = 'true';
      });
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      const place = placeOf(event);
      mark(place?.row ?? null, place?.position);
      if (!place) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) mark(null);
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      const place = placeOf(event);
      mark(null);
      if (!place) return;
      event.preventDefault();
      onMove(place.id, place.targetId, place.position);
    },
    onDragEnd: (event: DragEvent<HTMLElement>) => {
      draggedId.current = null;
      mark(null);
      for (const row of event.currentTarget.querySelectorAll<HTMLElement>('[data-dragging]'))
        delete row.dataset.dragging;
    },
  };
}
