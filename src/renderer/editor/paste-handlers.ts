/**
 * Handlers in HTML that is only to be parsed. The browser holds each against the window's policy and reports it as an attack,
 * even in a document that nothing can run in. This is no gate: what it doesn't find is only reported, and goes with all
 * other attributes afterwards.
 */

const TAG = /<[a-z][^\s/>]*/gi;
/** What is before an attribute's name, the name, and its value. */
const ATTRIBUTE = /([\s/]*)([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?/y;

/** Returns `html` with attributes such as `onload` under names that mean nothing. Takes time by the length of `html` alone. */
export function withoutHandlers(html: string): string {
  let out = '';
  let copied = 0;
  TAG.lastIndex = 0;
  while (TAG.test(html)) {
    ATTRIBUTE.lastIndex = TAG.lastIndex;
    for (let found = ATTRIBUTE.exec(html); found; found = ATTRIBUTE.exec(html)) {
      TAG.lastIndex = ATTRIBUTE.lastIndex;
      const [, before = '', name = ''] = found;
      if (!/^on/i.test(name)) continue;
      const start = found.index + before.length;
      out += `${html.slice(copied, start)}data-`;
      copied = start;
    }
  }
  return out + html.slice(copied);
}
