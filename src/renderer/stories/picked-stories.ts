/**
 * Which stories are picked in the list, and what can be done with all of them at once; opening one is another thing.
 */
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import { create } from 'zustand';
import { type Command, useCommands } from '#renderer/app/commands.ts';
import { isReadOnlyNow } from '#renderer/app/reading.ts';
import { type GridSelection, NOTHING_SELECTED } from '#renderer/ui/grid-selection.ts';
import type { VirtualListHandle } from '#renderer/ui/virtual-list.tsx';
import { removeStories } from './story-actions.ts';

type PickedStories = { selection: GridSelection; pick(selection: GridSelection): void };

/** Outlives the list, which folds away and comes back. */
const usePickedStories = create<PickedStories>((set) => ({
  selection: NOTHING_SELECTED,
  pick: (selection) => set({ selection }),
}));

export type Picked = PickedStories & {
  count: number;
  /** Asks how to export them, and where. */
  exportAll(): void;
  /** Moves them to the trash; does nothing in a library that is only read. */
  removeAll(): void;
  /** Picks none; the keys go on from the row where they were. */
  clear(): void;
};

/** What is picked of the stories in sight: what a search leaves out is not acted on while nobody sees that it is picked. */
export function usePicked(
  shown: readonly { id: string; title: string }[],
  list: RefObject<VirtualListHandle | null>,
  onExport: (ids: readonly string[]) => void,
): Picked {
  const { selection, pick } = usePickedStories();
  const latest = useRef({ shown, selection });
  useEffect(() => {
    latest.current = { shown, selection };
  });
  // The same function while the list changes: what is drawn with it needs no drawing anew.
  const exportAll = useCallback(() => {
    const { shown: seen, selection: chosen } = latest.current;
    onExport(seen.flatMap(({ id }) => (chosen.ids.has(id) ? [id] : [])));
  }, [onExport]);
  const picked = useMemo((): Picked => {
    const stories = selection.ids.size === 0 ? [] : shown.filter(({ id }) => selection.ids.has(id));
    const removeAll = async () => {
      const neighbourId = neighbourOf(shown, selection.ids);
      await removeStories(stories);
      pick({ ...NOTHING_SELECTED, focusId: neighbourId });
      list.current?.focusRow();
    };
    return {
      selection,
      pick,
      count: stories.length,
      exportAll,
      removeAll: () => {
        if (!isReadOnlyNow()) void removeAll();
      },
      clear: () => {
        pick({ ...NOTHING_SELECTED, focusId: selection.focusId });
        list.current?.focusRow();
      },
    };
  }, [shown, selection, pick, list, exportAll]);
  useCommands(useMemo(() => (picked.count > 0 ? pickedCommands(picked) : []), [picked]));
  return picked;
}

/** The first story after those that are picked, or the last before them: it stays, and the keys go on from it. */
function neighbourOf(shown: readonly { id: string }[], picked: ReadonlySet<string>): string | null {
  const last = shown.findLastIndex(({ id }) => picked.has(id));
  const neighbour = shown[last + 1] ?? shown.findLast(({ id }) => !picked.has(id));
  return neighbour?.id ?? null;
}

function pickedCommands({ exportAll, removeAll, clear }: Picked): Command[] {
  return [
    { id: 'story.export-selected', title: 'Export the selected stories…', group: 'Story', run: exportAll },
    {
      id: 'story.delete-selected',
      title: 'Delete the selected stories',
      group: 'Story',
      changesLibrary: true,
      run: removeAll,
    },
    { id: 'story.select-none', title: 'Clear the selection of stories', group: 'Story', run: clear },
  ];
}
