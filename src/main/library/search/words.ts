/**
 * Text as search sees it: words without case and accents, in every script.
 */

/** A longer word is found by its first 64 characters: it is an address or a key, and nobody types it whole. */
const LONGEST_WORD = 64;

/**
 * What readers leave out: the accents and points of Latin, Greek, Cyrillic, Hebrew and Arabic, the Arabic stretch, soft
 * hyphens. Not the marks of other scripts: without its vowel signs a word of Hindi or Thai is another word.
 */
const LEFT_OUT = /[\p{M}&&[\p{scx=Zinh}\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Hebr}\p{scx=Arab}]]|\u{640}|\u{ad}/gv;

const SYMBOLS = /\p{S}/gu;

/** Letters that aren't another letter with an accent to Unicode, but are to who types. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};
const TO_REPLACE = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** What a character is to a word. */
const NOTHING = 1;
const LETTER = 2;
/** Goes on with a word and begins none. */
const MARK = 3;
/** A letter of a script that writes no spaces between words. */
const UNSPACED = 4;
const IS_WORD = /[\p{L}\p{N}]/u;
const IS_MARK = /\p{M}/u;
const IS_UNSPACED =
  /[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]&&[\p{L}\p{N}\p{M}]]/v;

/** What each character of the basic plane is, as far as it was met; 0 where it wasn't. Asking Unicode each time takes long. */
const kinds = new Uint8Array(0x1_0000);

/** Returns `text` in lower case, without accents, and each letter in the one way in which it is indexed. */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return (
    text
      // First, as some would become letters of the word beside them: № and ℃.
      .replace(SYMBOLS, ' ')
      .normalize('NFKD')
      .replace(LEFT_OUT, '')
      .normalize('NFC')
      .toLowerCase()
      .replace(TO_REPLACE, (letter) => LETTERS[letter] ?? letter)
  );
}

/** Calls `visit` for every word of a text in its order. A run without spaces gives each two neighbours, and its last. */
export function eachWord(text: string, visit: (word: string) => void): void {
  eachRun(fold(text), (run, isUnspaced) => {
    if (isUnspaced) for (const pair of pairsOf(run, true)) visit(pair);
    else visit(run);
  });
}

/**
 * The distinct words that a query asks for. Each matches the words that begin with it, so that the last character of a
 * run without spaces is asked for only where it stands alone.
 */
export function queryWordsOf(query: string): string[] {
  const words = new Set<string>();
  eachRun(fold(query), (run, isUnspaced) => {
    for (const word of isUnspaced ? pairsOf(run, false) : [run]) words.add(word);
  });
  return [...words];
}

/** Calls `visit` for each run of a folded text that is a word, at its longest, or that has no spaces. */
function eachRun(text: string, visit: (run: string, isUnspaced: boolean) => void): void {
  let start = -1;
  let isUnspaced = false;
  const end = (at: number) => {
    if (start >= 0) visit(text.slice(start, isUnspaced ? at : Math.min(at, start + LONGEST_WORD)), isUnspaced);
    start = -1;
  };
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const kind = kindOf(code);
    if (kind === NOTHING) end(at);
    else if (kind !== MARK && (start < 0 || isUnspaced !== (kind === UNSPACED))) {
      end(at);
      start = at;
      isUnspaced = kind === UNSPACED;
    }
    at += code > 0xffff ? 2 : 1;
  }
  end(text.length);
}

function kindOf(code: number): number {
  const known = kinds[code];
  if (known) return known;
  const character = String.fromCodePoint(code);
  const kind = IS_UNSPACED.test(character)
    ? UNSPACED
    : IS_WORD.test(character)
      ? LETTER
      : IS_MARK.test(character)
        ? MARK
        : NOTHING;
  // Beyond the basic plane there is no place for it; that is written seldom.
  kinds[code] = kind;
  return kind;
}

function pairsOf(run: string, withLast: boolean): string[] {
  const characters = Array.from(run);
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  const last = characters.at(-1);
  return last !== undefined && (withLast || pairs.length === 0) ? [...pairs, last] : pairs;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
