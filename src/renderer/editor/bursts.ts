/**
 * Changes that come in bursts (a title being typed, a slider being dragged) and are undone as one.
 */
import { HISTORY_MERGE_TAG, HISTORY_PUSH_TAG, type LexicalEditor, SKIP_DOM_SELECTION_TAG } from 'lexical';

/** Changes of one thing that follow each other within this time belong together, in milliseconds. */
const BURST_GAP_MS = 1_000;

/** Marks an update that belongs to a burst, so that any other change ends it. */
const BURST_TAG = 'galley-burst';

/** Runs updates whose successors of the same name merge into one entry of the history. */
export type Bursts = {
  /** Runs `$change` at once; `name` says what is changed. The selection and the focus stay where they are. */
  update(name: string, $change: () => void): void;
  dispose(): void;
};

/** Watches an editor for what ends a burst: another change, a pause, another press of the pointer. */
export function createBursts(editor: LexicalEditor, now: () => number = Date.now): Bursts {
  let last: { name: string; atMs: number; press: number } | null = null;
  /** Counts presses of the pointer; odd while it is held. */
  let presses = 0;
  const onDown = () => {
    presses += 1 + (presses % 2);
  };
  const onUp = () => {
    presses += presses % 2;
  };
  window.addEventListener('pointerdown', onDown, true);
  window.addEventListener('pointerup', onUp, true);
  window.addEventListener('pointercancel', onUp, true);
  const stopListening = editor.registerUpdateListener(({ tags, dirtyElements, dirtyLeaves }) => {
    if (!tags.has(BURST_TAG) && dirtyElements.size + dirtyLeaves.size > 0) last = null;
  });

  return {
    update: (name, $change) => {
      const isHeld = presses % 2 === 1;
      const isSamePress = last !== null && last.press === presses;
      const follows = last?.name === name && isSamePress && (isHeld || now() - last.atMs < BURST_GAP_MS);
      editor.update($change, {
        discrete: true,
        tag: [BURST_TAG, SKIP_DOM_SELECTION_TAG, follows ? HISTORY_MERGE_TAG : HISTORY_PUSH_TAG],
      });
      last = { name, atMs: now(), press: presses };
    },
    dispose: () => {
      stopListening();
      window.removeEventListener('pointerdown', onDown, true);
      window.removeEventListener('pointerup', onUp, true);
      window.removeEventListener('pointercancel', onUp, true);
    },
  };
}
