/**
 * The names of the messages between the desktop's main process and its window.
 */
export const CHANNELS = {
  menuCommand: 'galley:menu-command',
  closeRequested: 'galley:close-requested',
  closeAnswered: 'galley:close-answered',
  openExternal: 'galley:open-external',
  saveFiles: 'galley:save-files',
  chooseFolder: 'galley:choose-folder',
  filesIn: 'galley:files-in',
  writeInto: 'galley:write-into',
} as const;
