/**
 * The passage that is selected in a reader, however it was selected.
 */
import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { CopyText } from '#core/model/copy-text.ts';
import { domRangeOf, type Passage, selectedPassage, sentenceRange } from './passage.ts';
import { revealRange } from './reveal.ts';

/** The selection is read when it has stood still for this long, in milliseconds. */
const SETTLED_AFTER_MS = 150;

type Elements = RefObject<HTMLElement | null>;

export function usePassage(scroller: Elements, paper: Elements, text: CopyText) {
  const [passage, setPassage] = useState<Passage | null>(null);

  useEffect(() => {
    let timer: number | undefined;
    let isPointerDown = false;
    const read = () => {
      const root = paper.current;
      const next = root && !isPointerDown ? selectedPassage(root, text) : null;
      setPassage((before) => (before?.text === next?.text && isSamePlace(before, next) ? before : next));
    };
    const later = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(read, SETTLED_AFTER_MS);
    };
    const down = (event: PointerEvent) => {
      isPointerDown = event.target instanceof Node && (paper.current?.contains(event.target) ?? false);
    };
    const up = () => {
      isPointerDown = false;
      later();
    };
    document.addEventListener('selectionchange', later);
    document.addEventListener('pointerdown', down);
    document.addEventListener('pointerup', up);
    document.addEventListener('pointercancel', up);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener('selectionchange', later);
      document.removeEventListener('pointerdown', down);
      document.removeEventListener('pointerup', up);
      document.removeEventListener('pointercancel', up);
    };
  }, [paper, text]);

  const selectAt = useCallback(
    (block: number, offset: number) => {
      const [root, view] = [paper.current, scroller.current];
      const words = text.blocks[block]?.text;
      if (!root || !view || words === undefined) return;
      const sentence = sentenceRange(block, words, offset);
      const range = domRangeOf(root, [sentence]);
      if (!range) return;
      const selection = window.getSelection();
      selection?.removeAllRanges();
      selection?.addRange(range);
      if (!isInView(range, view)) revealRange(view, [sentence]);
      view.focus({ preventScroll: true });
      setPassage(selectedPassage(root, text));
    },
    [paper, scroller, text],
  );

  /** Selects the sentence at a place of the page; without one, the first sentence in view. */
  const selectSentence = useCallback(
    (at?: Range) => {
      const element = at?.startContainer.parentElement?.closest<HTMLElement>('[data-block]');
      if (at && element) {
        const before = document.createRange();
        before.selectNodeContents(element);
        before.setEnd(at.startContainer, at.startOffset);
        selectAt(Number(element.dataset.block), before.toString().length);
        return;
      }
      const first = scroller.current && firstBlockInView(scroller.current);
      if (first !== null) selectAt(first, 0);
    },
    [scroller, selectAt],
  );

  /** Goes from the selected sentence to the next or the previous one; selects the first in view where there is none. */
  const stepSentence = (by: 1 | -1) => {
    // As it is now: the passage that is shown may wait for a selection to settle.
    const selected = paper.current && selectedPassage(paper.current, text);
    const edge = by > 0 ? selected?.ranges.at(-1) : selected?.ranges[0];
    if (!edge) return selectSentence();
    const { text: words = '' } = text.blocks[edge.blockIndex] ?? {};
    const rest = by > 0 ? words.slice(edge.end) : words.slice(0, edge.start);
    if (rest.trim() !== '') {
      const offset = by > 0 ? edge.end + rest.length - rest.trimStart().length : rest.trimEnd().length - 1;
      return selectAt(edge.blockIndex, offset);
    }
    const next = edge.blockIndex + by;
    selectAt(next, by > 0 ? 0 : (text.blocks[next]?.text.length ?? 0));
  };

  const clear = useCallback(() => {
    window.getSelection()?.removeAllRanges();
    setPassage(null);
    scroller.current?.focus({ preventScroll: true });
  }, [scroller]);

  return { passage, selectSentence, stepSentence, clear };
}

function isSamePlace(a: Passage | null, b: Passage | null): boolean {
  return JSON.stringify(a?.ranges) === JSON.stringify(b?.ranges);
}

function isInView(range: Range, view: HTMLElement): boolean {
  const [rect, frame] = [range.getBoundingClientRect(), view.getBoundingClientRect()];
  return rect.top >= frame.top && rect.bottom <= frame.bottom;
}

function firstBlockInView(view: HTMLElement): number | null {
  const { top } = view.getBoundingClientRect();
  for (const group of view.querySelectorAll('.reader-group')) {
    if (group.getBoundingClientRect().bottom <= top) continue;
    for (const block of group.querySelectorAll<HTMLElement>('[data-block]'))
      if (block.getBoundingClientRect().bottom > top) return Number(block.dataset.block);
  }
  return null;
}
