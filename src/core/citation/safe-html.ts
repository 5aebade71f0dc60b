/**
 * What citeproc prints as HTML, cut down to the few elements that a citation needs.
 */

const ALLOWED = /^(?:i|b|em|strong|sup|sub|span)$/;

/**
 * Returns citeproc's HTML with all but plain `i b em strong sup sub span` elements removed and no attribute left but the
 * one that marks small capitals. Text between tags is escaped already by citeproc and is left as it is, but for angle
 * brackets that belong to no allowed element.
 */
export function safeCitationHtml(html: string): string {
  return html.replace(/<([^<>]*)>?|>/g, (whole: string, inside: string | undefined) => {
    const match = inside === undefined ? null : /^(\/?)([a-z]+)(\s[^<>]*)?$/.exec(inside);
    if (!match?.[2] || !whole.endsWith('>'))
      return whole.startsWith('<') ? `&lt;${(inside ?? '').replace(/>/g, '&gt;')}` : '&gt;';
    const [, slash = '', tag, attributes = ''] = match;
    if (!ALLOWED.test(tag)) return '';
    const isSmallCaps = tag === 'span' && /font-variant:\s*small-caps/.test(attributes);
    return slash ? `</${tag}>` : `<${tag}${isSmallCaps ? ' class="small-caps"' : ''}>`;
  });
}
