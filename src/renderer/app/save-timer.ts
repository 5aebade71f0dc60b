/**
 * When what is typed in a form is saved: half a second after the last change and, however long somebody types on, within a
 * second of the first. So a crash takes no more than that; only stories, too long to be saved at that pace, have a journal.
 */

/** Quiet before a save, in milliseconds. */
const QUIET_MS = 500;
/** From the first unsaved change to its save at the latest, in milliseconds: with the write it stays under a second. */
const LATEST_MS = 800;

export type SaveTimer = {
  /** Something changed. */
  changed(): void;
  /** It is saved now, or is not to be. */
  stop(): void;
};

export function createSaveTimer(save: () => void): SaveTimer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latestAt: number | undefined;

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
    latestAt = undefined;
  }

  return {
    changed: () => {
      const now = performance.now();
      latestAt ??= now + LATEST_MS;
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          stop();
          save();
        },
        Math.min(QUIET_MS, latestAt - now),
      );
    },
    stop,
  };
}
