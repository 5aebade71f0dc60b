/**
 * Where the focus goes when the line that has it is about to go.
 */

/** Gives the focus to the next line of the list, to the one before, or to what stands before the list. */
export function focusNeighbour(line: HTMLElement | Element | null): void {
  const candidates = [
    line?.nextElementSibling,
    line?.previousElementSibling,
    line?.parentElement?.previousElementSibling,
  ];
  const buttons = candidates.map((candidate) =>
    candidate instanceof HTMLButtonElement ? candidate : candidate?.querySelector('button'),
  );
  buttons.find((button) => button !== null && button !== undefined)?.focus();
}
