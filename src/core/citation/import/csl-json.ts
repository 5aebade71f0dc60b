/**
 * CSL-JSON into items: an array of them, or a single one.
 */
import { entriesFrom } from './entry.ts';
import type { ImportedEntry } from './problem.ts';

/** Reads CSL-JSON text; an `id` becomes the citation key where the item has none. */
export function* readCslJson(text: string): Generator<ImportedEntry> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    yield { problem: { line: lineOfSyntaxError(error, text), message: 'This is not valid JSON.' } };
    return;
  }
  for (const [index, entry] of (Array.isArray(parsed) ? parsed : [parsed]).entries()) {
    const nothing = `Entry ${index + 1} is not a CSL-JSON item with a title, an author or an outlet.`;
    yield* entriesFrom(entry, 1, nothing);
  }
}

function lineOfSyntaxError(error: SyntaxError, text: string): number {
  const line = /line (\d+)/.exec(error.message)?.[1];
  if (line) return Number(line);
  const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? 0);
  return text.slice(0, position).split('\n').length;
}
