/**
 * BibTeX and BibLaTeX into CSL items, entry by entry: one that is broken doesn't take the others with it.
 */
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { toItem } from './csl-json.ts';
import type { ImportedSources } from './problem.ts';

/** Reads `.bib` text. `@string` macros hold for the entries after them; `@comment` and `@preamble` are passed over. */
export function importBibtex(text: string): ImportedSources {
  const imported: ImportedSources = { items: [], problems: [] };
  let macros = '';
  for (const { type, body, line, isClosed } of entriesIn(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'))) {
    if (type === 'comment' || type === 'preamble') continue;
    if (!isClosed) {
      imported.problems.push({ line, message: 'This entry’s braces are not balanced.' });
    } else if (type === 'string') {
      macros += `${body}\n`;
    } else {
      const item = read(macros + body, body);
      if (typeof item === 'string') imported.problems.push({ line, message: item });
      else imported.items.push(item);
    }
  }
  return imported;
}

type Entry = { type: string; body: string; line: number; isClosed: boolean };

/** Cuts the text at its entries by counting braces; an entry that doesn't close ends where the next one begins. */
function* entriesIn(text: string): Generator<Entry> {
  const START = /@([A-Za-z]+)\s*([{(])/g;
  let lineAt = 0;
  let line = 1;
  for (let match = START.exec(text); match; match = START.exec(text)) {
    const { index } = match;
    line += text.slice(lineAt, index).split('\n').length - 1;
    lineAt = index;
    const end = endOf(text, START.lastIndex - 1);
    const next = text.slice(START.lastIndex).search(/^\s*@[A-Za-z]+\s*[{(]/m);
    const nextStart = next < 0 ? text.length : START.lastIndex + next;
    const isClosed =
      end !== undefined && (end <= nextStart || !/^\s*@[A-Za-z]+\s*\{[^{}\s]*,/m.test(text.slice(nextStart, end)));
    const stop = isClosed && end !== undefined ? end : nextStart;
    yield { type: (match[1] ?? '').toLowerCase(), body: text.slice(index, stop), line, isClosed };
    START.lastIndex = stop;
  }
}

function endOf(text: string, open: number): number | undefined {
  const isParenthesis = text[open] === '(';
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (isParenthesis ? character === ')' && depth === 0 : depth === 0) return index + 1;
  }
  return undefined;
}

function read(text: string, body: string) {
  try {
    const [parsed] = plugins.input.chain(text, { generateGraph: false, forceType: '@biblatex/text' });
    const item = toItem(parsed);
    if (!item) return 'This entry has no title, author or outlet.';
    const withNames = { ...item, ...organisationsIn(item, body) };
    return withNames;
  } catch (error) {
    // The parser throws plain errors for text that it can't read; that is what a problem is.
    return `This entry can’t be read: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}.`;
  }
}

/** A name in braces of its own, `{{Meridian Wire}}`, is an organisation; the parser gives it as a family name. */
function organisationsIn(item: NonNullable<ReturnType<typeof toItem>>, body: string) {
  const changed: Record<string, unknown> = {};
  for (const role of ['author', 'editor', 'translator'] as const) {
    const names = item[role];
    if (!names?.some((name) => name.family && !name.given)) continue;
    changed[role] = names.map((name) =>
      name.family && !name.given && body.includes(`{${name.family}}`) ? { literal: name.family } : name,
    );
  }
  return changed;
}
