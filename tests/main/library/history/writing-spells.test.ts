// When the state before a save is kept.
import { expect, test } from 'vitest';
import { createWritingSpells } from '#main/library/history/writing-spells.ts';

const MINUTE_MS = 60_000;

/** Why each save, at so many minutes, has the state before it kept. */
function keptAt(minutes: number[]): (string | undefined)[] {
  const spells = createWritingSpells();
  return minutes.map((minute) => {
    const reason = spells.saving('story', minute * MINUTE_MS);
    if (reason) spells.kept('story', minute * MINUTE_MS);
    return reason;
  });
}

test('a pause of five minutes ends a spell, and a shorter one does not', () => {
  expect(keptAt([0, 4.9, 9.8])).toEqual(['spell', undefined, undefined]);
  expect(keptAt([0, 5])).toEqual(['spell', 'spell']);
});

test('within a spell ten minutes pass from one state that is kept to the next', () => {
  expect(keptAt([0, 3, 6, 9.9, 10, 14, 18, 20])).toEqual([
    'spell',
    undefined,
    undefined,
    undefined,
    'interval',
    undefined,
    undefined,
    'interval',
  ]);
});

test('a clock that was set back begins a spell', () => {
  expect(keptAt([60, 61, 0, 1])).toEqual(['spell', undefined, 'spell', undefined]);
});

test('a state that was to be kept and was not is due at the next save', () => {
  const spells = createWritingSpells();
  expect(spells.saving('story', 0)).toBe('spell');
  expect(spells.saving('story', MINUTE_MS)).toBe('spell');
});

test('each story has spells of its own', () => {
  const spells = createWritingSpells();
  spells.saving('one', 0);
  spells.kept('one', 0);
  expect(spells.saving('other', MINUTE_MS)).toBe('spell');
});
