/**
 * The tabs of a citation's sources. The panel below stays the same element whichever is chosen: going from citation to citation
 * builds nothing anew.
 */
import { type KeyboardEvent, useRef } from 'react';

type SourceTabsProps = {
  ids: readonly string[];
  shownId: string;
  nameOf: (id: string) => string;
  onChoose: (id: string) => void;
};

/** The panel's id, and that of the tab which names it. */
export const SOURCE_PANEL_ID = 'review-source';
export const CHOSEN_TAB_ID = 'review-source-tab';

export function SourceTabs({ ids, shownId, nameOf, onChoose }: SourceTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = ids.indexOf(shownId);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = (next + ids.length) % ids.length;
    const id = ids[index];
    if (id === undefined) return;
    onChoose(id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  };
  return (
    <div
      ref={list}
      className="review-tab-list"
      role="tablist"
      aria-label="Sources of this citation"
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {ids.map((id) => (
        <button
          key={id}
          type="button"
          role="tab"
          className="review-tab"
          aria-selected={id === shownId}
          tabIndex={id === shownId ? 0 : -1}
          {...(id === shownId && { id: CHOSEN_TAB_ID, 'aria-controls': SOURCE_PANEL_ID })}
          onClick={() => onChoose(id)}
        >
          {nameOf(id)}
        </button>
      ))}
    </div>
  );
}
