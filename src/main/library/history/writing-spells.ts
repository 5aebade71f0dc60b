/**
 * When the state before a save is to be kept: where a writing spell begins, and every ten minutes within it.
 */
import type { SnapshotReason } from '#core/model/snapshot.ts';

/**
 * A pause of so long ends a spell, in milliseconds. Longer than one thinks over a sentence, and half of the ten minutes, so that
 * what was left when somebody went to the telephone is a state of its own.
 */
const PAUSE_MS = 5 * 60_000;
/** Within a spell a state is kept so often, in milliseconds. */
const EVERY_MS = 10 * 60_000;

export type WritingSpells = {
  /** Says that a story is being saved now, and why the state before is to be kept; undefined where it isn't. */
  saving(storyId: string, nowMs: number): Extract<SnapshotReason, 'spell' | 'interval'> | undefined;
  /** Says that the state before the save at `nowMs` is being kept. */
  kept(storyId: string, nowMs: number): void;
  /** Says that another hand has written the story: the next save here is the first over that state. */
  ended(storyId: string): void;
};

/** Times are milliseconds since 1970. A clock that was set back counts as a pause. */
export function createWritingSpells(): WritingSpells {
  const savedAt = new Map<string, number>();
  const keptAt = new Map<string, number>();
  const isPast = (since: number | undefined, nowMs: number, ms: number) =>
    since === undefined || nowMs < since || nowMs - since >= ms;
  return {
    saving: (storyId, nowMs) => {
      const begins = isPast(savedAt.get(storyId), nowMs, PAUSE_MS);
      savedAt.set(storyId, nowMs);
      if (begins) keptAt.delete(storyId);
      if (begins || !keptAt.has(storyId)) return 'spell';
      return isPast(keptAt.get(storyId), nowMs, EVERY_MS) ? 'interval' : undefined;
    },
    kept: (storyId, nowMs) => {
      keptAt.set(storyId, nowMs);
    },
    ended: (storyId) => {
      savedAt.delete(storyId);
    },
  };
}
