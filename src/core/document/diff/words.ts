/**
 * Text as the diff sees it: words, white space and signs, one by one.
 */

const TOKEN = /[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu;

/** The words, stretches of white space and single signs of a text; together they are the text. */
export function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** True for a token that is a word or a number. */
export function isWord(token: string): boolean {
  return /^[\p{L}\p{M}\p{N}]/u.test(token);
}
