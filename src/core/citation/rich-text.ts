/**
 * The tags that CSL-JSON has in titles: italics, bold, small capitals, above and below the line.
 */

const TAG = /<\/?(?:i|b|sc|sup|sub|span(?:\s[^<>]*)?)>/g;

/** A text without them, for where it is not printed by a style. */
export function withoutTags(text: string): string {
  return text.includes('<') ? text.replace(TAG, '') : text;
}
