/**
 * CSL-JSON into items: an array of them, or a single one.
 */
import { type CslItem, cslItemSchema } from '#core/model/source.ts';
import { isDateVariable, isNameVariable, isTextVariable } from '../variables.ts';
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
    const item = toItem(entry);
    yield item
      ? { item, line: 1 }
      : {
          problem: {
            line: 1,
            message: `Entry ${index + 1} is not a CSL-JSON item with a title, an author or an outlet.`,
          },
        };
  }
}

/** Validates one item of whatever origin; undefined where it is none, or says nothing. */
export function toItem(entry: unknown): CslItem | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined;
  const { id, ...rest } = Object.fromEntries(Object.entries(entry).flatMap(repaired));
  const parsed = cslItemSchema.safeParse({
    ...(isText(id) && { 'citation-key': String(id) }),
    ...rest,
  });
  if (!parsed.success) return undefined;
  const { title, author, publisher, URL } = parsed.data;
  return title || author || publisher || URL || parsed.data['container-title'] ? parsed.data : undefined;
}

/** A variable in the shape that CSL gives it, where another program has given it one that is as clear; none for what is empty. */
function repaired([name, value]: [string, unknown]): [string, unknown][] {
  if (value === null || value === undefined || value === '') return [];
  // A number of pages may be a number, a title may not.
  if (isTextVariable(name))
    return isText(value) ? [[name, String(value)]] : Array.isArray(value) ? textsIn(name, value) : [];
  if (isNameVariable(name)) {
    const names = (Array.isArray(value) ? value : [value]).flatMap(nameFrom);
    return names.length > 0 ? [[name, names]] : [];
  }
  if (isDateVariable(name)) {
    if (isText(value)) return [[name, { raw: String(value) }]];
    return typeof value === 'object' && !Array.isArray(value) ? [[name, dateFrom(value)]] : [];
  }
  return [[name, value]];
}

function textsIn(name: string, values: readonly unknown[]): [string, unknown][] {
  const texts = values.filter(isText).join(', ');
  return texts ? [[name, texts]] : [];
}

function nameFrom(name: unknown): unknown[] {
  if (isText(name)) return [{ literal: String(name) }];
  if (typeof name !== 'object' || name === null || Array.isArray(name)) return [];
  const parts = Object.entries(name).filter(([, part]) => part !== null && part !== '');
  return parts.length > 0 ? [Object.fromEntries(parts)] : [];
}

/** A date with one array of parts where CSL has an array of those. */
function dateFrom(date: object): object {
  const parts: unknown = 'date-parts' in date ? date['date-parts'] : undefined;
  return Array.isArray(parts) && parts.length > 0 && parts.every(isText) ? { ...date, 'date-parts': [parts] } : date;
}

function isText(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function lineOfSyntaxError(error: SyntaxError, text: string): number {
  const line = /line (\d+)/.exec(error.message)?.[1];
  if (line) return Number(line);
  const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? 0);
  return text.slice(0, position).split('\n').length;
}
