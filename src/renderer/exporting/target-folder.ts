/**
 * A folder that several exports go into: in the desktop window one that the system's dialog was asked for, which the main
 * process writes; in a browser one that the editor lets this page write into; where a browser has no such thing, an archive
 * that is saved as a whole. In each an old file is whole until the new one is.
 */
import { attachmentAt } from '#core/document/attachment-paths.ts';
import { growingZip } from '#core/publish/zip.ts';
import { desktop, type FileToSave, saveFiles } from '#renderer/app/desktop.ts';

declare global {
  interface Window {
    showDirectoryPicker?: (options: { mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
  }
}

export type TargetFolder = {
  /** What it is called, for the editor. */
  name: string;
  /** Which of these files are there already. */
  there(fileNames: readonly string[]): Promise<string[]>;
  /** Writes a file. Throws an `Error` with a sentence where it could not be written. */
  write(file: FileToSave): Promise<void>;
  /** Called once when everything has been written. Throws an `Error` with a sentence where nothing of it was kept. */
  finish(): Promise<void>;
};

/** Asks for a folder; null where the dialog was left. */
export async function chooseTargetFolder(): Promise<TargetFolder | null> {
  if (desktop) return desktopFolder(desktop);
  if (!window.showDirectoryPicker) return archive();
  try {
    return handledFolder(await window.showDirectoryPicker({ mode: 'readwrite' }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    // Not allowed here (a managed browser): an archive always works.
    if (!(error instanceof DOMException)) throw error;
    return archive();
  }
}

async function desktopFolder(bridge: NonNullable<typeof desktop>): Promise<TargetFolder | null> {
  const chosen = await bridge.chooseFolder();
  if (!chosen) return null;
  return {
    name: chosen.name,
    there: (fileNames) => bridge.filesIn(chosen.id, [...fileNames]),
    write: async ({ fileName, content }) => {
      const problem = await bridge.writeInto(chosen.id, fileName, content);
      if (problem) throw new Error(problem);
    },
    finish: async () => undefined,
  };
}

function handledFolder(folder: FileSystemDirectoryHandle): TargetFolder {
  const isThere = async (fileName: string) => {
    try {
      await folder.getFileHandle(fileName);
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return false;
      // A folder of that name.
      if (error instanceof DOMException && error.name === 'TypeMismatchError') return true;
      throw error;
    }
  };
  return {
    name: folder.name,
    there: async (fileNames) => {
      const found: string[] = [];
      for (const fileName of fileNames) if (await isThere(fileName)) found.push(fileName);
      return found;
    },
    write: async ({ fileName, content }) => {
      const attachment = attachmentAt(fileName);
      const wasThere = attachment !== undefined || (await isThere(fileName));
      try {
        const place = attachment ? await folder.getDirectoryHandle('attachments', { create: true }) : folder;
        const file = await place.getFileHandle(attachment ?? fileName, { create: true });
        // What is written goes into a file of its own, which takes the old one's place when it is closed (File System §2.5).
        const writable = await file.createWritable();
        await writable.write(content);
        await writable.close();
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        if (!wasThere) await folder.removeEntry(fileName).catch(alreadyGone);
        throw new Error(sentenceOf(error, folder.name, fileName));
      }
    },
    finish: async () => undefined,
  };
}

/** The empty file of a write that failed can't always be taken away, as in a folder that is gone itself. */
function alreadyGone(error: unknown): void {
  if (!(error instanceof DOMException)) throw error;
}

function sentenceOf({ name, message }: DOMException, folder: string, file: string): string {
  switch (name) {
    case 'NotFoundError':
      return `The folder “${folder}” is not there any more.`;
    case 'QuotaExceededError':
      return `The disk is full: “${file}” was not written, and what was there before is whole.`;
    case 'NotAllowedError':
    case 'NoModificationAllowedError':
      return `The folder “${folder}” may not be written to.`;
    default:
      return `“${file}” could not be written (${message}).`;
  }
}

function archive(): TargetFolder {
  const zip = growingZip();
  /** Several stories may show one image. */
  const images = new Set<string>();
  return {
    name: 'Galley export.zip',
    there: async () => [],
    write: async ({ fileName, content }) => {
      if (images.has(fileName)) return;
      if (attachmentAt(fileName)) images.add(fileName);
      zip.add({ name: fileName, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content });
    },
    finish: async () => {
      if (zip.count() === 0) return;
      const archived = { fileName: 'Galley export.zip', mediaType: 'application/zip', content: zip.pack() };
      if ((await saveFiles([archived])) === 'cancelled') throw new Error('The archive was not saved.');
    },
  };
}
