/**
 * Lets what is in a row of a grid list be focused from outside, as screen readers do, without the focus moving on to the row
 * that had it last, or the first. For the Tab key the list stays a single stop.
 */
import { type ReactNode, useContext } from 'react';
import { type Key, ListStateContext } from 'react-aria-components';

let isTabbing = false;
window.addEventListener(
  'keydown',
  ({ key }) => {
    if (key !== 'Tab') return;
    isTabbing = true;
    // The focus moves before anything else has its turn.
    window.setTimeout(() => {
      isTabbing = false;
    });
  },
  { capture: true },
);

/** Around all that a row holds; `id` is the row's. */
export function RowFocus({ id, children }: { id: Key; children: ReactNode }) {
  const list = useContext(ListStateContext);
  const keepHere = () => {
    if (!isTabbing) list?.selectionManager.setFocusedKey(id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens where the focus goes; everything to do is inside
    <div className="row-focus" onFocus={keepHere}>
      {children}
    </div>
  );
}
