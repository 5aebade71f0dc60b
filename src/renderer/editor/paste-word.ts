/**
 * What Word copies, as the elements that others write: its lists are paragraphs that name their level in a style of Word's
 * own and carry their marker as text, and its highlighting is a background.
 */

/** A paragraph's place in a list, as in `mso-list:l0 level2 lfo1`: which list, how deep, and which numbering of it. */
const PLACE = /mso-list:\s*(l\d+)\s+level(\d+)(?:\s+(lfo\d+))?/i;
/** `1.`, `2)`, `(c)`, `iv.`, `1.2`; a bullet is a sign alone, an o among them. */
const NUMBERED = /^\(?[\p{L}\d]+(?:\.\d+)*[.)]|^\d+(?:\.\d+)*$/u;
const HIGHLIGHT = /mso-highlight:\s*(?!none)\w|background(?:-color)?:\s*(?:yellow|#ff0|#ffff00|rgb\(255, ?255, ?0\))/i;

type Place = { list: string; level: number };
type OpenList = Place & { element: Element };

/** Replaces Word's paragraphs in lists by lists, nested by their level, and puts `<mark>` into its highlighting. Changes `body`. */
export function unpickWord(body: HTMLElement): void {
  unpickLists(body);
  for (const span of body.querySelectorAll('span[style*="highlight" i],span[style*="background" i]')) {
    if (!HIGHLIGHT.test(span.getAttribute('style') ?? '')) continue;
    const mark = span.ownerDocument.createElement('mark');
    mark.append(...span.childNodes);
    span.append(mark);
  }
}

function unpickLists(body: HTMLElement): void {
  /** The list that the last item went into, within those around it. */
  let open: OpenList[] = [];
  for (const paragraph of body.querySelectorAll('p[style*="mso-list" i]')) {
    const place = placeOf(paragraph);
    if (!place) continue;
    if (!follows(paragraph, open[0]?.element)) open = [];
    const marker = takeMarker(paragraph);
    const tag = NUMBERED.test(marker) ? 'ol' : 'ul';
    const isOver = ({ list, level, element }: OpenList) =>
      level > place.level || (level === place.level && (list !== place.list || element.localName !== tag));
    for (let last = open.at(-1); last && isOver(last); last = open.at(-1)) open.pop();
    let last = open.at(-1);
    if (last?.level !== place.level) {
      const element = paragraph.ownerDocument.createElement(tag);
      const start = /^\(?(\d{1,9})[.)]/.exec(marker)?.[1];
      if (start !== undefined) element.setAttribute('start', start);
      if (last) last.element.lastElementChild?.append(element);
      else paragraph.before(element);
      last = { ...place, element };
      open.push(last);
    }
    const item = paragraph.ownerDocument.createElement('li');
    item.append(...paragraph.childNodes);
    last.element.append(item);
    paragraph.remove();
  }
}

function placeOf(paragraph: Element): Place | null {
  const [, id, level, numbering = ''] = PLACE.exec(paragraph.getAttribute('style') ?? '') ?? [];
  return id && level ? { list: `${id} ${numbering}`, level: Number(level) } : null;
}

/** Takes the marker out of a paragraph's text, and returns it. */
function takeMarker(paragraph: Element): string {
  let marker = '';
  for (const span of paragraph.querySelectorAll('span[style*="mso-list" i]')) {
    if (!/mso-list:\s*ignore/i.test(span.getAttribute('style') ?? '')) continue;
    marker += span.textContent;
    span.remove();
  }
  return marker.trim();
}

/** Whether nothing stands between an element and the one before it. */
function follows(element: Element, before: Element | undefined): boolean {
  if (!before || element.previousElementSibling !== before) return false;
  for (let node = element.previousSibling; node && node !== before; node = node.previousSibling)
    if (node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) return false;
  return true;
}
