/**
 * The files of what was dropped, those within folders too.
 */
import { isAttachmentFile } from '#core/document/attachment-paths.ts';
import { isImportable } from '#core/intake/endings.ts';

/**
 * Returns what was dropped. Of folders come the files that can be imported, in the order of their paths, and the images that
 * exports have left beside them; of single files, all.
 * To be called while the drop is under way: a browser forgets what was dropped after that.
 */
export function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files = [...transfer.files];
  if (!entries.some(({ isDirectory }) => isDirectory)) return Promise.resolve(files);
  return Promise.all(entries.map((entry) => filesOf(entry, true))).then((found) => found.flat());
}

async function filesOf(entry: FileSystemEntry, isDroppedItself: boolean): Promise<File[]> {
  if (entry.isFile) {
    if (!isDroppedItself && !isImportable(entry.fullPath) && !isAttachmentFile(entry.name)) return [];
    return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  }
  if (entry.name.startsWith('.')) return [];
  const children = await childrenOf(entry as FileSystemDirectoryEntry);
  const inOrder = children.sort((a, b) => (a.fullPath < b.fullPath ? -1 : 1));
  const found: File[] = [];
  for (const child of inOrder) found.push(...(await filesOf(child, false)));
  return found;
}

/** A folder is read in pieces (File and Directory Entries API §7.3). */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
