/**
 * HTML from elsewhere, made harmless and plain before it becomes nodes: what remains is structure, safe links and the
 * few styles by which other programs say bold, italic, underlined and struck through.
 */
import { isSafeUrl } from '#core/document/safe-url.ts';
import { plainCode } from './paste-code.ts';
import { withoutHandlers } from './paste-handlers.ts';
import { unpickWord } from './paste-word.ts';

/** Elements that go with all that is in them. */
const DROPPED =
  'script,style,link,meta,title,base,iframe,frame,object,embed,applet,svg,math,canvas,video,audio,template,noscript,noembed,noframes,button,select,textarea,dialog,input:not([type=checkbox])';
/** Elements that say what their text is. Of all others, known and made up, the text remains. */
const KEPT_ELEMENTS = new Set(
  'a abbr address article aside b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i input ins kbd label li main mark nav ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  ),
);
/** Attributes that say something about structure. */
const KEPT_ATTRIBUTES = new Set(['colspan', 'rowspan', 'start', 'type', 'checked', 'role', 'aria-checked']);
const KEPT_ON: Record<string, string> = { a: 'href', pre: 'data-language' };
const KEPT_STYLES = ['font-weight', 'font-style', 'text-decoration', 'vertical-align'];

/** Parses `html` and returns a document of which nothing can load, run or bring in a look of its own. */
export function cleanHtml(html: string): Document {
  const dom = document.implementation.createHTMLDocument();
  // Beside its document and not in it: there the window's policy would look at the style sheets, and refuse them.
  const body = dom.createElement('body');
  body.innerHTML = withoutHandlers(html);
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  for (const image of body.querySelectorAll('img,picture')) {
    const alt = image.getAttribute('alt')?.trim() ?? '';
    image.replaceWith(...(alt ? [dom.createTextNode(alt)] : []));
  }
  plainCode(body);
  unpickWord(body);
  // Which others show as two blocks, and the importer of nodes takes for running text.
  for (const element of body.querySelectorAll('details,summary')) {
    const block = dom.createElement('div');
    block.append(...element.childNodes);
    element.replaceWith(block);
  }
  for (const element of body.querySelectorAll('*')) {
    const isSafeLink = element.localName === 'a' && isSafeUrl(element.getAttribute('href') ?? '');
    if (!KEPT_ELEMENTS.has(element.localName) || (element.localName === 'a' && !isSafeLink))
      element.replaceWith(...element.childNodes);
    else cleanAttributes(element);
  }
  dom.body.replaceChildren(...body.childNodes);
  return dom;
}

function cleanAttributes(element: Element): void {
  if (element.attributes.length === 0) return;
  const styles = element instanceof HTMLElement ? keptStyles(element) : [];
  for (const { name } of [...element.attributes])
    if (!KEPT_ATTRIBUTES.has(name) && KEPT_ON[element.localName] !== name) element.removeAttribute(name);
  if (element instanceof HTMLElement) for (const [name, value] of styles) element.style.setProperty(name, value);
}

function keptStyles({ style }: HTMLElement): [name: string, value: string][] {
  if (style.length === 0) return [];
  const kept = KEPT_STYLES.map((name): [string, string] => [name, style.getPropertyValue(name)]);
  if (style.whiteSpace.startsWith('pre')) kept.push(['white-space', style.whiteSpace]);
  return kept.filter(([, value]) => value !== '');
}
