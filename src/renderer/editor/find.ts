/**
 * Finding words in the text as it stands on the page, and marking them with the CSS Custom Highlight API, which changes
 * neither the document nor the page's elements.
 */

import { holdInView, reachesOut } from './hold-in-view.ts';

const ALL = 'galley-find';
const CURRENT = 'galley-find-current';
/** More than anybody steps through; the count then says so. */
export const MAX_MATCHES = 5_000;
/** A longer selection is something else than what one looks for. */
const MOST_WORDS_LENGTH = 200;

/** All places where `needle` stands in `root`, in order, whatever their case; a match never spans blocks or chips. */
export function findIn(root: HTMLElement, needle: string): Range[] {
  const wanted = needle.toLocaleLowerCase();
  if (!wanted) return [];
  const ranges: Range[] = [];
  for (const run of textRuns(root)) {
    const text = run
      .map(({ data }) => data)
      .join('')
      .toLocaleLowerCase();
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      if (ranges.length >= MAX_MATCHES) return ranges;
      const range = document.createRange();
      const start = pointAt(run, at, 'start');
      const end = pointAt(run, at + wanted.length, 'end');
      if (!start || !end) continue;
      range.setStart(start.node, start.offset);
      range.setEnd(end.node, end.offset);
      ranges.push(range);
    }
  }
  return ranges;
}

/** Marks the places found, one of them as the current one; none for an empty list. */
export function markRanges(ranges: readonly Range[], current: number): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.set(ALL, new Highlight(...ranges));
  const range = ranges[current];
  CSS.highlights.set(CURRENT, new Highlight(...(range ? [range] : [])));
}

/** Scrolls so that a place stands in the middle of `scroller`, unless it is to be seen as it is. */
export function bringIntoView(range: Range, scroller: Element | null): void {
  if (!scroller) return;
  holdInView(range, scroller, () => {
    if (!reachesOut(range, scroller)) return;
    const [place, view] = [range.getBoundingClientRect(), scroller.getBoundingClientRect()];
    scroller.scrollTop += place.top - view.top - view.height / 2;
  });
}

/** The words selected in the text or in a field, to look for; empty where more than a line is, or nothing. */
export function selectedWords(): string {
  const words = window.getSelection()?.toString().trim() ?? '';
  return words.length > MOST_WORDS_LENGTH || words.includes('\n') ? '' : words;
}

export function unmark(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}

/** The text nodes of the page in runs that a match may span: neighbours in one line, without chips between them. */
function textRuns(root: HTMLElement): Text[][] {
  const runs: Text[][] = [];
  let run: Text[] = [];
  let block: Element | null = null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const close = () => {
    if (run.length > 0) runs.push(run);
    run = [];
  };
  for (let node = walker.nextNode(); node; ) {
    if (node instanceof HTMLElement && (node.contentEditable === 'false' || node.tagName === 'BR')) {
      close();
      node = nextAfter(walker, node);
      continue;
    }
    if (node instanceof Text) {
      const own: Element | null = node.parentElement?.closest('p,h1,h2,h3,h4,h5,h6,li,blockquote,code,td,th') ?? null;
      if (own !== block) close();
      block = own;
      run.push(node);
    }
    node = walker.nextNode();
  }
  close();
  return runs;
}

/** The node that follows all that is in `element`. */
function nextAfter(walker: TreeWalker, element: HTMLElement): Node | null {
  let node = walker.nextNode();
  while (node && element.contains(node)) node = walker.nextNode();
  return node;
}

/** A place between two nodes is that of the node on its match's side, whose format it has. */
function pointAt(run: readonly Text[], offset: number, edge: 'start' | 'end'): { node: Text; offset: number } | null {
  let before = 0;
  for (const node of run) {
    const after = before + node.length;
    if (edge === 'start' ? offset < after : offset <= after) return { node, offset: offset - before };
    before += node.length;
  }
  return null;
}
