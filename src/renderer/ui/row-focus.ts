/**
 * Lets what is in a row of a grid list be focused by screen readers and scripts. The list is a single stop for the Tab key; it
 * takes every focus from outside for one, and moves it to the row that had it last, or the first; so it does when a menu that was
 * opened in a row closes.
 */
import type { FocusEvent } from 'react';

/** True while a key or a pointer is moving the focus, which the list knows how to deal with. */
let isByHand = false;

function byHand(): void {
  isByHand = true;
  // The focus moves before anything else has its turn.
  window.setTimeout(() => {
    isByHand = false;
  });
}

window.addEventListener('pointerdown', byHand, { capture: true });
window.addEventListener('mousedown', byHand, { capture: true });
window.addEventListener('keydown', ({ key }) => key === 'Tab' && byHand(), { capture: true });

/** To be heard by an element around the list, before the list does; `rows` selects its rows. */
export function keepFocusInRow(event: FocusEvent<HTMLElement>, rows: string): void {
  const { currentTarget: around, target, relatedTarget } = event;
  if (isByHand || (relatedTarget instanceof Node && around.contains(relatedTarget))) return;
  const row = target.closest<HTMLElement>(rows);
  if (!row || row === target) return;
  // The list has to know the row by its own focus; then it leaves alone what is in it.
  event.stopPropagation();
  row.focus({ preventScroll: true });
  target.focus({ preventScroll: true });
}

/** By this event a list claims the focus that would go back to what opened a menu. */
const RESTORE_EVENT = 'react-aria-focus-scope-restore';

/** As `ref` of the element around the list: when a menu closes, the focus goes back to the control in the row. */
export function letFocusReturn(around: HTMLElement | null): (() => void) | undefined {
  if (!around) return undefined;
  const keepFromList = (event: Event) => event.stopPropagation();
  around.addEventListener(RESTORE_EVENT, keepFromList, { capture: true });
  return () => around.removeEventListener(RESTORE_EVENT, keepFromList, { capture: true });
}
