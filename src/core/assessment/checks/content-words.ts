/**
 * The words of a text that say what it is about, brought to one form.
 */

const STOP_WORDS = new Set(
  'a about after all also an and any are as at be been before being between both but by can could did do does during each for from had has have how if in into is it its itself many may might more most much must no nor not of off on once only or other our out over own same shall she should so some such than that the their them then there these they this those through to too under until up upon very was we were what when where whether which while who whom whose why will with within without would yet you'.split(
    ' ',
  ),
);

/** The distinct words of content in lower case without their endings: "settles", "settled" and "settling" are one. */
export function contentWordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    const stem = stemOf(word);
    if (stem) words.add(stem);
  }
  return words;
}

/** A story has few different words, many times each. */
const stems = new Map<string, string>();
const MAX_REMEMBERED = 20_000;

/** The word without its ending; empty for a word that says nothing of what the text is about. */
function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = word.length < 2 || STOP_WORDS.has(word) ? '' : withoutEnding(word);
    if (stems.size >= MAX_REMEMBERED) stems.clear();
    stems.set(word, stem);
  }
  return stem;
}

/** Takes a regular ending off an English word; what remains need not be a word. */
function withoutEnding(word: string): string {
  if (word.length < 5) return word.replace(/(?<=[^s])s$/, '');
  const stem = word.replace(/(?:ings?|ed|es|s|ly|e)$/, '').replace(/i$/, 'y');
  return stem.length < 3 ? word : stem.replace(/([^aeiouls])\1$/, '$1');
}
