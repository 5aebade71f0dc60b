/**
 * The line on which the workbench tells what changes in the library, whoever holds it: a window, or the thread that all
 * windows of a browser share. It is asked for again whenever it has ended.
 */
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import type { WorkbenchRouter } from '#main/workbench/router.ts';
import { createPatience } from './patience.ts';

type Changes = inferRouterOutputs<WorkbenchRouter>['library']['changes'];
/** A change with what lists show of the document. */
export type DescribedChange = Changes extends AsyncIterable<infer Change> ? Change : never;

export type ChangesListener = {
  onChange(change: DescribedChange): void;
  /** Every change is told from now on. After a break this is called again. */
  onUp(): void;
  /** Nothing is told until the line is up again. */
  onDown(): void;
};

export type ChangesLine = {
  /** Asks at once where the next try is still to come. */
  tryNow(): void;
  close(): void;
};

const workbench = createTRPCClient<WorkbenchRouter>({ links: [httpSubscriptionLink({ url: '/api' })] });

/**
 * Opens the line. Where it ends or is refused, as by a host that was started anew and doesn't know this browser yet, it is
 * tried again after 1 s, 2 s, 4 s … 30 s until `close`.
 */
export function openChangesLine({ onChange, onUp, onDown }: ChangesListener): ChangesLine {
  const patience = createPatience();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end: () => void = () => undefined;

  function open(): void {
    timer = undefined;
    let isOver = false;
    const over = () => {
      if (isOver) return;
      isOver = true;
      onDown();
      timer = setTimeout(open, patience.nextMs());
    };
    const subscription = workbench.library.changes.subscribe(undefined, {
      onData: onChange,
      onStarted: () => {
        patience.reset();
        onUp();
      },
      // The browser asks again by itself where the connection has ended, and for ever.
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'connecting' && error && !isOver) onDown();
      },
      onError: over,
      onComplete: over,
    });
    end = () => {
      isOver = true;
      subscription.unsubscribe();
    };
  }

  open();
  return {
    tryNow: () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      open();
    },
    close: () => {
      clearTimeout(timer);
      timer = undefined;
      end();
    },
  };
}
