/**
 * Bringing a passage into view, also where the pages between are not laid out yet.
 */
import type { BlockRange } from '#core/quotation/prepared-copy.ts';
import { blockElement, domRangeOf } from './passage.ts';

/** How far below the upper edge a passage comes to stand, as a part of the view's height. */
const FROM_TOP = 0.3;

/** Scrolls so that the first of `ranges` stands in the upper third; nothing happens where it is not in the text. */
export function revealRange(scroller: HTMLElement, ranges: readonly BlockRange[]): void {
  const [first] = ranges;
  const block = first && blockElement(scroller, first.blockIndex);
  if (!block) return;
  block.scrollIntoView({ block: 'center' });
  const place = () => {
    const rect = (domRangeOf(scroller, ranges) ?? block).getBoundingClientRect();
    const { top, height } = scroller.getBoundingClientRect();
    scroller.scrollTop += rect.top - top - height * FROM_TOP;
  };
  place();
  // Pages that have come near are laid out by now, and not as high as they were guessed to be.
  requestAnimationFrame(() => requestAnimationFrame(place));
}
