import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSaveTimer } from '#renderer/app/save-timer.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Changes something every 50 ms for so long, and returns after how many milliseconds it was saved. */
function savesWhileTyping(forMs: number): number[] {
  const saves: number[] = [];
  const begun = performance.now();
  const timer = createSaveTimer(() => saves.push(performance.now() - begun));
  for (let typed = 0; typed < forMs; typed += 50) {
    timer.changed();
    vi.advanceTimersByTime(50);
  }
  vi.advanceTimersByTime(2_000);
  return saves;
}

it('saves half a second after the last change', () => {
  expect(savesWhileTyping(200)).toEqual([650]);
});

it('saves what somebody goes on typing within a second of its first change', () => {
  const saves = savesWhileTyping(5_000);
  expect(saves.length).toBeGreaterThanOrEqual(6);
  expect(saves[0]).toBe(800);
  expect(Math.max(...saves.slice(1).map((at, index) => at - (saves[index] ?? 0)))).toBeLessThan(1_000);
});

it('saves nothing once it is stopped, and begins anew with the next change', () => {
  const save = vi.fn();
  const timer = createSaveTimer(save);
  timer.changed();
  timer.stop();
  vi.advanceTimersByTime(2_000);
  expect(save).not.toHaveBeenCalled();
  timer.changed();
  vi.advanceTimersByTime(500);
  expect(save).toHaveBeenCalledOnce();
});

it('tries again by itself where a save failed for what may pass, later each time', () => {
  const begun = performance.now();
  const tries: number[] = [];
  const timer = createSaveTimer(() => {
    tries.push(performance.now() - begun);
    if (tries.length < 4) timer.failed('DiskFull');
    else timer.succeeded();
  });
  timer.changed();
  vi.advanceTimersByTime(600);
  // What is typed meanwhile goes along with the next try.
  timer.changed();
  vi.advanceTimersByTime(20_000);
  expect(tries).toEqual([500, 1_500, 3_500, 7_500]);
  timer.changed();
  vi.advanceTimersByTime(500);
  expect(tries).toHaveLength(5);
});

it('leaves what somebody has to decide to them', () => {
  const save = vi.fn(() => timer.failed('Conflict'));
  const timer = createSaveTimer(save);
  timer.changed();
  vi.advanceTimersByTime(60_000);
  expect(save).toHaveBeenCalledOnce();
});
