/**
 * A page without anything that could run, load, ask or lead elsewhere, as well-formed HTML: what remains are elements of
 * text, and the few attributes by which the article among them is found.
 */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Elements that go with all that is in them. */
const DROPPED = new Set(
  'script style link base noscript template iframe frame frameset noframes object embed applet param portal fencedframe svg canvas video audio source track picture img image map area button input select textarea option optgroup datalist output progress meter dialog slot'.split(
    ' ',
  ),
);
/** Only what is looked at by name, id or visibility. `href` tells how much of a block is links; it is never followed. */
const KEPT = new Set(
  'class id role lang dir hidden aria-hidden href rel name property itemprop itemtype itemscope content datetime'.split(
    ' ',
  ),
);
/** What a page may say of itself in `<meta>`. Its other tongue, `http-equiv`, gives orders. */
const KEPT_OF_META = new Set(['name', 'property', 'itemprop', 'content']);
/** Elements without content, which have no end tag. */
const VOID = new Set(['br', 'hr', 'wbr', 'col', 'meta']);
/** An element or attribute of another name is made up, and could not be read again. */
const NAME = /^[a-z][a-z0-9-]*$/;

/** Reads a page as browsers do that run scripts, but runs none. */
export function harmlessHtml(html: string): string {
  const page = parse(html, { scriptingEnabled: true });
  let written = '<!doctype html>';
  // By hand and not by recursion: how deep a page is nested is its maker's choice.
  const waiting: (Node | string)[] = page.childNodes.toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') written += next;
    else if (next.nodeName === '#text' && 'value' in next) written += escaped(next.value);
    else if ('tagName' in next) {
      if (isMetadata(next)) written += metadata(next);
      else if (next.tagName === 'math') written += escaped(formulaText(next));
      else if (isKept(next)) {
        written += startTag(next);
        if (VOID.has(next.tagName)) continue;
        waiting.push(`</${next.tagName}>`, ...next.childNodes.toReversed());
      }
    }
  }
  return written;
}

function isKept(element: Element): boolean {
  return !DROPPED.has(element.tagName) && NAME.test(element.tagName) && !isHiddenByStyle(element);
}

function isHiddenByStyle(element: Element): boolean {
  return /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribute(element, 'style') ?? '');
}

function startTag({ tagName, attrs }: Element): string {
  const names = tagName === 'meta' ? KEPT_OF_META : KEPT;
  const kept = attrs.filter(({ name }) => names.has(name)).map(({ name, value }) => ` ${name}="${escaped(value)}"`);
  return `<${tagName}${kept.join('')}${VOID.has(tagName) ? '/>' : '>'}`;
}

/** JSON-LD holds author and date more often than the page's text does. It is data, whatever its element is called. */
function isMetadata(element: Element): boolean {
  return element.tagName === 'script' && attribute(element, 'type') === 'application/ld+json';
}

function metadata(element: Element): string {
  const json = element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
  // In JSON, < stands only within strings, where it may be written so.
  return `<script type="application/ld+json">${json.replaceAll('<', '\\u003c')}</script>`;
}

/** What a formula says, without the annotations that carry it in other notations. */
function formulaText(formula: Element): string {
  let text = '';
  const waiting: Node[] = [formula];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    else if ('tagName' in node && !/^(?:annotation|script|style)/.test(node.tagName))
      waiting.push(...node.childNodes.toReversed());
  }
  return text.replace(/\s+/g, ' ').trim();
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

/** As numbers: the parser that reads this knows few names, and would take `&amp;#60;` for more than it says. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
