/**
 * An operation that takes its time: how far it is stands in a dialog, and it can be stopped where that is safe.
 */
import { ProgressBar } from 'react-aria-components';
import { create } from 'zustand';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import './long-operation.css';

type Step<R> = { kind: 'progress'; done: number; total: number } | { kind: 'done'; result: R };
type Running = { title: string; done: number; total: number; stop: () => void };

const useRunning = create<{ running: Running | null }>(() => ({ running: null }));

/** What is over sooner than this shows no dialog, in milliseconds. */
const SHOWN_AFTER_MS = 400;

/** Thrown where the editor stopped an operation: what was done of it stays. */
export class Stopped extends Error {}

/** Runs an operation of the API step by step and returns what came of it. Throws what it throws, or `Stopped`. */
export async function runInSteps<R>(
  title: string,
  start: (signal: AbortSignal) => Promise<AsyncIterable<Step<R>>>,
): Promise<R> {
  const controller = new AbortController();
  let steps = { done: 0, total: 0 };
  let isShown = false;
  const show = () => useRunning.setState({ running: { title, ...steps, stop: () => controller.abort() } });
  const timer = window.setTimeout(() => {
    isShown = true;
    show();
  }, SHOWN_AFTER_MS);
  try {
    for await (const step of await start(controller.signal)) {
      if (step.kind === 'done') return step.result;
      steps = step;
      if (isShown) show();
    }
    throw new Error('The operation ended without a result.');
  } catch (error) {
    throw controller.signal.aborted ? new Stopped('It was stopped.', { cause: error }) : error;
  } finally {
    window.clearTimeout(timer);
    useRunning.setState({ running: null });
  }
}

/** Where the dialog stands; once in the window. */
export function LongOperation() {
  const running = useRunning((state) => state.running);
  if (!running) return null;
  const { title, done, total, stop } = running;
  return (
    <Dialog title={title} isOpen onClose={stop} isDismissable={false}>
      <div className="g-dialog-content">
        <ProgressBar
          aria-label={title}
          value={done}
          maxValue={Math.max(1, total)}
          isIndeterminate={total === 0}
          className="g-progress"
        >
          {({ percentage }) => (
            <>
              <div className="g-progress-track">
                <div style={{ width: `${percentage ?? 0}%` }} />
              </div>
              <span className="num">
                {total === 0 ? 'Reading…' : `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`}
              </span>
            </>
          )}
        </ProgressBar>
      </div>
      <footer className="g-dialog-foot">
        <Button onPress={stop}>Stop</Button>
      </footer>
    </Dialog>
  );
}
