/**
 * What stands around the number of a source where citations are numbers.
 */
import { locatorText } from '#core/citation/locators.ts';
import type { CitationPrinter } from '#core/citation/printer.ts';
import type { CitationItem } from '#core/model/citation.ts';

/** The editor's own words around a number, and the locator as the printer's language names it. */
export function aroundNumber(
  { prefix = '', suffix = '', ...located }: CitationItem,
  { locatorTerm }: CitationPrinter,
): { before: string; after: string } {
  const place = locatorText(located, locatorTerm);
  const more = suffix.trim();
  // What begins with a mark of its own stands at what it follows.
  const joint = more && /^[,;:.)\]]/.test(more) ? '' : ' ';
  return {
    before: prefix.trim() ? `${prefix.trim()} ` : '',
    after: `${place ? `, ${place}` : ''}${more ? `${joint}${more}` : ''}`,
  };
}
