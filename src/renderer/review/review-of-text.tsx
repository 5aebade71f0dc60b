/**
 * A review's part of the open editor: the stop that it is at is lit in the text, its keys are heard, and its commands are on the
 * list of all commands.
 */
import { useLayoutEffect, useMemo, useRef } from 'react';
import { type Command, useCommands } from '#renderer/app/commands.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { placeOf } from './lit-stop.ts';
import { REVIEW_KEYS, useReviewKeys } from './review-keys.ts';
import { useReviewNow } from './review-now.ts';

export function ReviewOfText({ handle }: { handle: StoryEditorHandle }) {
  useReviewKeys(handle);
  useCommands(useMemo(() => commandsOf(handle), [handle]));
  const { stop } = useReviewNow();
  const litId = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    handle.light(stop ? placeOf(stop) : null, stop !== undefined && stop.id !== litId.current);
    litId.current = stop?.id;
  }, [handle, stop]);
  useLayoutEffect(() => () => handle.light(null, false), [handle]);
  return null;
}

function commandsOf(handle: StoryEditorHandle): Command[] {
  return [
    { id: 'edit.undo', title: 'Undo', group: 'Edit', shortcut: 'Mod+Z', run: handle.undo },
    { id: 'edit.redo', title: 'Redo', group: 'Edit', shortcut: 'Mod+Shift+Z', run: handle.redo },
    ...REVIEW_KEYS.map(
      ({ id, shown, what, run }): Command => ({
        id: `review.${id}`,
        title: what,
        group: 'Review',
        shortcut: shown,
        shortcutHandledElsewhere: true,
        run: () => run(handle),
      }),
    ),
  ];
}
