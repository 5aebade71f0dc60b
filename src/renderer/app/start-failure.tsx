/**
 * What the window shows where it can't start: one sentence and what to do.
 */
import type { Failure } from '#core/model/failure.ts';

/** Fills the window with what went wrong at the start. */
export function StartFailure({ failure }: { failure: Failure }) {
  return (
    <main className="start-failure">
      <h1>Galley could not open the library</h1>
      <p>{failure.message}</p>
      <button type="button" className="g-button" onClick={() => window.location.reload()}>
        Try again
      </button>
    </main>
  );
}
