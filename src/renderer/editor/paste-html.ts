/**
 * HTML from elsewhere, made harmless and plain before it becomes nodes: what remains is structure, safe links and the
 * few styles by which other programs say bold, italic, underlined and struck through.
 */
import { isSafeUrl } from '#core/document/safe-url.ts';

/** Elements that go with all that is in them. */
const DROPPED =
  'script,style,link,meta,title,base,iframe,frame,object,embed,svg,math,canvas,video,audio,template,noscript,button,select,textarea,dialog,input:not([type=checkbox])';
/** Attributes that say something about structure. */
const KEPT_ATTRIBUTES = new Set(['href', 'colspan', 'rowspan', 'start', 'type', 'checked', 'role', 'aria-checked']);
const KEPT_STYLES = ['font-weight', 'font-style', 'text-decoration', 'vertical-align'];

/** Parses `html` and returns a document of which nothing can load, run or bring in a look of its own. */
export function cleanHtml(html: string): Document {
  const dom = new DOMParser().parseFromString(html, 'text/html');
  for (const element of dom.querySelectorAll(DROPPED)) element.remove();
  for (const image of dom.querySelectorAll('img,picture')) {
    const alt = image.getAttribute('alt')?.trim() ?? '';
    image.replaceWith(...(alt ? [dom.createTextNode(alt)] : []));
  }
  for (const element of dom.body.querySelectorAll('*')) cleanAttributes(element);
  for (const link of dom.querySelectorAll('a')) {
    if (!isSafeUrl(link.getAttribute('href') ?? '')) link.replaceWith(...link.childNodes);
  }
  return dom;
}

function cleanAttributes(element: Element): void {
  if (element.attributes.length === 0) return;
  const styles = element instanceof HTMLElement ? keptStyles(element) : [];
  for (const { name } of [...element.attributes]) if (!KEPT_ATTRIBUTES.has(name)) element.removeAttribute(name);
  if (element instanceof HTMLElement) for (const [name, value] of styles) element.style.setProperty(name, value);
}

function keptStyles({ style }: HTMLElement): [name: string, value: string][] {
  if (style.length === 0) return [];
  const kept = KEPT_STYLES.map((name): [string, string] => [name, style.getPropertyValue(name)]);
  if (style.whiteSpace.startsWith('pre')) kept.push(['white-space', style.whiteSpace]);
  return kept.filter(([, value]) => value !== '');
}
