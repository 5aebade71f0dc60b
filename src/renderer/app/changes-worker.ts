/**
 * The thread that holds the line of changes for all windows of a browser. Browsers give a host six connections, whatever the
 * number of windows: with a line for each, the seventh window could not even load, and no save would get through.
 */
import { newId } from '#core/model/primitives.ts';
import { openChangesLine } from './changes-line.ts';
import type { ToldByWindow, ToldToWindow } from './changes-messages.ts';

const windows = new Set<MessagePort>();
let isUp: boolean | undefined;

function tellAll(told: ToldToWindow): void {
  for (const port of windows) port.postMessage(told);
}

function stands(next: boolean): void {
  isUp = next;
  tellAll({ kind: next ? 'up' : 'down' });
}

const line = openChangesLine({
  onChange: (change) => tellAll({ kind: 'change', change }),
  onUp: () => stands(true),
  onDown: () => stands(false),
});

/** The browser takes it back when this thread goes, however it goes: so windows learn of it. */
const lock = `galley-changes-${newId()}`;
const isHeld = new Promise<void>((resolve) => {
  void navigator.locks.request(lock, () => {
    resolve();
    return new Promise(() => undefined);
  });
});

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (!port) return;
  windows.add(port);
  port.addEventListener('message', ({ data }: MessageEvent<ToldByWindow>) => {
    if (data === 'try-now') line.tryNow();
    else windows.delete(port);
  });
  // Where the browser says so; to a window that is gone nothing is lost.
  port.addEventListener('close', () => windows.delete(port));
  port.start();
  const tell = (told: ToldToWindow) => port.postMessage(told);
  void isHeld.then(() => tell({ kind: 'here', lock }));
  if (isUp !== undefined) tell({ kind: isUp ? 'up' : 'down' });
});
