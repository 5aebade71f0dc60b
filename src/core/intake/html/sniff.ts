/**
 * What tells that a file is an HTML page, and in which encoding, before it is parsed.
 */

/** A page names its encoding within this many bytes (HTML §4.2.5.4). */
const CHARSET_WITHIN_BYTES = 1024;

/** True for a text that is an HTML page and no Markdown with a tag in it. */
export function isHtmlPage(text: string): boolean {
  const start = text.slice(0, 4_000).replace(/^(?:[\s\ufeff]+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)+/, '');
  return /^<(?:!doctype\s+html|html|head|body)\b/i.test(start);
}

/** The encoding that the page itself declares. */
export function charsetIn(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, CHARSET_WITHIN_BYTES));
  return (
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /^<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
  );
}
