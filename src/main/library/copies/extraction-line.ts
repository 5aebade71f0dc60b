/**
 * The order in which copies are read: one after the other, in a second thread what takes long, so that it holds up nobody else.
 */
import type { Extracted, ExtractionJob } from './extraction-job.ts';

type Extract = (job: ExtractionJob, stopping: AbortSignal) => Promise<Extracted>;

export type ExtractionLineOptions = {
  extract: Extract;
  /** After this long a copy makes room for the next one, in milliseconds. */
  longAfterMs: number;
  closing: AbortSignal;
};

/**
 * Returns a function that reads a copy once it is its turn. At most two are read at once, for each takes its own memory: one
 * that nothing is known of, and one that has turned out to take long. Where another one of that kind is being read, such a
 * copy is stopped and begun anew after it. Throws what `extract` throws.
 */
export function createExtractionLine({ extract, longAfterMs, closing }: ExtractionLineOptions) {
  const quick = createLane();
  const slow = createLane();

  return async (job: ExtractionJob): Promise<Extracted> => {
    const leaveQuick = await quick.enter();
    const yielding = new AbortController();
    const leftSlow: (() => void)[] = [];
    const timer = setTimeout(() => {
      const leave = slow.tryEnter();
      if (!leave) return yielding.abort();
      leftSlow.push(leave);
      leaveQuick();
    }, longAfterMs);
    try {
      return await extract(job, AbortSignal.any([closing, yielding.signal]));
    } catch (error) {
      if (!yielding.signal.aborted || closing.aborted) throw error;
    } finally {
      clearTimeout(timer);
      leaveQuick();
      for (const leave of leftSlow) leave();
    }
    const leave = await slow.enter();
    try {
      return await extract(job, closing);
    } finally {
      leave();
    }
  };
}

/** A place for one at a time; the others wait in the order in which they came. */
function createLane() {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  /** What is called by whoever leaves, once or more often. */
  const leaving = () => {
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      const next = waiting.shift();
      if (next) next();
      else isTaken = false;
    };
  };
  return {
    enter: async (): Promise<() => void> => {
      if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve));
      isTaken = true;
      return leaving();
    },
    /** Undefined where it is taken. */
    tryEnter: (): (() => void) | undefined => {
      if (isTaken) return undefined;
      isTaken = true;
      return leaving();
    },
  };
}
