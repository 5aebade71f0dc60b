/**
 * The preload: puts the desktop's bridge into the sandboxed window. It holds no logic; the main process checks what arrives.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopBridge } from './bridge.ts';
import { CHANNELS } from './channels.ts';

const bridge: DesktopBridge = {
  onMenuCommand: (listener) => {
    const hear = (_event: unknown, commandId: unknown) => {
      if (typeof commandId === 'string') listener(commandId);
    };
    ipcRenderer.on(CHANNELS.menuCommand, hear);
    return () => ipcRenderer.off(CHANNELS.menuCommand, hear);
  },
  onCloseRequested: (flush) => {
    ipcRenderer.removeAllListeners(CHANNELS.closeRequested);
    ipcRenderer.on(CHANNELS.closeRequested, () => {
      void flush().then((isSaved) => ipcRenderer.send(CHANNELS.closeAnswered, isSaved));
    });
  },
  openExternal: (url) => ipcRenderer.invoke(CHANNELS.openExternal, url),
  saveFiles: (files) => ipcRenderer.invoke(CHANNELS.saveFiles, files),
  chooseFolder: () => ipcRenderer.invoke(CHANNELS.chooseFolder),
  filesIn: (folderId, fileNames) => ipcRenderer.invoke(CHANNELS.filesIn, folderId, fileNames),
  writeInto: (folderId, fileName, content) => ipcRenderer.invoke(CHANNELS.writeInto, folderId, fileName, content),
};

contextBridge.exposeInMainWorld('galleyDesktop', bridge);
