/**
 * Thinning a story's history with age: all of a day, one an hour of a week, one a day of a year. What has a name stays for ever.
 */

/** A snapshot as far as thinning looks at it. */
export type Dated = {
  id: string;
  /** Milliseconds since 1970. */
  takenAtMs: number;
  isNamed: boolean;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The ids of the snapshots that have had their time at `nowMs`. Of an hour or a day (in UTC) the last one stays, so that it
 * makes no difference how often a history is thinned on the way. The newest of all stays whatever its age, and so does what
 * is dated in the future, as after a clock was set back.
 */
export function outlived(snapshots: readonly Dated[], nowMs: number): string[] {
  const newestFirst = snapshots.toSorted((a, b) => b.takenAtMs - a.takenAtMs);
  const kept = new Set<string>();
  const dropped: string[] = [];
  newestFirst.forEach(({ id, takenAtMs, isNamed }, index) => {
    const stretch = stretchOf(takenAtMs, nowMs);
    const stays = isNamed || index === 0 || stretch === 'each' || (stretch !== 'none' && !kept.has(stretch));
    if (!stays) dropped.push(id);
    else if (!isNamed) for (const each of [hourOf(takenAtMs), dayOf(takenAtMs)]) kept.add(each);
  });
  return dropped;
}

/** Of which stretch of time one snapshot stays at this age: `each` for every one, `none` for no one. */
function stretchOf(takenAtMs: number, nowMs: number): string {
  const ageMs = nowMs - takenAtMs;
  if (ageMs <= DAY_MS) return 'each';
  if (ageMs <= 7 * DAY_MS) return hourOf(takenAtMs);
  return ageMs <= 365 * DAY_MS ? dayOf(takenAtMs) : 'none';
}

function hourOf(atMs: number): string {
  return `hour ${Math.floor(atMs / HOUR_MS)}`;
}

function dayOf(atMs: number): string {
  return `day ${Math.floor(atMs / DAY_MS)}`;
}
