/**
 * Pandoc's attributes, `{#id .class key="value"}`, both ways (Pandoc User's Guide, `header_attributes` and `bracketed_spans`).
 */

export type Attributes = { id?: string; classes: string[]; values: Record<string, string> };

/** Prints attributes on one line: control characters stand as character references, which Pandoc reads. */
export function printAttributes({ id, classes, values }: Attributes): string {
  const parts = [
    // Pandoc takes `#…` for an id where a letter follows, and `id=…` with anything.
    ...(id === undefined ? [] : [/^\p{L}/u.test(id) ? `#${id}` : `id=${id}`]),
    ...classes.map((name) => `.${name}`),
    ...Object.entries(values).map(([key, value]) => `${key}=${/^[\w-]+$/.test(value) ? value : `"${escaped(value)}"`}`),
  ];
  return `{${parts.join(' ')}}`;
}

const PART = /\s*(?:#([^\s{}"=]+)|\.([A-Za-z][\w-]*)|([A-Za-z][\w-]*)=(?:"((?:\\.|[^"\\\n])*)"|([^\s{}"]*)))/y;

/** Reads attributes that begin at `at` with their brace; undefined where none do. `end` is one past the closing brace. */
export function readAttributes(text: string, at: number): (Attributes & { end: number }) | undefined {
  if (text[at] !== '{') return undefined;
  const read: Attributes = { classes: [], values: {} };
  let end = at + 1;
  for (;;) {
    PART.lastIndex = end;
    const match = PART.exec(text);
    if (!match) break;
    const [whole, id, name, key, quoted, bare] = match;
    if (id !== undefined) read.id = id;
    else if (name !== undefined) read.classes.push(name);
    else if (key === 'id') read.id = quoted === undefined ? (bare ?? '') : unescaped(quoted);
    else if (key !== undefined) read.values[key] = quoted === undefined ? (bare ?? '') : unescaped(quoted);
    end += whole.length;
  }
  const close = /\s*\}/y;
  close.lastIndex = end;
  const closing = close.exec(text);
  const isEmpty = read.id === undefined && read.classes.length === 0 && Object.keys(read.values).length === 0;
  return closing && !isEmpty ? { ...read, end: end + closing[0].length } : undefined;
}

function escaped(value: string): string {
  return value
    .replace(/[\\"]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/[\p{Cc}\u2028\u2029]/gu, (control) => `&#${control.codePointAt(0)};`);
}

function unescaped(value: string): string {
  return value
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&amp;/g, '&')
    .replace(/\\(.)/g, '$1');
}
