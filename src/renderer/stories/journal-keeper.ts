/**
 * Sends what this window holds of a story and has not saved yet to the journal: about once a second while it changes, after
 * a frame and in an idle moment, so that typing never waits for it.
 */
import type { JournalMark } from '#core/model/journal.ts';
import { newId } from '#core/model/primitives.ts';
import type { Story } from '#core/model/story.ts';
import { api } from '#renderer/app/api.ts';
import type { SendStory } from './story-sending.ts';

/** This window, for as long as its page lives. */
export const WINDOW_ID = newId();
const LOCK_PREFIX = 'galley-window-';

/**
 * From a change to its way to the disk, in milliseconds: with the idle moment and the write it stays under a second. A save
 * that comes first makes it needless.
 */
const KEEP_AFTER_MS = 700;
const IDLE_WITHIN_MS = 150;
/** What could not be kept, as where the disk is full, is tried again after this long. */
const RETRY_AFTER_MS = 5_000;

/** What is unsaved, or null where nothing is. */
type Unsaved = () => { story: Story; mark: JournalMark } | null;

export type JournalKeeper = {
  /** Something changed. Cheap: called on every keystroke. */
  changed(): void;
};

/** Lets other windows know that this one lives; the browser takes it back when the page goes, however it goes. */
export function showThatWindowLives(): void {
  void navigator.locks.request(LOCK_PREFIX + WINDOW_ID, () => new Promise(() => undefined));
}

/** The windows that live and have something in the journal of their own: their words are not to be recovered. */
export async function openWindows(): Promise<string[]> {
  const { held = [] } = await navigator.locks.query();
  const names = held.flatMap(({ name }) => (name?.startsWith(LOCK_PREFIX) ? [name.slice(LOCK_PREFIX.length)] : []));
  return [...new Set([WINDOW_ID, ...names])];
}

export function createJournalKeeper(unsaved: Unsaved, sendStory: SendStory): JournalKeeper {
  let isDue = false;
  let isSending = false;
  let lastKept = -1;

  function schedule(afterMs: number): void {
    if (isDue) return;
    isDue = true;
    window.setTimeout(() => window.requestIdleCallback(() => void send(), { timeout: IDLE_WITHIN_MS }), afterMs);
  }

  async function send(): Promise<void> {
    isDue = false;
    const held = unsaved();
    if (!held || held.mark.change === lastKept) return;
    if (isSending) return schedule(KEEP_AFTER_MS);
    isSending = true;
    try {
      await sendStory(held.story, held.mark, (sent) => api.journal.keep.mutate(sent));
      lastKept = held.mark.change;
    } catch {
      // What stands in the way stands in the way of the save too, which says so.
      schedule(RETRY_AFTER_MS);
    } finally {
      isSending = false;
    }
  }

  return { changed: () => schedule(KEEP_AFTER_MS) };
}
