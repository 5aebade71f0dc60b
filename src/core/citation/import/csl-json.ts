/**
 * CSL-JSON into items: an array of them, or a single one.
 */
import { type CslItem, cslItemSchema } from '#core/model/source.ts';
import type { ImportedSources } from './problem.ts';

/** Reads CSL-JSON text; an `id` becomes the citation key. */
export function importCslJson(text: string): ImportedSources {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { items: [], problems: [{ line: lineOfSyntaxError(error, text), message: 'This is not valid JSON.' }] };
  }
  const entries: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const imported: ImportedSources = { items: [], problems: [] };
  entries.forEach((entry, index) => {
    const item = toItem(entry);
    if (item) imported.items.push(item);
    else imported.problems.push({ line: 1, message: `Entry ${index + 1} is not a CSL-JSON item.` });
  });
  return imported;
}

/** Validates one item of whatever origin; undefined where it is none, or says nothing. */
export function toItem(entry: unknown): CslItem | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined;
  const { id, ...rest } = entry as Record<string, unknown>;
  const parsed = cslItemSchema.safeParse({ ...(id !== undefined && { 'citation-key': String(id) }), ...rest });
  if (!parsed.success) return undefined;
  const { title, author, publisher, URL } = parsed.data;
  return title || author || publisher || URL || parsed.data['container-title'] ? parsed.data : undefined;
}

function lineOfSyntaxError(error: SyntaxError, text: string): number {
  const line = /line (\d+)/.exec(error.message)?.[1];
  if (line) return Number(line);
  const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? 0);
  return text.slice(0, position).split('\n').length;
}
