/**
 * Whether what the window holds is on the disk. It is written into the page by hand: each time React draws anything, it walks
 * the whole text in which the caret is, and this changes with the first key after each save.
 */
import { Check, CircleAlert, CircleDashed, Lock } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { useReadOnly } from '#renderer/app/reading.ts';
import { type SaveStatus, useStorySession } from './story-session.ts';

/** A save that is over sooner is not said to be under way: its words would only flicker, in milliseconds. */
const SAYS_SAVING_AFTER_MS = 150;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

export function SaveState() {
  const line = useRef<HTMLSpanElement>(null);
  const isReadOnly = useReadOnly();
  useLayoutEffect(() => {
    let timer: number | undefined;
    const show = (status: SaveStatus) => {
      const [element, words] = [line.current, line.current?.lastElementChild];
      if (!element || !words) return;
      const kind = isReadOnly && status.kind === 'saved' ? 'reading' : status.kind;
      element.dataset.kind = kind;
      words.textContent = kind === 'reading' ? 'Reading only' : wordsFor(status);
    };
    const follow = (status: SaveStatus) => {
      window.clearTimeout(timer);
      if (status.kind === 'saving') timer = window.setTimeout(() => show(status), SAYS_SAVING_AFTER_MS);
      else show(status);
    };
    show(useStorySession.getState().status);
    const stop = useStorySession.subscribe((now, before) => {
      if (now.status !== before.status) follow(now.status);
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [isReadOnly]);
  return (
    <span ref={line} className="save-state" role="status" aria-label="Save status">
      <Check aria-hidden data-for="saved" />
      <CircleDashed aria-hidden data-for="unsaved saving" />
      <CircleAlert aria-hidden data-for="problem" />
      <Lock aria-hidden data-for="reading" />
      <span />
    </span>
  );
}

function wordsFor(status: SaveStatus): string {
  switch (status.kind) {
    case 'saved':
      return `Saved ${clock.format(status.at)}`;
    case 'unsaved':
      return 'Not saved yet';
    case 'saving':
      return 'Saving…';
    case 'problem':
      return 'Not saved; your text is safe in this window';
  }
}
