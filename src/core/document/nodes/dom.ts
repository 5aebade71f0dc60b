/**
 * The one place where document nodes touch the DOM: Lexical calls `createDOM` only where there is a window.
 */

/** Creates an element of the page that the editor stands in. */
export function createElement<K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K] {
  return globalThis.document.createElement(tag);
}
