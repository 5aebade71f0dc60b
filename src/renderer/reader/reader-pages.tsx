/**
 * The pages of a text: which one is in view, and going to another.
 */
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import type { CopyText } from '#core/model/copy-text.ts';

type Scroller = RefObject<HTMLElement | null>;

/** The page at the top of the view; undefined for a text without pages. */
export function usePageInView(scroller: Scroller, text: CopyText): number | undefined {
  const [page, setPage] = useState<number>();
  useEffect(() => {
    const view = scroller.current;
    if (!view) return;
    let frame = 0;
    const read = () => {
      frame = 0;
      setPage(pageInView(view));
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(read);
    };
    setPage(text.blocks.some((block) => block.page !== undefined) ? pageInView(view) : undefined);
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      view.removeEventListener('scroll', onScroll);
    };
  }, [scroller, text]);
  return page;
}

/** Pages go downwards, so the one in view is found by halving. */
function pageInView(view: HTMLElement): number | undefined {
  const pages = view.querySelectorAll<HTMLElement>('.reader-group[data-page]');
  const line = view.getBoundingClientRect().top + view.clientHeight / 4;
  let [low, high] = [0, pages.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pages[middle]?.getBoundingClientRect().top ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  const page = pages[low]?.dataset.page;
  return page === undefined ? undefined : Number(page);
}

/** `Page 3 of 300`; another number, and Enter, goes there. */
export function PageField({ page, pages, scroller }: { page: number; pages: number; scroller: Scroller }) {
  const [typed, setTyped] = useState<string | null>(null);
  const go = () => {
    const wanted = Math.min(pages, Math.max(1, Number.parseInt(typed ?? '', 10)));
    setTyped(null);
    if (Number.isNaN(wanted)) return;
    // A page without text is not there; the next one is.
    const groups = [...(scroller.current?.querySelectorAll<HTMLElement>('.reader-group[data-page]') ?? [])];
    const target = groups.find((group) => Number(group.dataset.page) >= wanted) ?? groups.at(-1);
    target?.scrollIntoView({ block: 'start' });
    requestAnimationFrame(() => target?.scrollIntoView({ block: 'start' }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go();
    else if (event.key === 'Escape' && typed !== null) setTyped(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <label className="reader-page num">
      Page
      <input
        inputMode="numeric"
        aria-label={`Page, of ${pages}`}
        value={typed ?? String(page)}
        style={{ width: `${String(pages).length + 2}ch` }}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => setTyped(null)}
        onKeyDown={onKeyDown}
      />
      of {pages.toLocaleString('en')}
    </label>
  );
}
