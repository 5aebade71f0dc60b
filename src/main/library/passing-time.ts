/**
 * Whether the clock can be believed where something is deleted for good because of its age: one that is far ahead for a single start
 * must not empty the trash and thin out the history.
 */
import { z } from 'zod';
import { instantSchema } from '#core/model/primitives.ts';
import { codeOf } from './durable-write.ts';
import { readSealed, writeSealed } from './sealed-cache.ts';

const DAY_MS = 24 * 3_600_000;
/** Who opens the library once a month makes no leap. */
const LEAP_MS = 31 * DAY_MS;
/** So long the clock goes on after a leap before it is believed. */
const DOUBTED_MS = DAY_MS;
/** What is written down need not be newer; and a clock that is put right by less is not set back. */
const HOUR_MS = 3_600_000;

const stateSchema = z.object({
  version: z.literal(1),
  /** When the clock was last looked at, by itself. */
  lookedAt: instantSchema,
  /** What it said as it had leapt, or was set back; null where it is believed. */
  doubtedSince: instantSchema.nullable(),
});

export type PassingTime = {
  /**
   * False for a day after the clock has leapt by more than a month since it was last looked at, or was set back; so too where
   * nobody has looked at it before.
   */
  isBelieved(): boolean;
  /** Writes down when the clock was looked at. Never throws: without it nothing is believed for a day. */
  keep(): Promise<void>;
};

/** Goes on from what `file` says of the clock; it can be made anew. Written only while `mayWrite`. */
export async function openPassingTime(file: string, now: () => Date, mayWrite: () => boolean): Promise<PassingTime> {
  const before = await stateIn(file);
  let lookedAtMs = before ? Date.parse(before.lookedAt) : Number.NEGATIVE_INFINITY;
  let doubtedSinceMs = before?.doubtedSince ? Date.parse(before.doubtedSince) : undefined;
  let writtenAtMs = lookedAtMs;

  function isBelieved(): boolean {
    const nowMs = now().getTime();
    if (nowMs < lookedAtMs - HOUR_MS || nowMs - lookedAtMs > LEAP_MS) doubtedSinceMs = nowMs;
    else if (doubtedSinceMs !== undefined && nowMs - doubtedSinceMs >= DOUBTED_MS) doubtedSinceMs = undefined;
    lookedAtMs = nowMs;
    return doubtedSinceMs === undefined;
  }
  isBelieved();

  return {
    isBelieved,
    keep: async () => {
      isBelieved();
      if (!mayWrite() || Math.abs(lookedAtMs - writtenAtMs) < HOUR_MS) return;
      writtenAtMs = lookedAtMs;
      const doubtedSince = doubtedSinceMs === undefined ? null : new Date(doubtedSinceMs).toISOString();
      try {
        await writeSealed(file, { version: 1, lookedAt: new Date(lookedAtMs).toISOString(), doubtedSince });
      } catch (error) {
        console.error('galley: when the clock was looked at could not be written down:', error);
      }
    },
  };
}

async function stateIn(file: string): Promise<z.infer<typeof stateSchema> | undefined> {
  try {
    return stateSchema.safeParse(await readSealed(file)).data;
  } catch (error) {
    console.error('galley: when the clock was looked at can’t be read:', codeOf(error) ?? error);
    return undefined;
  }
}
