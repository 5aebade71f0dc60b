// Which snapshots stay as a history grows older.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Dated, outlived } from '#core/history/thinning.ts';
import { snapshotIdOf, timeOfSnapshot } from '#core/model/snapshot.ts';

const NOW = Date.parse('2026-03-09T10:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const aged = (ageMs: number, isNamed = false): Dated => ({ id: `${ageMs}`, takenAtMs: NOW - ageMs, isNamed });
const left = (snapshots: Dated[], nowMs = NOW) => {
  const gone = new Set(outlived(snapshots, nowMs));
  return snapshots.filter(({ id }) => !gone.has(id));
};

test('of a day every snapshot stays, of a week the last of an hour, of a year the last of a day, and older ones go', () => {
  const ages = [
    0,
    10 * MINUTE,
    23 * HOUR,
    23.9 * HOUR,
    50.5 * HOUR,
    50.5 * HOUR + MINUTE,
    20 * DAY,
    20 * DAY + 3 * HOUR,
  ];
  const snapshots = [...ages, 400 * DAY].map((age) => aged(age));
  expect(left(snapshots).map(({ id }) => Number(id))).toEqual([
    0,
    10 * MINUTE,
    23 * HOUR,
    23.9 * HOUR,
    50.5 * HOUR,
    20 * DAY,
  ]);
});

test('a named snapshot stays for ever and stands in for no other', () => {
  const named = [aged(0), aged(2_000 * DAY, true), aged(20 * DAY, true), aged(20 * DAY + HOUR)];
  expect(left(named)).toEqual(named);
});

test('the newest stays whatever its age, and one that is dated in the future does', () => {
  expect(left([aged(900 * DAY), aged(901 * DAY)]).map(({ id }) => id)).toEqual([`${900 * DAY}`]);
  const future = [aged(-2 * DAY), aged(-DAY), aged(0)];
  expect(left(future)).toEqual(future);
});

const history = fc
  .uniqueArray(
    fc.record({
      takenAtMs: fc.integer({ min: NOW - 800 * DAY, max: NOW }),
      isNamed: fc.boolean(),
    }),
    { selector: ({ takenAtMs }) => takenAtMs, maxLength: 120 },
  )
  .map((all) => all.map((one) => ({ ...one, id: snapshotIdOf(one.takenAtMs) })));

test('thinning on the way leaves the same as thinning at the end', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 800 * DAY }), (snapshots, laterMs) => {
      const once = left(snapshots, NOW + laterMs);
      expect(left(left(snapshots), NOW + laterMs)).toEqual(once);
      expect(left(once, NOW + laterMs)).toEqual(once);
    }),
  );
});

test('nothing of the last day goes, and every hour of the last week that had a snapshot has one', () => {
  fc.assert(
    fc.property(history, (snapshots) => {
      const stayed = left(snapshots);
      const hours = (all: Dated[]) =>
        new Set(
          all
            .filter(({ isNamed, takenAtMs }) => !isNamed && NOW - takenAtMs <= 7 * DAY)
            .map(({ takenAtMs }) => Math.floor(takenAtMs / HOUR)),
        );
      expect(hours(stayed)).toEqual(hours(snapshots));
      const ofToday = snapshots.filter(({ takenAtMs }) => NOW - takenAtMs <= DAY);
      expect(stayed).toEqual(expect.arrayContaining(ofToday));
    }),
  );
});

test('a snapshot’s id says its time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (atMs) => {
      expect(timeOfSnapshot(snapshotIdOf(atMs))).toBe(atMs);
    }),
  );
});
