/**
 * The commands of the Sources room.
 */
import type { Command } from '#renderer/app/commands.ts';
import { useSourceEditing } from './source-editing.ts';
import { takeBackLastMerge, useLastMerge } from './source-merging.ts';

type Actions = {
  create: () => void;
  importFiles: () => void;
  exportSources: () => void;
  search: () => void;
  merge: () => void;
  canMerge: () => boolean;
  doneNext: () => void;
};

export function sourceCommands(actions: Actions): Command[] {
  return [
    {
      id: 'source.new',
      title: 'New source',
      changesLibrary: true,
      group: 'Library',
      shortcut: 'Mod+Alt+N',
      run: actions.create,
    },
    {
      id: 'source.import',
      title: 'Import sources…',
      changesLibrary: true,
      group: 'Library',
      shortcut: 'Mod+Shift+O',
      run: actions.importFiles,
    },
    {
      id: 'source.export',
      title: 'Export sources…',
      group: 'Library',
      shortcut: 'Mod+Shift+E',
      run: actions.exportSources,
    },
    { id: 'source.search', title: 'Search sources', group: 'View', shortcut: 'Mod+F', run: actions.search },
    {
      id: 'source.merge',
      title: 'Merge the selected sources…',
      changesLibrary: true,
      group: 'Library',
      isEnabled: actions.canMerge,
      run: actions.merge,
    },
    {
      id: 'source.take-back-merge',
      title: 'Take the last merge back',
      changesLibrary: true,
      group: 'Library',
      isEnabled: () => useLastMerge.getState().record !== null,
      run: () => void takeBackLastMerge(),
    },
    {
      id: 'source.done-next',
      title: 'Details are complete, go to the next source',
      changesLibrary: true,
      group: 'Library',
      shortcut: 'Mod+Enter',
      isEnabled: () => useSourceEditing.getState().source?.needsDetails ?? false,
      run: actions.doneNext,
    },
  ];
}
