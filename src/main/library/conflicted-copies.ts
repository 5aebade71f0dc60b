/**
 * Telling the files that programs for synced folders leave where two machines have changed one: by their names, which differ
 * from program to program.
 */

/** Whose copy a file is, in words for an editor, and of which document. */
export type CopyOrigin = { id: string; tool: string };

/** Each with the document's id as its first group; the first that fits counts. */
const NAMES: [tool: string, name: RegExp][] = [
  ['Syncthing', /^(.+)\.sync-conflict-\d{8}-\d{6}(?:-\w+)?$/],
  ['Dropbox', /^(.+) \(.+['’]s? conflicted copy(?: \d{4}-\d{2}-\d{2})?.*\)$/i],
  ['Nextcloud', /^(.+) \(conflicted copy \d{4}-\d{2}-\d{2} \d{6}\)$/i],
  ['a synced folder', /^(.+) \(.*conflicted copy.*\)$/i],
  ['Seafile', /^(.+) \(SFConflict .+\)$/],
  ['Google Drive', /^(.+) \(\d+\)$/],
  ['iCloud Drive', /^(.+) \d+$/],
  ['Windows Explorer', /^(.+) - Copy$/],
];

/** What a file name says about where the file comes from; undefined for one that no such program makes. */
export function copyOriginOf(fileName: string): CopyOrigin | undefined {
  const name = fileName.replace(/\.json$/, '');
  for (const [tool, pattern] of NAMES) {
    const id = pattern.exec(name)?.[1];
    if (id !== undefined) return { id, tool };
  }
  return undefined;
}

/** The same for a file that holds the document `id` under another name: OneDrive adds the machine's name to it. */
export function copyOriginOfHeld(fileName: string, id: string): CopyOrigin | undefined {
  return fileName.startsWith(`${id}-`) ? { id, tool: 'OneDrive' } : undefined;
}
