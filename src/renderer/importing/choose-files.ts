/**
 * Asking for files or a folder, by the browser's own dialog.
 */
import { isAttachmentFile } from '#core/document/attachment-paths.ts';
import { isImportable } from '#core/intake/endings.ts';

/** Resolves to the files that were chosen; none where the dialog was left. `accept` is as of `<input accept>`. */
export function chooseFiles(accept: string, multiple: boolean): Promise<File[]> {
  return choose((input) => {
    input.accept = accept;
    input.multiple = multiple;
  });
}

/**
 * Resolves to all files of a chosen folder, and of those within it, that can be imported, in the order of their paths, with
 * the images that exports have left beside them; null where the dialog was left.
 */
export async function chooseFolder(): Promise<File[] | null> {
  const files = await choose((input) => {
    input.webkitdirectory = true;
  });
  if (files.length === 0) return null;
  return files
    .filter(({ name, webkitRelativePath }) => isImportable(webkitRelativePath) || isAttachmentFile(name))
    .sort((a, b) => (a.webkitRelativePath < b.webkitRelativePath ? -1 : 1));
}

function choose(prepare: (input: HTMLInputElement) => void): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    prepare(input);
    // In the page, and out of sight: some browsers open no dialog for a detached input.
    input.hidden = true;
    document.body.append(input);
    const finish = (files: File[]) => {
      input.remove();
      resolve(files);
    };
    input.addEventListener('change', () => finish([...(input.files ?? [])]));
    input.addEventListener('cancel', () => finish([]));
    input.click();
  });
}
