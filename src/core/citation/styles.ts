/**
 * What a citation style says of itself.
 */

import { isTooMuchToPrint } from './style-size.ts';

/** The id of the style that prints `(Outlet, Month Year)`. */
export const HOUSE_STYLE_ID = 'galley-house';

/** A style says what it is near its beginning; so many characters of that are looked through. */
const MAX_INFO_LENGTH = 20_000;

/** The title of a CSL style (CSL 1.0.2, cs:info/cs:title); undefined where it has none. */
export function styleTitleOf(xml: string): string | undefined {
  const title = /<title(?:\s[^<>]*)?>([^<]+)<\/title>/.exec(infoOf(withoutComments(xml)))?.[1];
  return title?.replace(/&amp;/g, '&').trim();
}

/** True where the style numbers its citations, so that what one prints depends on those before it. */
export function isNumeric(xml: string): boolean {
  return /citation-format="(?:numeric|label)"/.test(xml);
}

/** True where the style's citations are footnotes (CSL 1.0.2, `cs:style` with class `note`). */
export function isNotes(xml: string): boolean {
  return /\sclass="note"/.test(rootTagOf(withoutComments(xml)));
}

/** True for a CSL style, whether it can be used or not. */
export function isCitationStyle(xml: string): boolean {
  return /\sxmlns="http:\/\/purl\.org\/net\/xbiblio\/csl"/.test(rootTagOf(withoutComments(xml)));
}

/** Why a file can't be used as a citation style; undefined where it can, as far as that can be told without printing. */
export function styleProblem(xml: string): string | undefined {
  if (!isCitationStyle(xml)) return 'This file is not a CSL citation style.';
  const bare = withoutComments(xml);
  const parent = parentTagOf(bare);
  if (parent !== undefined) {
    const name = nameIn(parent);
    return `This citation style only names another one${name ? `, “${name}”` : ''}; add that one instead.`;
  }
  // citeproc makes do with half a style, and then prints nothing.
  const citation = bare.search(/<citation\b/);
  const isWhole = bare.trimEnd().endsWith('</style>') && citation >= 0 && /<layout\b/.test(bare.slice(citation));
  if (!isWhole) return 'This citation style is not complete: it doesn’t say how a citation is printed.';
  return isTooMuchToPrint(bare)
    ? 'This citation style can’t be used: its macros call each other too often to ever come to an end.'
    : undefined;
}

/** The id of the style that a dependent style stands for (CSL 1.0.2, `independent-parent`); undefined for any other. */
export function parentIdOf(xml: string): string | undefined {
  const parent = isCitationStyle(xml) ? parentTagOf(withoutComments(xml)) : undefined;
  return parent && nameIn(parent);
}

function parentTagOf(bare: string): string | undefined {
  return /<link\b[^<>]*\srel="independent-parent"[^<>]*>/.exec(infoOf(bare))?.[0];
}

function nameIn(parentTag: string): string | undefined {
  return /href="[^"]*\/([^"/]+?)\/?"/.exec(parentTag)?.[1];
}

/** The tag that a file begins with, where that is `style`; else empty. */
function rootTagOf(bare: string): string {
  const start = /^\uFEFF?\s*(?:<\?xml[^<>]*>\s*)?(?=<style\s)/.exec(bare)?.[0].length;
  return start === undefined ? '' : bare.slice(start, bare.indexOf('>', start) + 1);
}

function infoOf(bare: string): string {
  const start = bare.search(/<info[\s>]/);
  return start < 0 ? '' : (bare.slice(start, start + MAX_INFO_LENGTH).split('</info>')[0] ?? '');
}

/** By hand: a style may come from anybody, and a pattern over it must not take longer than the style is long. */
function withoutComments(xml: string): string {
  const kept: string[] = [];
  let at = 0;
  for (let start = xml.indexOf('<!--'); start >= 0; start = xml.indexOf('<!--', at)) {
    kept.push(xml.slice(at, start));
    const end = xml.indexOf('-->', start + 4);
    if (end < 0) return kept.join('');
    at = end + 3;
  }
  return kept.join('') + xml.slice(at);
}
