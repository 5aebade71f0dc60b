/**
 * The application menu: the window's commands by their ids, and what the system expects.
 */
import type { MenuItemConstructorOptions } from 'electron';

type Entry = [label: string, commandId: string, accelerator?: string];

/** The menu's template; `run` sends a command's id to the window. */
export function menuTemplate(run: (commandId: string) => void, isMac: boolean): MenuItemConstructorOptions[] {
  const entries = (list: (Entry | 'separator')[]): MenuItemConstructorOptions[] =>
    list.map((entry) =>
      entry === 'separator'
        ? { type: 'separator' }
        : // The window's own keys run the command; the menu only shows them, or it would run twice.
          {
            label: entry[0],
            click: () => run(entry[1]),
            ...(entry[2] && { accelerator: entry[2], registerAccelerator: false }),
          },
    );
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: 'File',
      submenu: [
        ...entries([
          ['New story', 'story.new', 'CmdOrCtrl+Alt+N'],
          ['Import stories…', 'story.import', 'CmdOrCtrl+Shift+O'],
          ['Import a folder…', 'story.import-folder'],
          'separator',
          ['Save now', 'story.save', 'CmdOrCtrl+S'],
          ['History…', 'story.history'],
          ['Duplicate story', 'story.duplicate'],
          ['Delete story', 'story.delete'],
          'separator',
          ['Review citations', 'story.review', 'CmdOrCtrl+Shift+R'],
          ['Export story…', 'story.export', 'CmdOrCtrl+Shift+E'],
          ['Export several…', 'story.export-several'],
          'separator',
        ]),
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...entries([
          ['All commands…', 'view.palette', 'CmdOrCtrl+K'],
          'separator',
          ['Stories', 'view.stories', 'CmdOrCtrl+1'],
          ['Sources', 'view.sources', 'CmdOrCtrl+2'],
          ['Questions', 'view.questions', 'CmdOrCtrl+3'],
          ['Trash', 'view.trash'],
          ['Settings', 'view.settings', 'CmdOrCtrl+,'],
          'separator',
          ['Show or fold the list', 'view.fold-list', 'CmdOrCtrl+\\'],
          ['Show or fold the inspector', 'view.fold-inspector', 'CmdOrCtrl+Shift+\\'],
          'separator',
        ]),
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
}
