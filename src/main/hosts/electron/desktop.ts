/**
 * The desktop host: mounts the workbench's web application on `galley://` and opens one window on it.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  app,
  BrowserWindow,
  dialog,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  Menu,
  protocol,
  screen,
  session,
  shell,
} from 'electron';
import { Failure } from '#core/model/failure.ts';
import { CHANNELS } from '#preload/channels.ts';
import { defaultLibraryFolder } from '../../library/default-folder.ts';
import { type Library, openLibrary } from '../../library/library.ts';
import { createWebApp } from '../../web/app.ts';
import { everyRoom } from '../../workbench/router.ts';
import { createWorkbench } from '../../workbench/workbench.ts';
import { appFolder, rendererFolder, starterFolder, stylesFolder } from '../folders.ts';
import { guardContents, guardSession } from './guards.ts';
import { menuTemplate } from './menu.ts';
import { printPdfInWindow } from './print-pdf.ts';
import { saveFiles } from './save-files.ts';
import { isExternalUrl, isOwnPage, ORIGIN, SCHEME, SCHEME_PRIVILEGES, windowOptions } from './settings.ts';
import { listenForFolders } from './target-folders.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

/** How long a window that is closing is waited for while it saves, in milliseconds. */
const CLOSE_WITHIN_MS = 10_000;

/** Starts the desktop app; a second start brings the first one's window forward. */
export async function startDesktop(argv: readonly string[]): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: SCHEME_PRIVILEGES }]);
  await app.whenReady();
  const library = await openLibraryOrSay(libraryFolderOf(argv));
  if (!library) {
    app.quit();
    return;
  }
  const web = createWebApp({
    workbench: createWorkbench(library, { stylesFolder: stylesFolder(), printPdf: printPdfInWindow }),
    rendererFolder: rendererFolder(),
    admit: async (context, next) => {
      const origin = context.req.header('Origin');
      const isOurs = new URL(context.req.url).origin === ORIGIN || isOwnPage(context.req.url);
      if (!isOurs || (origin !== undefined && origin !== ORIGIN))
        return context.text('Another page can’t call Galley.', 403);
      return next();
    },
  });
  protocol.handle(SCHEME, (request) => web.fetch(request));
  guardSession(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => guardContents(contents, shell));

  const window = openWindow();
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate((id) => window.webContents.send(CHANNELS.menuCommand, id), process.platform === 'darwin'),
    ),
  );
  listen(window);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => {
    void library.close().then(() => app.exit(0));
  });
  await Promise.all([window.loadURL(`${ORIGIN}/`), everyRoom()]);
}

function libraryFolderOf(argv: readonly string[]): string {
  const { values } = parseArgs({
    args: [...argv],
    options: { library: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  return typeof values.library === 'string' ? path.resolve(values.library) : defaultLibraryFolder();
}

/** Opens the library; one that another Galley holds is offered for reading. */
async function openLibraryOrSay(folder: string): Promise<Library | undefined> {
  try {
    return await openLibrary(folder, { starter: starterFolder() });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const canRead = error.kind === 'Locked';
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      message: 'The library could not be opened',
      detail: error.message,
      buttons: canRead ? ['Open for reading', 'Quit'] : ['Quit'],
      cancelId: canRead ? 1 : 0,
    });
    return canRead && response === 0 ? openLibrary(folder, { readOnly: true }) : undefined;
  }
}

function openWindow(): BrowserWindow {
  const stateFile = path.join(app.getPath('userData'), 'window.json');
  const bounds = readWindowState(
    stateFile,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow(windowOptions(path.join(appFolder(), 'out', 'preload', 'index.cjs'), bounds));
  window.once('ready-to-show', () => window.show());
  let isFlushed = false;
  window.on('close', (event) => {
    writeWindowState(stateFile, window.getNormalBounds());
    if (isFlushed) return;
    // Closing waits until what is unsaved is on the disk; a save that fails keeps the window and its text.
    event.preventDefault();
    void flushed(window).then((isSaved) => {
      if (!isSaved && !wantsToLoseText(window)) return;
      isFlushed = true;
      window.close();
    });
  });
  return window;
}

function flushed(window: BrowserWindow): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), CLOSE_WITHIN_MS);
    const answered = (event: IpcMainEvent, isSaved: unknown) => {
      if (!isOwnPage(event.senderFrame?.url)) return;
      ipcMain.off(CHANNELS.closeAnswered, answered);
      clearTimeout(timer);
      resolve(isSaved === true);
    };
    ipcMain.on(CHANNELS.closeAnswered, answered);
    window.webContents.send(CHANNELS.closeRequested);
  });
}

function wantsToLoseText(window: BrowserWindow): boolean {
  const choice = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: 'The last changes could not be saved',
    detail: 'They are still in the window. If you close it now, they are lost.',
    buttons: ['Keep the window open', 'Close and lose them'],
    defaultId: 0,
    cancelId: 0,
  });
  return choice === 1;
}

function listen(window: BrowserWindow): void {
  const fromOurPage = (event: IpcMainInvokeEvent) => {
    if (!isOwnPage(event.senderFrame?.url)) throw new Error('This page may not do that.');
  };
  ipcMain.handle(CHANNELS.openExternal, async (event, url: unknown) => {
    fromOurPage(event);
    if (isExternalUrl(url)) await shell.openExternal(url);
  });
  ipcMain.handle(CHANNELS.saveFiles, async (event, sent: unknown) => {
    fromOurPage(event);
    return saveFiles(sent, {
      where: async (fileName) => {
        const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: fileName });
        return canceled ? undefined : filePath;
      },
      mayReplace: async (fileNames) => {
        const { response } = await dialog.showMessageBox(window, {
          type: 'warning',
          message: `The folder has ${fileNames.join(', ')} already`,
          detail: 'It belongs to what is being saved, and would be replaced.',
          buttons: ['Replace', 'Cancel'],
          defaultId: 1,
          cancelId: 1,
        });
        return response === 0;
      },
    });
  });
  listenForFolders(
    fromOurPage,
    async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? undefined : filePaths[0];
    },
    (channel, handler) => ipcMain.handle(channel, handler),
  );
}
