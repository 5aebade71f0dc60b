// Timing: medians of repeated runs, in milliseconds.

/** The quantile `q` (0–1) of samples. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** Runs `act` `times` times, after one run that doesn't count, and returns each run's milliseconds. */
export async function timed(times: number, act: () => unknown): Promise<number[]> {
  await act();
  const samples: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const start = performance.now();
    await act();
    samples.push(performance.now() - start);
  }
  return samples;
}

export const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
