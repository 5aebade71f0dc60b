/**
 * LaTeX as bibliographies hold it into plain text: accents, signs and quotation marks are resolved, grouping and styling go. What
 * isn't understood stays as it is written.
 */
import { textOfRows } from '../paragraphs.ts';
import { ACCENTS, SIGNS, STYLING } from './latex-signs.ts';

/** What a command for the end of a line and of a paragraph prints until it is known whether the text has any. */
const LINE_END = '\u2028';
const PARAGRAPH_END = '\u2029';

/** Returns text in Unicode's composed form (NFC), on one line, without spaces at its ends. */
export function decodeLatex(latex: string): string {
  return decoded(latex)
    .replace(/[ \t\r\n\u2028\u2029]+/g, ' ')
    .trim();
}

/** The same with lines and paragraphs: an empty line or `\par` ends a paragraph, `\\` a line. */
export function decodeParagraphs(latex: string): string {
  return decoded(latex)
    .split(PARAGRAPH_END)
    .map((paragraph) => {
      const lines = paragraph.split(LINE_END).map((line) => textOfRows(line.split(/\r\n|\r|\n/)));
      return lines.filter(Boolean).join('\n');
    })
    .filter(Boolean)
    .join('\n\n')
    .replace(/[ \t]+/g, ' ');
}

function decoded(latex: string): string {
  return /[\\{}~`'-]/.test(latex) ? new Decoder(latex).rest().normalize('NFC') : latex;
}

class Decoder {
  readonly #latex: string;
  #at = 0;

  constructor(latex: string) {
    this.#latex = latex;
  }

  /** All that is left. */
  rest(): string {
    let text = '';
    while (this.#at < this.#latex.length) text += this.#next();
    return text;
  }

  /** One sign and what it prints. */
  #next(): string {
    const character = String.fromCodePoint(this.#latex.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    switch (character) {
      case '\\':
        return this.#command();
      case '{':
      case '}':
        return '';
      case '~':
        return '\u00a0';
      case '-':
        return this.#take('--') ? '—' : this.#take('-') ? '–' : '-';
      case '`':
        return this.#take('`') ? '“' : '`';
      case "'":
        return this.#take("'") ? '”' : "'";
      default:
        return character;
    }
  }

  #take(expected: string): boolean {
    if (!this.#latex.startsWith(expected, this.#at)) return false;
    this.#at += expected.length;
    return true;
  }

  #command(): string {
    const word = this.#match(/[A-Za-z]+/y);
    if (!word) return this.#signCommand();
    const accent = Object.hasOwn(ACCENTS, word) ? ACCENTS[word] : undefined;
    if (accent !== undefined) return this.#accented(accent);
    // Space after a command's word only ends the word.
    const space = this.#match(/[ \t\r\n]+/y);
    if (word === 'par') return PARAGRAPH_END;
    if (word === 'newline' || word === 'linebreak') return LINE_END;
    if (Object.hasOwn(SIGNS, word)) return SIGNS[word] ?? '';
    if (STYLING.has(word)) return '';
    return this.#latex[this.#at] === '{' ? `\\${word}{${this.#argument()}}` : `\\${word}${space}`;
  }

  #signCommand(): string {
    const character = this.#latex[this.#at] ?? '';
    this.#at += character.length;
    const accent = Object.hasOwn(ACCENTS, character) ? ACCENTS[character] : undefined;
    if (accent !== undefined) return this.#accented(accent);
    if (/^[&%$#_{}]$/.test(character)) return character;
    if (character === '\\') return LINE_END;
    // A space of some width; a place to hyphenate or a correction prints nothing.
    if (/^[ ,;:!]$/.test(character)) return character === '!' ? '' : ' ';
    return /^[-/@]?$/.test(character) ? '' : `\\${character}`;
  }

  /** The argument with the mark on its first letter. */
  #accented(mark: string): string {
    this.#match(/[ \t\r\n]+/y);
    const argument = this.#argument();
    const letter = argument.replace(/^ı/, 'i').replace(/^ȷ/, 'j');
    const first = String.fromCodePoint(letter.codePointAt(0) ?? 0x20);
    // Marks that are there already stay before the new one.
    const marks = /^\p{M}*/u.exec(letter.slice(first.length))?.[0] ?? '';
    return `${first}${marks}${mark}${letter.slice(first.length + marks.length)}`;
  }

  /** A group in braces, or the next sign. */
  #argument(): string {
    if (this.#latex[this.#at] !== '{') return this.#at < this.#latex.length ? this.#next() : '';
    const end = closingBrace(this.#latex, this.#at);
    const group = this.#latex.slice(this.#at + 1, end);
    this.#at = end + 1;
    return new Decoder(group).rest();
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#latex)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}

/** The index of the brace that closes the one at `open`; the end of the text where none does. */
function closingBrace(latex: string, open: number): number {
  let depth = 0;
  for (let index = open; index < latex.length; index += 1) {
    const character = latex[index];
    if (character === '\\') index += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return latex.length;
}
