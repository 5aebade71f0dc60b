/**
 * What the room finds out about the whole list in moments when the window has nothing else to do: which sources look the same, and
 * in what each is searched. For twenty thousand sources that takes a third of a second.
 */
import { useEffect, useRef, useState } from 'react';
import { groupDuplicates } from '#core/citation/duplicates.ts';
import type { Duplicates } from './source-filters.ts';
import { type SourceItem, searchTextOf } from './source-rows.ts';

/** A change of the list is looked at when there has been none for so long, in milliseconds. */
const AFTER_MS = 300;
/** So much of an idle moment is left to the window, and so much is taken of a busy one, in milliseconds. */
const LEFT_MS = 4;
const TAKEN_MS = 6;
/** A window that is never idle is not waited for longer than this, in milliseconds. */
const PATIENCE_MS = 500;

/** The group of each source that looks the same as another; undefined until they have been looked for once. */
export function useDuplicates(list: readonly SourceItem[] | undefined): Duplicates {
  const [duplicates, setDuplicates] = useState<Duplicates>(undefined);
  const wasLookedAt = useRef(false);
  useEffect(() => {
    if (!list) return;
    let stop: () => void = () => undefined;
    const begin = () => {
      wasLookedAt.current = true;
      stop = whenIdle(lookingThrough(list, setDuplicates));
    };
    const timer = window.setTimeout(begin, wasLookedAt.current ? AFTER_MS : 0);
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [list]);
  return duplicates;
}

function* lookingThrough(list: readonly SourceItem[], found: (duplicates: Duplicates) => void): Generator {
  const groups = yield* groupDuplicates(list.map(({ source }) => source));
  found(new Map(groups.flatMap((group, index) => group.map(({ id }) => [id, index] as const))));
  for (const [index, item] of list.entries()) {
    searchTextOf(item);
    if (index % 200 === 0) yield;
  }
}

/** Takes one step after the other in idle moments; what it returns ends that. */
function whenIdle(steps: Iterator<unknown>): () => void {
  const goOn = (deadline: IdleDeadline) => {
    const untilMs = performance.now() + Math.max(TAKEN_MS, deadline.timeRemaining() - LEFT_MS);
    do {
      if (steps.next().done) return;
    } while (performance.now() < untilMs);
    handle = window.requestIdleCallback(goOn, { timeout: PATIENCE_MS });
  };
  let handle = window.requestIdleCallback(goOn, { timeout: PATIENCE_MS });
  return () => window.cancelIdleCallback(handle);
}
