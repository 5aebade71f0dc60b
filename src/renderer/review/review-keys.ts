/**
 * The keys of a review. They are single letters and digits: they act wherever the focus is in the window, but for fields that
 * are typed into, open lists and dialogs.
 */
import { useEffect } from 'react';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { isPressOf } from './key-press.ts';
import { decide, editHere, leaveReview, setQuote, step, switchSource } from './review-actions.ts';
import { announce, useReview } from './review-state.ts';

/** The element that a note is written in. */
export const NOTE_ID = 'review-note';

type ReviewKey = {
  /** Names it among the commands. */
  id: string;
  /** As it is written on keys and as commands write shortcuts. */
  shown: string;
  what: string;
  run: (handle: StoryEditorHandle) => void;
};

/** All keys, in the order of their list. */
export const REVIEW_KEYS: readonly ReviewKey[] = [
  { id: 'next', shown: 'J', what: 'Next citation', run: () => step(1) },
  { id: 'previous', shown: 'K', what: 'Previous citation', run: () => step(-1) },
  { id: 'supports', shown: '1', what: 'Supports', run: (handle) => decide(handle, 'supports') },
  { id: 'partly', shown: '2', what: 'Partly supports', run: (handle) => decide(handle, 'partly') },
  { id: 'contradicts', shown: '3', what: 'Contradicts', run: (handle) => decide(handle, 'contradicts') },
  { id: 'not-found', shown: '4', what: 'Not found in the source', run: (handle) => decide(handle, 'not-found') },
  { id: 'take-back', shown: '0', what: 'Take the verdict back', run: (handle) => decide(handle, 'unverified') },
  { id: 'note', shown: 'N', what: 'Write a note', run: () => document.getElementById(NOTE_ID)?.focus() },
  { id: 'quote', shown: 'Q', what: 'Use the selection as the quoted passage', run: quoteSelection },
  { id: 'previous-source', shown: '[', what: 'Previous source', run: () => switchSource(-1) },
  { id: 'next-source', shown: ']', what: 'Next source', run: () => switchSource(1) },
  { id: 'compare', shown: 'C', what: 'Second source beside the first', run: () => compare() },
  { id: 'edit', shown: 'E', what: 'Edit here', run: editHere },
  { id: 'keys', shown: '?', what: 'Show these keys', run: () => useReview.setState({ isShowingKeys: true }) },
  { id: 'leave', shown: 'Escape', what: 'Leave the review', run: leaveReview },
];

/** Hears the keys of a review while the calling component is mounted. */
export function useReviewKeys(handle: StoryEditorHandle | null): void {
  useEffect(() => {
    if (!handle) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.metaKey || isElsewhere(event)) return;
      const key = REVIEW_KEYS.find(({ shown }) => isPressOf(event, shown));
      if (!key) return;
      // Before anything under the focus hears of it: a closed list of choices takes letters for its entries.
      event.preventDefault();
      event.stopPropagation();
      key.run(handle);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [handle]);
}

const TYPED_INTO = 'input:not([type=radio],[type=checkbox],[type=range]), textarea, select, [contenteditable=true]';
const KEEPS_ITS_KEYS = '[role=dialog], [role=alertdialog], [role=listbox], [role=menu]';

/** True where a key belongs to something else: what is typed into, or a list or dialog that is open. */
function isElsewhere({ target, key }: KeyboardEvent): boolean {
  if (document.querySelector('[role=dialog], [role=alertdialog]')) return true;
  if (!(target instanceof Element)) return false;
  // Escape first lets go of a passage that is selected.
  if (key === 'Escape' && useReview.getState().selectedText && target.closest('.reader, .passage-bar')) return true;
  return target.closest(`${TYPED_INTO}, ${KEEPS_ITS_KEYS}`) !== null;
}

function compare(): void {
  useReview.setState(({ isComparing }) => ({ isComparing: !isComparing }));
}

function quoteSelection(handle: StoryEditorHandle): void {
  const { selectedText } = useReview.getState();
  if (selectedText.trim()) setQuote(handle, selectedText);
  else announce('Select a passage of the source first.');
}
