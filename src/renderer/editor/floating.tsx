/**
 * A box that floats at a place in the text: below it, above it where there is no room, never beyond the window.
 */
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

/** Between the text and the box, and between the box and the window's edge, in pixels. */
const GAP_PX = 6;
const EDGE_PX = 8;

type FloatingProps = {
  /** Where the text is, in the window; null while it can't be told, and the box stays where it was. */
  placeOf: () => DOMRect | null;
  /** Changes where the box must find its place anew. */
  placeKey: unknown;
  className?: string;
  boxRef?: RefObject<HTMLDivElement | null>;
  children: ReactNode;
};

export function Floating({ placeOf, placeKey, className = '', boxRef, children }: FloatingProps) {
  const ownRef = useRef<HTMLDivElement>(null);
  const ref = boxRef ?? ownRef;

  // biome-ignore lint/correctness/useExhaustiveDependencies: placeKey stands for all that placeOf depends on
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const place = () => {
      const rect = placeOf();
      if (rect) putAt(box, rect);
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(box);
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  }, [placeKey, ref]);

  return createPortal(
    <div ref={ref} className={`editor-float ${className}`}>
      {children}
    </div>,
    document.body,
  );
}

function putAt(box: HTMLElement, rect: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.max(EDGE_PX, Math.min(rect.left, window.innerWidth - width - EDGE_PX));
  const below = rect.bottom + GAP_PX;
  const above = rect.top - GAP_PX - height;
  const fitsBelow = below + height <= window.innerHeight - EDGE_PX;
  const top = fitsBelow || above < EDGE_PX ? Math.min(below, window.innerHeight - height - EDGE_PX) : above;
  box.style.left = `${left}px`;
  box.style.top = `${Math.max(EDGE_PX, top)}px`;
}
