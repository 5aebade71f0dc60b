/**
 * A short sum of a text that tells whether it was changed by hand. It guards against slips, not against forgery.
 */

/** FNV-1a over UTF-16 code units, 32 bits, in hex. Which line ends it has and white space at the ends don't count. */
export function checksumOf(text: string): string {
  let sum = 0x811c9dc5;
  const counted = text.replace(/\r\n?/g, '\n').trim();
  for (let index = 0; index < counted.length; index += 1) {
    sum = Math.imul(sum ^ counted.charCodeAt(index), 0x01000193);
  }
  return (sum >>> 0).toString(16).padStart(8, '0');
}
