/**
 * Keeping a passage in view where the reader changes its size: another source is opened beside it, the window is made smaller.
 */
import { type RefObject, useEffect } from 'react';
import type { BlockRange } from '#core/quotation/prepared-copy.ts';
import { blockElement, domRangeOf } from './passage.ts';
import { revealRange } from './reveal.ts';

/** Brings `held` back into view as often as another size takes it out of it; not where the editor has scrolled away from it. */
export function useHeldInView(scroller: RefObject<HTMLElement | null>, held: BlockRange | null): void {
  useEffect(() => {
    const view = scroller.current;
    if (!view || !held) return;
    let size = sizeOf(view);
    let wasInView = isInView(view, held);
    const scrolled = () => {
      // A new size scrolls too, before it is observed.
      if (sizeOf(view) === size) wasInView = isInView(view, held);
    };
    const observer = new ResizeObserver(() => {
      if (sizeOf(view) === size) return;
      size = sizeOf(view);
      if (wasInView && view.clientHeight > 0) revealRange(view, [held]);
    });
    view.addEventListener('scroll', scrolled, { passive: true });
    observer.observe(view);
    return () => {
      observer.disconnect();
      view.removeEventListener('scroll', scrolled);
    };
  }, [scroller, held]);
}

function sizeOf(view: HTMLElement): string {
  return `${view.clientWidth} ${view.clientHeight}`;
}

function isInView(view: HTMLElement, held: BlockRange): boolean {
  const block = blockElement(view, held.blockIndex);
  // What is out of sight by its block needs no layout of its pages.
  if (!block || !meets(view, block)) return false;
  return meets(view, domRangeOf(view, [held]) ?? block);
}

function meets(view: HTMLElement, place: Pick<Element, 'getBoundingClientRect'>): boolean {
  const { top, bottom } = place.getBoundingClientRect();
  const { top: viewTop, bottom: viewBottom } = view.getBoundingClientRect();
  return bottom > viewTop && top < viewBottom;
}
