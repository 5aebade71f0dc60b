/**
 * Looking around in a parsed page.
 */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { Failure } from '#core/model/failure.ts';

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** Elements within each other beyond this make a page that is no text of people. */
const MAX_DEPTH = 1_500;

/** Parses a page as a browser does; nothing of it runs. Throws `Failure` Invalid where it is nested too deeply. */
export function parsePage(html: string): HtmlElement {
  // With scripting, so that what is in <noscript> is text and no second copy of the page.
  const page = parse(html, { scriptingEnabled: true });
  const root = page.childNodes.find(isElement);
  if (!root) throw new Failure('Invalid', 'This page is empty.');
  const waiting: [HtmlElement, number][] = [[root, 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [element, depth] = next;
    if (depth > MAX_DEPTH) throw new Failure('Invalid', 'This page is nested too deeply to be read.');
    for (const child of element.childNodes) if (isElement(child)) waiting.push([child, depth + 1]);
  }
  return root;
}

export function isElement(node: HtmlNode | DefaultTreeAdapterTypes.Node): node is HtmlElement {
  return 'tagName' in node;
}

/** The element and all elements within it, in the order of the page. */
export function elementsIn(element: HtmlElement): HtmlElement[] {
  const found: HtmlElement[] = [];
  const waiting = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    found.push(next);
    waiting.push(...next.childNodes.filter(isElement).toReversed());
  }
  return found;
}

export function attributeOf(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

export function hasClass(element: HtmlElement, name: string): boolean {
  return (attributeOf(element, 'class') ?? '').split(/\s+/).includes(name);
}

/** What an element says, its white space run together. */
export function textOf(element: HtmlElement): string {
  let text = '';
  const waiting: HtmlNode[] = [element];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    else if (isElement(node)) {
      if (node.tagName === 'br') text += '\n';
      waiting.push(...node.childNodes.toReversed());
    }
  }
  return text
    .replace(/[ \t\r\f]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
