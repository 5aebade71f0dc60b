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

/**
 * Saves text as a file where the editor says. Without a dialog to ask with it goes to the browser's downloads.
 */
export async function saveTextFile(fileName: string, mediaType: string, text: string): Promise<'saved' | 'cancelled'> {
  if (desktop) return desktop.saveTextFile(fileName, text);
  const blob = new Blob([text], { type: mediaType });
  if (window.showSaveFilePicker) {
    try {
      const handle = await window.showSaveFilePicker({ suggestedName: fileName });
      const writable = await handle.createWritable();
      await writable.write(blob);
      await writable.close();
      return 'saved';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
      // Not allowed here (no user gesture left, a managed browser): the download below always works.
      if (!(error instanceof DOMException)) throw error;
    }
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return 'saved';
}
