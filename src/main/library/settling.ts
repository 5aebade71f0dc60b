/**
 * Telling a broken file from one that is still on its way: a sync program may write in place, and what it has written so far
 * is no document yet.
 */
import { sameStamp } from './document-folder.ts';
import type { Stamp } from './durable-write.ts';

export type Settling = {
  /** True once a file has been still for long enough. Where it isn't, `again` is called with its name when it may be. */
  isSettled(name: string, stamp: Stamp): boolean;
  /** The file is whole, or gone. */
  forget(name: string): void;
  close(): void;
};

/** How long is long enough, in milliseconds. Only for time that has passed: a file of tomorrow is watched from now on. */
export function openSettling(settleMs: number, again: (name: string) => void): Settling {
  const watched = new Map<string, { stamp: Stamp; sinceMs: number; timer: NodeJS.Timeout }>();

  function forget(name: string): void {
    clearTimeout(watched.get(name)?.timer);
    watched.delete(name);
  }

  return {
    isSettled: (name, stamp) => {
      const known = watched.get(name);
      const isSame = known !== undefined && sameStamp(known.stamp, stamp);
      if (Date.now() - stamp.mtimeMs >= settleMs || (isSame && performance.now() - known.sinceMs >= settleMs)) {
        forget(name);
        return true;
      }
      if (!isSame) {
        forget(name);
        // A little later than it takes, so that the next look doesn't come too early.
        const timer = setTimeout(again, settleMs + 20, name).unref();
        watched.set(name, { stamp, sinceMs: performance.now(), timer });
      }
      return false;
    },
    forget,
    close: () => {
      for (const name of [...watched.keys()]) forget(name);
    },
  };
}
