/**
 * How much a CSL style does for one citation. Its macros may call others ten times each, ten deep: a style of two kilobytes then
 * never comes to an end.
 */

/** The largest style that ships comes to a tenth of these for one entry of its source list. */
const MAX_ELEMENTS = 25_000;
const MAX_CHARACTERS = 500_000;
/** No style that is published is nested a tenth as deeply, nor are its calls. */
const MAX_DEPTH = 300;

type Element = { isChoice: boolean; characters: number; calls: string | undefined; children: Element[] };
/** What an element and all that it leads to comes to: elements, and characters of their tags. */
type Size = { elements: number; characters: number };

const NOTHING: Size = { elements: 0, characters: 0 };
const ENDLESS: Size = { elements: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY };

/**
 * True for a style that does more for a citation than any that people write. Of a choice its largest branch counts. `xml` is
 * without comments; what is wrong with it otherwise is for others to say. In time linear in its length.
 */
export function isTooMuchToPrint(xml: string): boolean {
  const macros = new Map<string, Element>();
  const root: Element = { isChoice: false, characters: 0, calls: undefined, children: [] };
  const open = [root];
  for (const [tag] of xml.matchAll(/<[^<>]*>/g)) {
    if (/^<[?!]/.test(tag)) continue;
    if (tag.startsWith('</')) {
      if (open.length > 1) open.pop();
      continue;
    }
    const element: Element = {
      isChoice: /^<choose\b/.test(tag),
      characters: tag.length,
      calls: attributeOf(tag, 'macro'),
      children: [],
    };
    const macro = /^<macro\b/.test(tag) ? attributeOf(tag, 'name') : undefined;
    if (macro === undefined) open.at(-1)?.children.push(element);
    else macros.set(macro, element);
    if (!tag.endsWith('/>')) open.push(element);
    if (open.length > MAX_DEPTH) return true;
  }
  const { elements, characters } = sizeOf(root, macros);
  return elements > MAX_ELEMENTS || characters > MAX_CHARACTERS;
}

function sizeOf(root: Element, macros: ReadonlyMap<string, Element>): Size {
  const known = new Map<Element, Size>();

  function measure(element: Element, depth: number): Size {
    const before = known.get(element);
    if (before) return before;
    if (depth > MAX_DEPTH) return ENDLESS;
    // Who calls itself is met here again.
    known.set(element, ENDLESS);
    const called = element.calls === undefined ? undefined : macros.get(element.calls);
    const parts = element.children.map((child) => measure(child, depth + 1));
    const inside = parts.reduce(element.isChoice ? larger : sum, NOTHING);
    const own = { elements: 1, characters: element.characters };
    const size = [inside, called ? measure(called, depth + 1) : NOTHING].reduce(sum, own);
    known.set(element, size);
    return size;
  }

  return measure(root, 0);
}

function sum(one: Size, other: Size): Size {
  return { elements: one.elements + other.elements, characters: one.characters + other.characters };
}

function larger(one: Size, other: Size): Size {
  return {
    elements: Math.max(one.elements, other.elements),
    characters: Math.max(one.characters, other.characters),
  };
}

function attributeOf(tag: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  return double ?? single;
}
