/**
 * What a citation style says of itself.
 */

/** The id of the style that prints `(Outlet, Month Year)`. */
export const HOUSE_STYLE_ID = 'galley-house';

/** The title of a CSL style (CSL 1.0.2, cs:info/cs:title); undefined where it has none. */
export function styleTitleOf(xml: string): string | undefined {
  const title = /<info>[\s\S]*?<title(?:\s[^>]*)?>([^<]+)<\/title>/.exec(xml)?.[1];
  return title?.replace(/&amp;/g, '&').trim();
}

/** True where the style numbers its citations, so that what one prints depends on those before it. */
export function isNumeric(xml: string): boolean {
  return /citation-format="(?:numeric|label)"/.test(xml);
}

/** True where the style's citations are footnotes (CSL 1.0.2, `cs:style` with class `note`). */
export function isNotes(xml: string): boolean {
  return /<style\b[^>]*\bclass="note"/.test(xml);
}
