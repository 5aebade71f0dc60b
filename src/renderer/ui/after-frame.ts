/**
 * Work that waits until a keystroke has been painted, so that nothing stands between the key and the screen.
 */

/** A function that runs `work` after the next frame, at most once in `minGapMs`; `cancel` drops what is waiting. */
export type AfterFrame = { schedule(): void; cancel(): void };

/** Wraps `work` so that however often it is asked for, it runs once, after the frame, not oftener than every `minGapMs`. */
export function afterFrame(work: () => void, minGapMs = 0): AfterFrame {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;
  let isWaiting = false;

  function run(): void {
    isWaiting = false;
    lastMs = performance.now();
    work();
  }

  return {
    schedule: () => {
      if (isWaiting) return;
      isWaiting = true;
      frame = requestAnimationFrame(() => {
        timer = setTimeout(run, Math.max(0, lastMs + minGapMs - performance.now()));
      });
    },
    cancel: () => {
      isWaiting = false;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    },
  };
}
