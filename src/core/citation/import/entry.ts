/**
 * What has been read of an entry into an item, with what has to be said of it.
 */
import { MAX_TEXT_LENGTH } from '#core/model/source.ts';
import { isParagraphed } from '../paragraphs.ts';
import { isTextVariable, TEXT_VARIABLES, type TextVariable } from '../variables.ts';
import { toItem } from './item.ts';
import type { ImportedEntry } from './problem.ts';

/** What is said of an entry without anything that a source could be called. */
export const NOTHING_SAID = 'This entry has no title, author or outlet.';

/**
 * The entry on a line, and before it a sentence for each note or abstract that had to be cut off. `nothing` is said of one that has
 * no title, author or outlet.
 */
export function* entriesFrom(record: unknown, line: number, nothing: string): Generator<ImportedEntry> {
  const isRecord = typeof record === 'object' && record !== null && !Array.isArray(record);
  const read = new Map<string, unknown>(isRecord ? Object.entries(record) : []);
  const long = [...read].filter((field): field is [TextVariable, string] => isTooLong(...field));
  for (const [name, text] of long.filter(([variable]) => isParagraphed(variable))) {
    read.set(name, text.slice(0, MAX_TEXT_LENGTH).trimEnd());
    yield {
      problem: {
        line,
        message: `${labelOf(name)} of this entry is cut off after ${MAX_TEXT_LENGTH.toLocaleString('en')} characters.`,
      },
    };
  }
  const item = toItem(Object.fromEntries(read));
  const [refused] = long.find(([variable]) => !isParagraphed(variable)) ?? [];
  const reason = refused
    ? `${labelOf(refused)} of this entry is longer than ${MAX_TEXT_LENGTH.toLocaleString('en')} characters.`
    : nothing;
  yield item ? { item, line } : { problem: { line, message: reason } };
}

function isTooLong(name: string, value: unknown): boolean {
  return isTextVariable(name) && typeof value === 'string' && value.length > MAX_TEXT_LENGTH;
}

function labelOf(name: TextVariable): string {
  return `“${TEXT_VARIABLES[name]}”`;
}
