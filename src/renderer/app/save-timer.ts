/**
 * When what is typed in a form is saved: half a second after the last change and, however long somebody types on, within a
 * second of the first. So a crash takes no more than that; only stories, too long to be saved at that pace, have a journal. A
 * save that failed for a reason which may pass is tried again by itself.
 */
import type { FailureKind } from '#core/model/failure.ts';
import { createPatience, isPassing } from './patience.ts';

/** Quiet before a save, in milliseconds. */
const QUIET_MS = 500;
/** From the first unsaved change to its save at the latest, in milliseconds: with the write it stays under a second. */
const LATEST_MS = 800;

export type SaveTimer = {
  /** Something changed. Where a save has failed, its next try takes it along. */
  changed(): void;
  /** A save failed: it is tried again where that may help. */
  failed(kind: FailureKind): void;
  /** A save has succeeded. */
  succeeded(): void;
  /** It is saved now, or is not to be. */
  stop(): void;
};

export function createSaveTimer(save: () => void): SaveTimer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latestAt: number | undefined;
  let isTryingAgain = false;
  const patience = createPatience();

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
    latestAt = undefined;
    isTryingAgain = false;
  }

  function saveAfter(afterMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      stop();
      save();
    }, afterMs);
  }

  return {
    changed: () => {
      if (isTryingAgain) return;
      const now = performance.now();
      latestAt ??= now + LATEST_MS;
      saveAfter(Math.min(QUIET_MS, latestAt - now));
    },
    failed: (kind) => {
      if (!isPassing(kind)) return;
      stop();
      isTryingAgain = true;
      saveAfter(patience.nextMs());
    },
    succeeded: patience.reset,
    stop,
  };
}
