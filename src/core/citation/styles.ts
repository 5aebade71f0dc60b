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

/** True for a CSL style, whether it can be used or not. */
export function isCitationStyle(xml: string): boolean {
  return /<style\b[^>]*xmlns="http:\/\/purl\.org\/net\/xbiblio\/csl"/.test(xml);
}

/** Why a file can't be used as a citation style, as far as its beginning tells; undefined where it can. */
export function styleProblem(xml: string): string | undefined {
  if (!isCitationStyle(xml)) return 'This file is not a CSL citation style.';
  if (/<link\b[^>]*rel="independent-parent"/.test(xml)) {
    const [parent] = /<link\b[^>]*rel="independent-parent"[^>]*>/.exec(xml) ?? [];
    const name = /href="[^"]*\/([^"/]+?)\/?"/.exec(parent ?? '')?.[1];
    return `This citation style only names another one${name ? `, “${name}”` : ''}; add that one instead.`;
  }
  // citeproc makes do with half a style, and then prints nothing.
  const isWhole = /<\/style>\s*(?:<!--[\s\S]*?-->\s*)*$/.test(xml) && /<citation\b[\s\S]*<layout\b/.test(xml);
  return isWhole ? undefined : 'This citation style is not complete: it doesn’t say how a citation is printed.';
}
