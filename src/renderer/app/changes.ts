/**
 * How this window hears of changes in the library: by the thread that listens for all windows of the browser, or, where there
 * is none, by a line of its own.
 */
import { type ChangesLine, type ChangesListener, openChangesLine } from './changes-line.ts';
import type { ToldByWindow, ToldToWindow } from './changes-messages.ts';

let line: ChangesLine | null = null;
let isDown = false;

/**
 * Listens until the function returned is called. A window listens once. One that is the only one, as the desktop's is, needs
 * no thread.
 */
export function listenToChanges({ onChange, onUp, onDown }: ChangesListener, isOnlyWindow: boolean): () => void {
  const listener: ChangesListener = {
    onChange,
    onUp: () => {
      isDown = false;
      onUp();
    },
    onDown: () => {
      isDown = true;
      onDown();
    },
  };
  const opened = isOnlyWindow || !('SharedWorker' in window) ? openChangesLine(listener) : openSharedLine(listener);
  line = opened;
  return () => opened.close();
}

/** The workbench has answered a call: a line that is down is tried at once. */
export function workbenchAnswered(): void {
  if (isDown) line?.tryNow();
}

function openSharedLine(listener: ChangesListener): ChangesLine {
  let isClosed = false;
  let leave: () => void;
  let ask: () => void;

  function listenAlone(): void {
    const own = openChangesLine(listener);
    leave = own.close;
    ask = own.tryNow;
  }

  function join(): void {
    const thread = new SharedWorker(new URL('./changes-worker.ts', import.meta.url), {
      type: 'module',
      name: 'changes',
    });
    const { port } = thread;
    const say = (said: ToldByWindow) => port.postMessage(said);
    leave = () => {
      say('leave');
      port.close();
    };
    ask = () => say('try-now');
    thread.addEventListener('error', () => {
      if (isClosed) return;
      leave();
      listenAlone();
    });
    port.addEventListener('message', ({ data }: MessageEvent<ToldToWindow>) => {
      if (isClosed) return;
      if (data.kind === 'here') void navigator.locks.request(data.lock, { mode: 'shared' }, joinAnew);
      else if (data.kind === 'up') listener.onUp();
      else if (data.kind === 'down') listener.onDown();
      else listener.onChange(data.change);
    });
    port.start();
  }

  /** The thread is gone, as where the browser was short of memory, and its lock free. */
  function joinAnew(): void {
    if (isClosed) return;
    listener.onDown();
    join();
  }

  join();
  return {
    tryNow: () => ask(),
    close: () => {
      isClosed = true;
      leave();
    },
  };
}
