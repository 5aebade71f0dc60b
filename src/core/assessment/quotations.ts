/**
 * Passages in quotation marks: what a text says in somebody else's words.
 */

/** A passage with its quotation marks, as a range in UTF-16 units. */
export type Quotation = { start: number; end: number };

/**
 * “English”, „German“ and »German«, «French» and ‹French›, "typewriter", 'typewriter' and ‘British’ marks; a passage doesn't reach
 * across a line break.
 */
const QUOTED =
  /“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|»[^«»\n]*«|‹[^‹›\n]*›|›[^‹›\n]*‹|"[^"\n]*"|(?<![\p{L}\p{N}])'(?=\p{L})(?:[^'\n]|(?<=\p{L})'(?=\p{L}))*(?<=\S)'(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])‘(?:[^‘’\n]|’(?=\p{L}))*’(?!\p{L})/gu;

/** The quotations of a text in order; a mark without its partner opens none. */
export function quotationsIn(text: string): Quotation[] {
  return Array.from(text.matchAll(QUOTED), ({ index, 0: { length } }) => ({ start: index, end: index + length }));
}

/** The text with every quotation blanked out; offsets stay. */
export function withoutQuotations(text: string): string {
  return text.replace(QUOTED, (quoted) => ' '.repeat(quoted.length));
}
