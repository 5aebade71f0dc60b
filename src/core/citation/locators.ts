/**
 * Locators in words: `p. 4`, `sec. 2`.
 */
import type { CitationItem, LocatorLabel } from '#core/model/citation.ts';

/** The short terms of locator labels in English (CSL locales-en-US); labels without one stand as their name. */
export const LOCATOR_TERMS: Partial<Record<LocatorLabel, string>> = {
  page: 'p.',
  paragraph: 'para.',
  chapter: 'chap.',
  section: 'sec.',
  column: 'col.',
  line: 'l.',
  verse: 'v.',
  volume: 'vol.',
  note: 'n.',
  figure: 'fig.',
  folio: 'fol.',
  part: 'pt.',
  book: 'bk.',
  opus: 'op.',
  'sub-verbo': 's.v.',
};

/**
 * A locator with its label, which `termOf` gives in the language of the text; several pages take the plural. Empty where the item
 * has none.
 */
export function locatorText(
  { locator, label = 'page' }: Pick<CitationItem, 'locator' | 'label'>,
  termOf: (label: LocatorLabel, isSeveral: boolean) => string,
): string {
  if (!locator) return '';
  const term = termOf(label, label === 'page' && /[-–,&]/.test(locator));
  return term ? `${term} ${locator}` : locator;
}
