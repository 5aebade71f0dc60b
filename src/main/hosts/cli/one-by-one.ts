/**
 * A command over many things, one after the other: how far it is, for whoever looks, and a clean end by Ctrl+C.
 */
import { countOf } from '#core/intake/totals.ts';
import type { Output } from './library.ts';

export type Naming = {
  /** `Importing`. */
  doing: string;
  /** `imported`. */
  done: string;
  one: string;
  several: string;
};

/** By convention of shells, 128 and the signal's number. */
const INTERRUPTED = 130;

/**
 * Does `act` to each of `items`; it returns whether that was done, or `stop` where the others would fail alike: then it is said
 * how many are left. Ctrl+C ends it after the one under way and says how many were done, a second one ends the program at once.
 * Returns the exit status: 0, 1 where one was not done, 130 after Ctrl+C.
 */
export async function oneByOne<T>(
  items: readonly T[],
  { doing, done, one, several }: Naming,
  output: Output,
  act: (item: T, index: number) => Promise<boolean | 'stop'>,
): Promise<number> {
  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
    output.progress(`Stopping after this ${one}; Ctrl+C again stops at once.`);
  };
  process.once('SIGINT', interrupt);
  let succeeded = 0;
  let exitCode = 0;
  try {
    for (const [index, item] of items.entries()) {
      if (items.length > 1)
        output.progress(`${doing} ${(index + 1).toLocaleString('en')} of ${countOf(items.length, one, several)}…`);
      const outcome = await act(item, index);
      if (outcome === true) succeeded += 1;
      else exitCode = 1;
      const left = items.length - index - 1;
      if (outcome === 'stop') {
        if (left > 0) output.err(`galley: stopped there; ${countOf(left, one, several)} not ${done}.`);
        break;
      }
      if (isInterrupted && index + 1 < items.length) {
        output.err(
          `galley: stopped; ${succeeded.toLocaleString('en')} of ${countOf(items.length, one, several)} ${done}.`,
        );
        return INTERRUPTED;
      }
    }
    return exitCode;
  } finally {
    output.progress(null);
    process.removeListener('SIGINT', interrupt);
  }
}
