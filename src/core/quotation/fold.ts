/**
 * Folding: what a quoted passage and its source may differ in without being quoted wrongly. White space, kinds of quotation
 * marks and dashes, ligatures, case, diacritics and hyphens at a line's end all come to one form, and every character of it
 * knows where it stood.
 */

/** A text as it is searched, and the way back to the text as it stands. */
export type FoldedText = {
  /** The text that was folded. */
  original: string;
  text: string;
  /** For each UTF-16 unit of `text`, the offset of the character in `original` that it came from; never falls. */
  offsets: Uint32Array;
  /** Places in `text`, rising, where a hyphen within a word was left out. */
  hyphens: Uint32Array;
  /** For each of `hyphens`, 1 where it stood at a line's end and may be the line's and not the word's. */
  hyphenMayBeTheLines: Uint8Array;
};

const SPACE = 0x20;
const DASH = 0x2d;
const APOSTROPHE = 0x27;
const QUOTE = 0x22;

/** What a character is to the folding. */
const Kind = { Unknown: 0, Space: 1, Newline: 2, Nothing: 3, SoftHyphen: 4, Hyphen: 5, Dash: 6, Single: 7, Double: 8 };
const WORD = 9;
const OTHER = 10;
/** Writing without spaces: each character is a word of its own. */
const IDEOGRAPH = 11;

const SPECIAL: [kind: number, characters: string][] = [
  [Kind.Newline, '\n\r\u0085\u2028\u2029'],
  [Kind.Nothing, '\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069[]'],
  [Kind.SoftHyphen, '\u00ad'],
  [Kind.Hyphen, '-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d'],
  [Kind.Dash, '\u2014\u2015\u2e3a\u2e3b\ufe58'],
  [Kind.Single, "'\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u02bc\u00b4`\uff07"],
  [Kind.Double, '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u300c\u300d\u300e\u300f\u301d\u301e\u301f\uff02'],
];
/** Scripts that put no spaces between words. */
const IDEOGRAPHS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
/** Letters that no decomposition takes apart. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ð: 'd',
  ς: 'σ',
};
/** Diacritics only: the marks of Indic and other scripts are letters in all but name. */
const DIACRITICS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;

const kinds = new Uint8Array(0x10000);
for (const [kind, characters] of SPECIAL) for (const character of characters) kinds[character.charCodeAt(0)] = kind;

/** What plain characters fold to; 0 for those that need a closer look. */
const PLAIN = new Uint8Array(0x80);
for (let code = 0x21; code < 0x7f; code += 1) {
  const isCapital = code >= 0x41 && code <= 0x5a;
  if (!kinds[code]) PLAIN[code] = isCapital ? code + 0x20 : code;
}

function kindOf(code: number): number {
  const known = kinds[code];
  if (known) return known;
  const character = String.fromCharCode(code);
  let kind = OTHER;
  if (/\s/.test(character)) kind = Kind.Space;
  else if (code >= 0xd800 && code < 0xe000) kind = WORD;
  else if (IDEOGRAPHS.test(character)) kind = IDEOGRAPH;
  else if (/[\p{L}\p{N}\p{M}]/u.test(character)) kind = WORD;
  kinds[code] = kind;
  return kind;
}

/** True for a UTF-16 unit of a folded text that a word is made of. */
export function isWordUnit(code: number): boolean {
  return code === APOSTROPHE || kindOf(code) === WORD;
}

/** True for a character that is a word by itself. */
export function isIdeograph(code: number): boolean {
  return kindOf(code) === IDEOGRAPH;
}

function isLetterOrDigit(code: number): boolean {
  return kindOf(code) >= WORD && kindOf(code) !== OTHER;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

const foldedCharacters = new Map<string, string>();

/** A character in lower case, taken apart, without diacritics; may be empty, or several. */
function foldCharacter(character: string): string {
  let folded = foldedCharacters.get(character);
  if (folded === undefined) {
    folded = character.toLowerCase().normalize('NFKD').toLowerCase().replace(DIACRITICS, '').replace(/\s/g, '');
    folded = Array.from(folded, (letter) => LETTERS[letter] ?? letter).join('');
    foldedCharacters.set(character, folded);
  }
  return folded;
}

/**
 * Folds a text for finding. Hyphens within words are left out but remembered, since at a line's end nobody can tell whose
 * they are; other dashes become `-`, an apostrophe within a word `'`, quotation marks `"`, square brackets nothing.
 */
export function foldText(original: string): FoldedText {
  // No closure in here: a book's text comes through, and what closures share is slow.
  let units = new Uint16Array(original.length + 1);
  let offsets = new Uint32Array(original.length + 1);
  let length = 0;
  let hasSpace = false;
  const hyphens: number[] = [];
  const hyphenMayBeTheLines: number[] = [];

  for (let index = 0; index < original.length; index += 1) {
    const offset = index;
    const code = original.charCodeAt(index);
    const last = length === 0 || hasSpace ? SPACE : (units[length - 1] ?? SPACE);
    let unit = code < 0x80 ? (PLAIN[code] ?? 0) : 0;
    let rest = '';
    if (unit === 0) {
      switch (kindOf(code)) {
        case Kind.Space:
        case Kind.Newline:
          hasSpace = true;
          break;
        case Kind.Nothing:
          break;
        case Kind.SoftHyphen:
        case Kind.Hyphen: {
          const isSoft = kindOf(code) === Kind.SoftHyphen;
          const next = afterHyphen(original, index);
          if (isLetterOrDigit(last) && next.isLetter && (next.isAdjacent || next.isNextLine)) {
            if (!isSoft) {
              hyphens.push(length);
              hyphenMayBeTheLines.push(next.isAdjacent ? 0 : 1);
            }
            index = next.index - 1;
          } else if (!isSoft && last !== DASH) unit = DASH;
          break;
        }
        case Kind.Dash:
          if (last !== DASH) unit = DASH;
          break;
        case Kind.Single:
          if (isLetterOrDigit(last) && isLetterOrDigit(original.charCodeAt(index + 1))) unit = APOSTROPHE;
          else if (last !== QUOTE) unit = QUOTE;
          break;
        case Kind.Double:
          if (last !== QUOTE) unit = QUOTE;
          break;
        default: {
          const character = String.fromCodePoint(original.codePointAt(index) ?? code);
          const folded = foldCharacter(character);
          index += character.length - 1;
          unit = folded === '' ? 0 : folded.charCodeAt(0);
          rest = folded.slice(1);
        }
      }
    }
    if (unit === 0) continue;
    // Each character has its place; room is short only where one has become several.
    if (length + 1 + rest.length + original.length - index > units.length) {
      units = grown(new Uint16Array(units.length * 2 + rest.length), units);
      offsets = grown(new Uint32Array(units.length), offsets);
    }
    if (hasSpace && length > 0) {
      units[length] = SPACE;
      offsets[length] = offset;
      length += 1;
    }
    hasSpace = false;
    units[length] = unit;
    offsets[length] = offset;
    length += 1;
    for (let further = 0; further < rest.length; further += 1) {
      units[length] = rest.charCodeAt(further);
      offsets[length] = offset;
      length += 1;
    }
  }
  return {
    original,
    text: decoder.decode(units.subarray(0, length)),
    offsets: offsets.slice(0, length),
    hyphens: Uint32Array.from(hyphens),
    hyphenMayBeTheLines: Uint8Array.from(hyphenMayBeTheLines),
  };
}

function grown<T extends Uint16Array | Uint32Array>(into: T, from: T): T {
  into.set(from);
  return into;
}

/** What follows a hyphen: the next character that counts, and whether a line ends between. */
function afterHyphen(text: string, at: number) {
  let index = at + 1;
  let isNextLine = false;
  let isAdjacent = true;
  for (; index < text.length; index += 1) {
    const kind = kindOf(text.charCodeAt(index));
    if (kind === Kind.Newline) isNextLine = true;
    if (kind === Kind.Space || kind === Kind.Newline) isAdjacent = false;
    else if (kind !== Kind.Nothing) break;
  }
  const code = text.charCodeAt(index);
  const isLetter = index < text.length && isLetterOrDigit(code) && !isDigit(code);
  return { index, isLetter, isAdjacent, isNextLine };
}

/** Every machine that Galley runs on keeps the low byte of a typed array's unit first. */
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

/** Where a stretch of the folded text, `start` to before `end`, stood in the original, with its diacritics. */
export function originalRange(folded: FoldedText, start: number, end: number): { start: number; end: number } {
  const { original, offsets } = folded;
  const from = offsets[start] ?? original.length;
  if (end <= start) return { start: from, end: from };
  let to = (offsets[end - 1] ?? original.length) + 1;
  while (to < original.length && isContinuation(original.charCodeAt(to))) to += 1;
  return { start: from, end: Math.min(to, original.length) };
}

/** The second half of a character, or a mark on the one before. */
function isContinuation(code: number): boolean {
  return (code >= 0xdc00 && code < 0xe000) || (code >= 0x300 && code < 0x370);
}
