/**
 * The syntax of `.bib` files: entries with their fields, as text in LaTeX. Macros and concatenation are resolved here; what the
 * fields mean is not known here.
 */
import type { ImportProblem } from '../import/problem.ts';

/** An entry; `type` and the names of fields are in lower case. `line` is its first, from 1. */
export type BibEntry = { type: string; key: string; fields: ReadonlyMap<string, string>; line: number };

const ENTRY = /@[ \t]*([A-Za-z]+)\s*([{(])/g;
/** An entry at the start of a line, which no value goes beyond: where one seems to, a brace before it is missing. */
const NEXT_ENTRY = /\n[ \t]*@[A-Za-z]+[ \t]*[{(][^{}()\s,="]*[,\n]/g;
const UNBALANCED = 'This entry’s braces are not balanced.';
/** What a value may grow to by its macros, in characters: macros of macros grow to any length from a few lines. */
const MAX_EXPANDED = 50_000;
const tooLong = () =>
  `This entry is longer than ${MAX_EXPANDED.toLocaleString('en')} characters once its abbreviations are written out.`;

/**
 * Reads the entries one by one; one that is broken is named and passed over, up to where the next begins. `@string` macros hold for
 * the entries after them; a macro that isn't defined stands as its name, as the names of months do.
 */
export function* bibEntriesIn(source: string): Generator<BibEntry | ImportProblem> {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const macros = new Map<string, string>();
  const lines = lineCounter(text);
  const nextEntry = nextEntryIn(text);
  for (let start = entryFrom(text, 0); start; ) {
    const { type, at } = start;
    const scanner = new Scanner(text, at, start.close, nextEntry(at), macros);
    const line = lines(start.index);
    let from: number;
    let read: BibEntry | ImportProblem | undefined;
    try {
      if (type === 'comment' || type === 'preamble') scanner.skip();
      else if (type === 'string') for (const [name, value] of scanner.fields()) macros.set(name, value);
      else read = { type, key: scanner.key(), fields: scanner.fields(), line };
      from = scanner.at;
    } catch (error) {
      if (!(error instanceof BrokenEntry)) throw error;
      read = { line, message: error.message };
      from = error.isToItsEnd ? scanner.at : nextEntry(start.index + 1);
    }
    const next = entryFrom(text, from);
    if (read && 'type' in read && goesOn(text.slice(from, next?.index))) read = { line, message: UNBALANCED };
    if (read) yield read;
    start = next;
  }
}

type Start = { type: string; index: number; at: number; close: ')' | '}' };

/** Where the next entry begins, and the text within it. */
function entryFrom(text: string, from: number): Start | undefined {
  ENTRY.lastIndex = from;
  const found = ENTRY.exec(text);
  if (!found) return undefined;
  const [, type = '', opening] = found;
  return { type: type.toLowerCase(), index: found.index, at: ENTRY.lastIndex, close: opening === '(' ? ')' : '}' };
}

/**
 * Whether what stands between an entry's end and the next entry is the rest of the entry, which a brace too many has ended: words
 * on the same line, or another field, and a brace that closes nothing.
 */
function goesOn(between: string): boolean {
  if (!/^[^\S\n]*[^\s{}@%]|^\s*,?\s*[A-Za-z][\w:.+/-]*\s*=/.test(between)) return false;
  let depth = 0;
  for (const [brace] of between.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (depth < 0) return true;
  }
  return false;
}

/** What an entry can't be read for; never leaves this file. */
class BrokenEntry extends Error {
  /** True where its end is known all the same. */
  readonly isToItsEnd: boolean;
  constructor(message: string, isToItsEnd = false) {
    super(message);
    this.isToItsEnd = isToItsEnd;
  }
}

class Scanner {
  at: number;
  readonly #text: string;
  readonly #close: string;
  readonly #limit: number;
  readonly #macros: ReadonlyMap<string, string>;
  #isTooLong = false;

  /** Reads from `at`, within the entry's opening brace, to `close`, and never beyond `limit`. */
  constructor(text: string, at: number, close: string, limit: number, macros: ReadonlyMap<string, string>) {
    this.#text = text;
    this.at = at;
    this.#close = close;
    this.#limit = limit;
    this.#macros = macros;
  }

  /** Passes over all up to the end of the entry. */
  skip(): void {
    let depth = 0;
    for (; this.at < this.#limit; this.at += 1) {
      const character = this.#text[this.at];
      if (depth === 0 && character === this.#close) break;
      if (character === '{') depth += 1;
      else if (character === '}') depth -= 1;
    }
    this.at += 1;
  }

  /** What names the entry, up to the first comma. */
  key(): string {
    const key = this.#match(/[^,{}()="\n]*/y).trim();
    this.#space();
    if (this.#peek() === ',') this.at += 1;
    return key;
  }

  fields(): Map<string, string> {
    const fields = new Map<string, string>();
    for (;;) {
      this.#match(/[\s,]*/y);
      if (this.#peek() === this.#close) {
        this.at += 1;
        if (this.#isTooLong) throw new BrokenEntry(tooLong(), true);
        return fields;
      }
      if (this.at >= this.#limit) throw new BrokenEntry(UNBALANCED);
      const name = this.#match(/[A-Za-z][\w:.+/-]*/y).toLowerCase();
      this.#space();
      if (!name || this.#peek() !== '=') throw new BrokenEntry(`This entry can’t be read at “${this.#excerpt(name)}”.`);
      this.at += 1;
      // Of a field that is there twice the first counts, as in BibTeX.
      const value = this.#value();
      if (!fields.has(name)) fields.set(name, value);
    }
  }

  /** Parts joined by `#`. */
  #value(): string {
    let value = '';
    let isExpanded = false;
    do {
      this.#space();
      isExpanded ||= !/[{"]/.test(this.#peek() ?? '');
      value += this.#part();
      if (isExpanded && value.length > MAX_EXPANDED) {
        this.#isTooLong = true;
        value = '';
      }
      this.#space();
    } while (this.#match(/#/y));
    return value;
  }

  #part(): string {
    const opening = this.#peek();
    if (opening === '{' || opening === '"') {
      this.at += 1;
      return this.#delimited(opening === '{' ? '}' : '"');
    }
    const word = this.#match(/[^\s,#{}()="]+/y);
    if (!word) throw new BrokenEntry(`This entry can’t be read at “${this.#excerpt('')}”.`);
    return this.#macros.get(word.toLowerCase()) ?? word;
  }

  #delimited(close: '}' | '"'): string {
    const start = this.at;
    let depth = 0;
    for (; this.at < this.#limit; this.at += 1) {
      const character = this.#text[this.at];
      if (character === '\\') this.at += 1;
      else if (depth === 0 && character === close) {
        this.at += 1;
        return this.#text.slice(start, this.at - 1);
      } else if (character === '{') depth += 1;
      else if (character === '}') depth -= 1;
      if (depth < 0) break;
    }
    throw new BrokenEntry(UNBALANCED);
  }

  #peek(): string | undefined {
    return this.#text[this.at];
  }

  #space(): void {
    this.#match(/\s*/y);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  #excerpt(name: string): string {
    return (name + this.#text.slice(this.at, this.at + 20)).replace(/\s+/g, ' ').trim().slice(0, 20);
  }
}

/** Says where the next entry at the start of a line begins; the end of the text where none does. Asked in rising order. */
function nextEntryIn(text: string): (from: number) => number {
  let known = -1;
  return (from) => {
    if (known < from) {
      NEXT_ENTRY.lastIndex = from;
      known = NEXT_ENTRY.exec(text)?.index ?? text.length;
    }
    return known;
  };
}

/** Says on which line an index lies, from 1; asked in rising order. */
function lineCounter(text: string): (index: number) => number {
  let line = 1;
  let at = 0;
  return (index) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < index; next = text.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}
