/**
 * What depends on how wide an element is, such as how many buttons of a toolbar fit.
 */
import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * `of` the element's width in CSS pixels; the caller renders anew only where that changes. `of` must be the same function
 * each time. Until the element is there, of infinite width.
 */
export function useElementWidth<T extends string | number | boolean>(
  element: RefObject<Element | null>,
  of: (widthPx: number) => T,
): T {
  const [value, setValue] = useState<T>(() => of(Number.POSITIVE_INFINITY));
  useLayoutEffect(() => {
    if (!element.current) return;
    const measured = element.current;
    const measure = () => setValue(of(measured.getBoundingClientRect().width));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element, of]);
  return value;
}
