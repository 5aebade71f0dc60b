/**
 * What was dropped or chosen, told apart: copies, and the folders that browsers save beside pages.
 */
import type { PlacedFile } from './keep-copy.ts';

/** A file to attach, with what lies in its folder: `page.html` with all of `page_files`. */
export type CopyToKeep = { file: File; beside: PlacedFile[] };

/** The endings of the folder beside a page, as browsers of different tongues name it. */
const FOLDER_ENDINGS =
  /[_-](?:files|file|dateien|fichiers|archivos|ficheiros|bestanden|filer|pliki|soubory|tiedostot)$/i;
/** More than any page has. */
const MAX_FILES = 2_000;

/** Reads a drop's files and folders; call it within the event, which forgets them afterwards. */
export async function droppedFiles(transfer: DataTransfer): Promise<PlacedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return [...transfer.files].map((file) => ({ path: file.name, file }));
  const files: PlacedFile[] = [];
  for (const entry of entries) await collect(entry, files);
  return files;
}

/** Puts files beside the page that they belong to. Files in a folder without its page are left out. */
export function copiesIn(files: readonly PlacedFile[]): CopyToKeep[] {
  const copies = files
    .filter(({ path }) => !path.includes('/'))
    .map(({ file }) => ({ file, beside: [] as PlacedFile[] }));
  for (const placed of files) {
    const [folder = '', ...rest] = placed.path.split('/');
    if (rest.length === 0) continue;
    const page = folder.replace(FOLDER_ENDINGS, '');
    copies.find(({ file }) => file.name.replace(/\.[^.]+$/, '') === page)?.beside.push(placed);
  }
  return copies;
}

async function collect(entry: FileSystemEntry, files: PlacedFile[]): Promise<void> {
  if (files.length >= MAX_FILES) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    files.push({ path: entry.fullPath.replace(/^\//, ''), file });
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    const read = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    // A folder is read in portions until there are no more.
    for (let portion = await read(); portion.length > 0; portion = await read())
      for (const child of portion) await collect(child, files);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
