/**
 * An HTML document as PDF, printed by a window that is never shown and runs no script.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BrowserWindow } from 'electron';

/** Prints a self-contained HTML document: tagged, with its headings as bookmarks, its fonts embedded. */
export async function printPdfInWindow(html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(path.join(tmpdir(), 'galley-print-'));
  const window = new BrowserWindow({
    show: false,
    // A session of its own: the app's own pages may load no files.
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      spellcheck: false,
      partition: 'galley-print',
    },
  });
  window.webContents.session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !url.startsWith('file:') && !url.startsWith('data:') }),
  );
  try {
    const page = path.join(folder, 'page.html');
    await writeFile(page, html, { mode: 0o600 });
    await window.loadFile(page);
    return await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  } finally {
    window.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}
