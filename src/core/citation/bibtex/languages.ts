/**
 * Languages as BibLaTeX names them (`langid`, the names of babel) and as CSL does (BCP 47).
 */

/** Where two names are of one tag, the one that stands first is written. */
const TAGS: Readonly<Record<string, string>> = {
  english: 'en',
  british: 'en-GB',
  ukenglish: 'en-GB',
  american: 'en-US',
  usenglish: 'en-US',
  australian: 'en-AU',
  canadian: 'en-CA',
  newzealand: 'en-NZ',
  german: 'de',
  ngerman: 'de',
  austrian: 'de-AT',
  naustrian: 'de-AT',
  nswissgerman: 'de-CH',
  french: 'fr',
  francais: 'fr',
  canadien: 'fr-CA',
  spanish: 'es',
  portuguese: 'pt',
  portuges: 'pt',
  brazilian: 'pt-BR',
  brazil: 'pt-BR',
  italian: 'it',
  dutch: 'nl',
  danish: 'da',
  swedish: 'sv',
  norwegian: 'no',
  norsk: 'nb',
  nynorsk: 'nn',
  finnish: 'fi',
  icelandic: 'is',
  polish: 'pl',
  czech: 'cs',
  slovak: 'sk',
  slovene: 'sl',
  slovenian: 'sl',
  croatian: 'hr',
  serbian: 'sr',
  hungarian: 'hu',
  magyar: 'hu',
  romanian: 'ro',
  bulgarian: 'bg',
  greek: 'el',
  turkish: 'tr',
  russian: 'ru',
  ukrainian: 'uk',
  estonian: 'et',
  latvian: 'lv',
  lithuanian: 'lt',
  hebrew: 'he',
  arabic: 'ar',
  persian: 'fa',
  hindi: 'hi',
  japanese: 'ja',
  chinese: 'zh',
  korean: 'ko',
  vietnamese: 'vi',
  indonesian: 'id',
  catalan: 'ca',
  basque: 'eu',
  galician: 'gl',
  irish: 'ga',
  welsh: 'cy',
  latin: 'la',
};

/** The tag of a name, or the name itself where nobody knows it or it is a tag. */
export function languageTag(name: string): string {
  const key = name.trim().toLowerCase().replace(/^lang/, '');
  return (Object.hasOwn(TAGS, key) ? TAGS[key] : undefined) ?? name.trim();
}

/** babel's name of a tag; undefined where it has none. */
export function babelName(tag: string): string | undefined {
  return Object.keys(TAGS).find((name) => TAGS[name] === tag);
}
