/**
 * What differs between the desktop window and a browser window: links, saving files, closing.
 */

import { isSafeUrl } from '#core/document/safe-url.ts';
import type { DesktopBridge } from '#preload/bridge.ts';

declare global {
  interface Window {
    galleyDesktop?: DesktopBridge;
    showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
  }
}

/** The desktop's bridge; undefined in a browser window. */
export const desktop: DesktopBridge | undefined = window.galleyDesktop;

/** Opens an address outside Galley: in the system's browser, or in a tab of its own. Unsafe addresses are refused. */
export function openExternal(url: string): void {
  if (!isSafeUrl(url)) return;
  if (desktop) void desktop.openExternal(url);
  else window.open(url, '_blank', 'noopener,noreferrer');
}

/** A file to be saved: text, or bytes. */
export type FileToSave = { fileName: string; mediaType: string; content: string | Uint8Array<ArrayBuffer> };

/**
 * Saves files where the editor says, the others beside the first. Without a dialog to ask with they go to the browser's
 * downloads.
 */
export async function saveFiles(files: readonly FileToSave[]): Promise<'saved' | 'cancelled'> {
  if (desktop) return desktop.saveFiles(files.map(({ fileName, content }) => ({ fileName, content })));
  const [first, ...beside] = files;
  if (!first) return 'cancelled';
  if ((await saveByDialog(first)) === 'cancelled') return 'cancelled';
  for (const file of beside) download(file);
  return 'saved';
}

async function saveByDialog(file: FileToSave): Promise<'saved' | 'cancelled'> {
  if (window.showSaveFilePicker) {
    try {
      const handle = await window.showSaveFilePicker({ suggestedName: file.fileName });
      const writable = await handle.createWritable();
      await writable.write(blobOf(file));
      await writable.close();
      return 'saved';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
      // Not allowed here (no user gesture left, a managed browser): the download below always works.
      if (!(error instanceof DOMException)) throw error;
    }
  }
  download(file);
  return 'saved';
}

function download(file: FileToSave): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blobOf(file));
  link.download = file.fileName;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function blobOf({ content, mediaType }: FileToSave): Blob {
  return new Blob([content], { type: mediaType });
}
