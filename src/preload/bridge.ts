/**
 * The bridge's contract: the few things that only the desktop window has. The preload implements it, the window reads it
 * as `window.galleyDesktop`; in a browser there is none.
 */

/** What the preload puts into the window's main world. */
export type DesktopBridge = {
  /** Calls `listener` with a command's id when it is chosen in the application menu. Returns how to stop. */
  onMenuCommand(listener: (commandId: string) => void): () => void;
  /** `flush` is run before the window closes; it answers whether everything is on the disk. */
  onCloseRequested(flush: () => Promise<boolean>): void;
  /** Opens an http, https or mailto address in the system's browser or mail program. */
  openExternal(url: string): Promise<void>;
  /** Asks where to save and writes the first file there, the others beside it. */
  saveFiles(files: { fileName: string; content: string | Uint8Array }[]): Promise<'saved' | 'cancelled'>;
  /** Asks for a folder to write several files into; null where the dialog was left. */
  chooseFolder(): Promise<{ id: string; name: string } | null>;
  /** Which of these files are in a chosen folder already. */
  filesIn(folderId: string, fileNames: string[]): Promise<string[]>;
  /** Writes a file into a chosen folder, whole or not at all; null, or why it was not written. */
  writeInto(folderId: string, fileName: string, content: string | Uint8Array): Promise<string | null>;
};
