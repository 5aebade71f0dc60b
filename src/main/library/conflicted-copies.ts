/**
 * Telling the files that programs for synced folders leave where two machines have changed one: of which document they are by the
 * id inside, where they can be read, and by whom by their names, which differ from program to program.
 */
import { idSchema } from '#core/model/primitives.ts';

/** Whose copy a file is, in words for an editor, and of which document. */
export type CopyOrigin = { id: string; tool: string };

/** Each with the document's id as its first group; the first that fits counts. */
const NAMES: [tool: string, name: RegExp][] = [
  ['Syncthing', /^(.+)\.sync-conflict-\d{8}-\d{6}(?:-\w+)?$/],
  ['Dropbox', /^(.+) \(.+['’]s? conflicted copy(?: \d{4}-\d{2}-\d{2})?.*\)$/i],
  ['Dropbox', /^(.+) \((?:in Konflikt stehende Kopie von|copie en conflit de|copia en conflicto de) .+\)$/i],
  ['Dropbox', /^(.+) \((?:.+ )?(?:case|selective sync|unicode encoding|whitespace) conflict(?: \d+)?\)$/i],
  ['Nextcloud', /^(.+) \(conflicted copy \d{4}-\d{2}-\d{2} \d{6}\)$/i],
  ['Seafile', /^(.+) \(SFConflict .+\)$/],
  ['pCloud', /^(.+) \[conflicted(?: \d+)?\]$/i],
  ['a synced folder', /^(.+) [([].*(?:conflict|conflit|konflikt).*[)\]]$/i],
  ['Windows Explorer', /^(.+) - Copy(?: \(\d+\))?$/],
  ['Finder', /^(.+) copy(?: \d+)?$/],
  ['Google Drive', /^Copy of (.+)$/],
  ['Google Drive', /^(.+) \(\d+\)$/],
  ['iCloud Drive', /^(.+) \d+$/],
];

/** What a file name says about where the file comes from; undefined for one that no such program makes. */
export function copyOriginOf(fileName: string): CopyOrigin | undefined {
  const name = nameOf(fileName);
  for (const [tool, pattern] of NAMES) {
    const id = pattern.exec(name)?.[1];
    if (id !== undefined && idSchema.safeParse(id).success) return { id, tool };
  }
  return undefined;
}

/** The same for a file that holds the document `id` under another id's name: OneDrive adds the machine's name to it. */
export function copyOriginOfHeld(fileName: string, id: string): CopyOrigin | undefined {
  return fileName.startsWith(`${id}-`) ? { id, tool: 'OneDrive' } : undefined;
}

/** The same for a file that holds the whole document `id` under a name that no document has, whoever gave it that. */
export function copyOriginOfStranger(fileName: string, id: string): CopyOrigin {
  const named = copyOriginOf(fileName);
  if (named?.id === id) return named;
  const ofHeld = copyOriginOfHeld(fileName, id);
  if (ofHeld) return ofHeld;
  const tool = NAMES.find(([, pattern]) => pattern.test(nameOf(fileName)))?.[0];
  return { id, tool: tool ?? 'another program' };
}

const nameOf = (fileName: string): string => fileName.replace(/\.json$/, '');
