/**
 * What an editor should look at in a file that is imported, and where in the file it stands.
 */

/** A sentence; `line` is counted from 1, null where it is about the file as a whole or the file has no lines. */
export type Remark = { line: number | null; message: string };

/** The line of a text at which `part` first stands, from 1; null where it doesn't stand there as it is. */
export function lineOf(text: string, part: string): number | null {
  const at = text.indexOf(part);
  return at < 0 ? null : text.slice(0, at).split('\n').length;
}
