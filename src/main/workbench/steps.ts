/**
 * Long operations that say how far they are, and let the host do something else in between.
 */
import { setImmediate } from 'node:timers/promises';
import { inBatches } from '../library/in-batches.ts';

/** What a long operation yields: how far it is, and at its end, once, what came of it. */
export type Step<R> = { kind: 'progress'; done: number; total: number } | { kind: 'done'; result: R };

/** Between two of its reports an operation does at most so many things. */
const BATCH = 128;
/** The host answers others at least this often, in milliseconds. */
const SLICE_MS = 12;

/** Does `act` to every item, some side by side, and says after each batch how many are done. */
export async function* eachInSteps<T>(
  items: readonly T[],
  act: (item: T) => Promise<void>,
): AsyncGenerator<Extract<Step<never>, { kind: 'progress' }>> {
  for (let from = 0; from < items.length; from += BATCH) {
    await inBatches(items.slice(from, from + BATCH), act);
    yield { kind: 'progress', done: Math.min(from + BATCH, items.length), total: items.length };
  }
}

/** Everything that `items` gives, with a pause for others whenever a slice of time is used up. */
export async function* paced<T>(items: Iterable<T>): AsyncGenerator<T> {
  let since = performance.now();
  for (const item of items) {
    yield item;
    if (performance.now() - since < SLICE_MS) continue;
    await setImmediate();
    since = performance.now();
  }
}

/** Runs an operation to its end and returns what came of it. */
export async function resultOf<R>(steps: AsyncIterable<Step<R>>): Promise<R> {
  for await (const step of steps) if (step.kind === 'done') return step.result;
  throw new Error('An operation ends with what came of it.');
}
