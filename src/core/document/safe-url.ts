/**
 * Which addresses a link of a document may carry.
 */

const SAFE_URL = /^(?:https?:\/\/|mailto:)/i;

/**
 * True for absolute http, https and mailto addresses. Control characters and white space, which browsers skip when they
 * read a scheme, make an address unsafe.
 */
export function isSafeUrl(url: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return SAFE_URL.test(url) && !/[\u0000-\u0020\u007f]/.test(url);
}
