/**
 * LaTeX as bibliographies hold it into plain text: accents, signs and quotation marks are resolved, grouping and styling go. What
 * isn't understood stays as it is written.
 */
import { textOfRows } from '../paragraphs.ts';
import { ACCENTS, SIGNS, STYLING } from './latex-signs.ts';
import { lowered, MATH_SIGNS, mathText, raised } from './math.ts';
import { plainAddress } from './verbatim.ts';

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
  return /[\\{}~`'$-]/.test(latex) ? new Decoder(latex).rest().normalize('NFC') : latex;
}

/** Accents that are signs of their own over nothing, as in `\~{}`. */
const ALONE: Readonly<Record<string, string>> = {
  '\u0300': '`',
  '\u0301': "'",
  '\u0302': '^',
  '\u0303': '~',
  '\u0308': '"',
  '\u0307': '.',
  '\u0304': '=',
};
/** Commands whose argument is for sorting alone, and those whose second argument is the text. */
const UNPRINTED = new Set(['noopsort', 'SortNoop', 'sortnoop', 'hspace', 'vspace', 'label']);
const SECOND = new Set(['href', 'foreignlanguage', 'textcolor']);

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
      case '$':
        return this.#formula();
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

  /**
   * A formula up to the next dollar sign, or the sign itself: an amount of money has no space before the second one and none of
   * the signs that only formulas have. A digit right behind it, `$<$5`, follows signs alone.
   */
  #formula(): string {
    const formula = /(\$?)((?:[^$\\]|\\.)+)\$\1(?:(?!\d)|(?<=\$(?:\\[A-Za-z]+|[<>=+~|]|[\^_][^$]+)\$))/suy;
    formula.lastIndex = this.#at;
    const [whole, , latex = ''] = formula.exec(this.#latex) ?? [];
    if (whole === undefined || !/^(?:[A-Za-z]|[^\w\s]|.*[\\^_<>=+*|{].*)$/s.test(latex) || /^\s|\s$/.test(latex))
      return '$';
    const text = mathText(latex);
    if (text === undefined) return this.#untouched(whole);
    this.#at += whole.length;
    return text;
  }

  /** What isn't understood, as it is written. */
  #untouched(rest: string): string {
    this.#at += rest.length;
    return `$${rest}`;
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
    if (Object.hasOwn(MATH_SIGNS, word)) return MATH_SIGNS[word] ?? '';
    if (word === 'url' || word === 'path' || word === 'nolinkurl') return plainAddress(this.#group());
    if (word === 'textsuperscript') return raised(this.#argument());
    if (word === 'textsubscript') return lowered(this.#argument());
    if (word === 'enquote' || word === 'mkbibquote') return `“${this.#argument()}”`;
    if (UNPRINTED.has(word)) {
      this.#group();
      return '';
    }
    if (SECOND.has(word)) {
      this.#group();
      return this.#argument();
    }
    if (word === 'ensuremath') {
      const latex = this.#group();
      return mathText(latex) ?? `\\ensuremath{${latex}}`;
    }
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
    // Over nothing it is the sign itself.
    if (argument.trim() === '') return ALONE[mark] ?? '';
    const letter = argument.replace(/^ı/, 'i').replace(/^ȷ/, 'j');
    const first = String.fromCodePoint(letter.codePointAt(0) ?? 0x20);
    // Marks that are there already stay before the new one.
    const marks = /^\p{M}*/u.exec(letter.slice(first.length))?.[0] ?? '';
    return `${first}${marks}${mark}${letter.slice(first.length + marks.length)}`;
  }

  /** A group in braces, or the next sign. */
  #argument(): string {
    if (this.#latex[this.#at] !== '{') return this.#at < this.#latex.length ? this.#next() : '';
    return new Decoder(this.#group()).rest();
  }

  /** What stands in the braces that follow, as it is written; nothing where none do. */
  #group(): string {
    if (this.#latex[this.#at] !== '{') return '';
    const end = closingBrace(this.#latex, this.#at);
    const group = this.#latex.slice(this.#at + 1, end);
    this.#at = end + 1;
    return group;
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
