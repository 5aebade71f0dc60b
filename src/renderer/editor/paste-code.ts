/**
 * Blocks of code in pasted HTML: `<pre>`, whether or not with `<code>` within, is one, with its lines and its language.
 */
import { $createCodeNode } from '@lexical/code-core';
import { defineImportRule, sel } from '@lexical/html';
import { $generateNodesFromRawText } from 'lexical';

/** The language of a block of code that `plainCode` has made plain. */
const LANGUAGE = 'data-language';

/** Takes in what `plainCode` has made plain. */
export const preRule = defineImportRule({
  name: 'galley/pre',
  match: sel.tag('pre'),
  $import: (_context, pre) => [
    $createCodeNode(pre.getAttribute(LANGUAGE)).append(...$generateNodesFromRawText(pre.textContent)),
  ],
});

/** Leaves of each block of code in `body` its text and the language that it says it's in; one without text goes. */
export function plainCode(body: HTMLElement): void {
  for (const pre of body.querySelectorAll('pre')) {
    const language = languageOf(pre);
    const lines = linesOf(pre).replace(/\n$/, '');
    if (lines.trim() === '') pre.remove();
    pre.replaceChildren(lines);
    if (language) pre.setAttribute(LANGUAGE, language);
    else pre.removeAttribute(LANGUAGE);
  }
}

/** By the class that most programs give the block or the `<code>` within. */
function languageOf(pre: Element): string | undefined {
  const classes = [pre, ...pre.querySelectorAll('code')].map((element) => element.getAttribute('class') ?? '');
  return /\blang(?:uage)?-([\w+#.-]{1,40})/.exec(classes.join(' '))?.[1];
}

/** The text with its line breaks; some programs make each line an element. */
function linesOf(code: Node): string {
  let lines = '';
  for (const node of code.childNodes) {
    const isLine = /^(?:div|p|li|tr)$/i.test(node.nodeName);
    if (isLine && lines && !lines.endsWith('\n')) lines += '\n';
    if (node.nodeType === Node.TEXT_NODE) lines += node.textContent;
    else lines += node.nodeName === 'BR' ? '\n' : linesOf(node);
    if (isLine && !lines.endsWith('\n')) lines += '\n';
  }
  return lines;
}
