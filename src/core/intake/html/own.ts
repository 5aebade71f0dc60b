/**
 * What Galley's own HTML says more clearly than other pages do: label, summary and metrics by their classes, citations with
 * their sources, quoted passages and verdicts.
 */
import type { PhrasingContent } from 'mdast';
import { type RecognisedItem, recogniseCitations } from '#core/citation/recogniser.ts';
import { type Citation, type CitationItem, citationSchema, type Verdict } from '#core/model/citation.ts';
import type { CslItem } from '#core/model/source.ts';
import { STATE_WORDS } from '#core/publish/citation-text.ts';
import { metricsFrom, type RichContext, type RichPage } from '../rich-page.ts';
import { attributeOf, elementsIn, type HtmlElement, hasClass, textOf } from './tree.ts';

/** True for a page that Galley has exported. */
export function isOwnPage(page: HtmlElement): boolean {
  return elementsIn(page).some(
    (element) =>
      element.tagName === 'meta' &&
      attributeOf(element, 'name') === 'generator' &&
      attributeOf(element, 'content') === 'Galley',
  );
}

/** Label, summary and metrics from the header of an exported article. */
export function ownHead(header: HtmlElement): Partial<RichPage> {
  const inside = elementsIn(header);
  const saying = (name: string) => inside.find((element) => element.tagName === 'p' && hasClass(element, name));
  const label = saying('label');
  const summary = saying('summary');
  const facts = inside
    .filter(({ tagName }) => tagName === 'dt')
    .map((term) => {
      const row = term.parentNode && 'tagName' in term.parentNode ? term.parentNode : term;
      const value = elementsIn(row).find(({ tagName }) => tagName === 'dd');
      return { name: textOf(term), value: value ? textOf(value) : '' };
    });
  return {
    label: label ? textOf(label) : '',
    ...(summary && { summary: textOf(summary) }),
    ...metricsFrom(facts),
  };
}

/** True for what an exported page prints beside its text: contents, source list, notes, ways back, part metrics. */
export function isOwnApparatus(element: HtmlElement): boolean {
  return (
    (element.tagName === 'section' && hasClass(element, 'sources')) ||
    (element.tagName === 'dl' && hasClass(element, 'metrics')) ||
    (element.tagName === 'p' && hasClass(element, 'label')) ||
    hasClass(element, 'back')
  );
}

/**
 * Reads the citations of an exported page. `sources` holds the details of its sources by anchor, `source-1`; a citation of
 * one that has none stays text, in which it is recognised where it can be.
 */
export function createCitationReader(
  page: HtmlElement,
  sources: ReadonlyMap<string, CslItem>,
  context: RichContext,
): (element: HtmlElement) => PhrasingContent[] | undefined {
  const byId = new Map(elementsIn(page).map((element) => [attributeOf(element, 'id') ?? '', element]));

  return (element) => {
    if (!hasClass(element, 'citation') || element.tagName === 'a') return undefined;
    const inside = elementsIn(element);
    const quote = inside.find((inner) => hasClass(inner, 'quote'));
    const verdict = inside.find((inner) => hasClass(inner, 'verdict'));
    // Around a citation with its passage stands another element of the class, which holds both.
    const marked = inside.find((inner) => /^cite-\d+$/.test(attributeOf(inner, 'id') ?? '')) ?? element;
    const links = elementsIn(marked).filter(({ tagName }) => tagName === 'a');
    const anchors = anchorsIn(marked);
    const note = anchors.length === 1 ? byId.get(anchors[0] ?? '') : undefined;
    const isNote = /^note-\d+$/.test(anchors[0] ?? '') && note !== undefined;
    const printed = isNote ? `(${noteText(note)})` : textOf(marked);
    // A note is linked to its sources by itself.
    const cited = isNote ? anchorsIn(note).filter((anchor) => anchor.startsWith('source-')) : anchors;
    const items = itemsOf(cited, isNote ? [] : links.map(textOf), printed, sources, context);
    if (items.length === 0) return [{ type: 'text', value: isNote ? ` ${printed}` : printed }];
    const citation: Citation = citationSchema.parse({
      id: context.newId(),
      items,
      quote: quote ? textOf(quote).replace(/^“|”$/g, '') : '',
      verdict: verdictOf(verdict ? textOf(verdict) : ''),
    });
    const isRaised = marked.tagName === 'sup';
    // A number stands at its word, a citation in brackets after a space.
    return [...(isRaised ? [{ type: 'text' as const, value: ' ' }] : []), { type: 'citation', citation }];
  };
}

/** What the links in an element lead to within the page. */
function anchorsIn(element: HtmlElement): string[] {
  return elementsIn(element)
    .filter(({ tagName }) => tagName === 'a')
    .map((link) => (attributeOf(link, 'href') ?? '').replace(/^#/, ''));
}

/** Puts punctuation that stands before a raised mark behind it again, as it was before the mark was raised. */
export function placeMarksBack(page: HtmlElement): void {
  for (const element of elementsIn(page)) {
    if (!hasClass(element, 'citation') || element.tagName === 'a') continue;
    const isOutermost = !(
      element.parentNode &&
      'tagName' in element.parentNode &&
      hasClass(element.parentNode, 'citation')
    );
    if (!isOutermost || !elementsIn(element).some(({ tagName }) => tagName === 'sup')) continue;
    const siblings = element.parentNode?.childNodes ?? [];
    const at = siblings.indexOf(element);
    const before = siblings[at - 1];
    const marks = before && 'value' in before ? /[.,;:!?…]+["”’»)]*$/.exec(before.value)?.[0] : undefined;
    if (!before || !('value' in before) || !marks) continue;
    before.value = before.value.slice(0, -marks.length);
    siblings.splice(at + 1, 0, { nodeName: '#text', value: marks, parentNode: element.parentNode });
  }
}

/** One item for each source that is linked, with what the text says of prefix and locator; none where a source is unknown. */
function itemsOf(
  anchors: readonly string[],
  labels: readonly string[],
  printed: string,
  sources: ReadonlyMap<string, CslItem>,
  context: RichContext,
): CitationItem[] {
  const known = anchors.map((anchor) => sources.get(anchor));
  if (known.length === 0 || known.includes(undefined)) return [];
  const [recognised] = recogniseCitations(printed);
  const read = recognised?.items.length === anchors.length ? recognised.items : [];
  return known.map((csl, index): CitationItem => {
    const item = read[index];
    // Between two numbers stands what belongs to the first.
    const rest = item ? '' : afterLabel(printed, labels, index);
    const [locator] = recogniseCitations(`(X, 2000${rest})`);
    const { prefix, ...located }: Partial<RecognisedItem> = item ?? locator?.items[0] ?? {};
    return {
      sourceId: context.sourceIdOf(csl as CslItem),
      ...(prefix && { prefix }),
      ...(located.locator !== undefined && { locator: located.locator, label: located.label }),
    };
  });
}

/** `, p. 4` of `2, p. 4; 3`. */
function afterLabel(printed: string, labels: readonly string[], index: number): string {
  const parts = printed.split('; ');
  const part = parts.length === labels.length ? (parts[index] ?? '') : '';
  const at = part.lastIndexOf(', ');
  return at < 0 ? '' : part.slice(at).replace(/\)$/, '');
}

function noteText(note: HtmlElement): string {
  const backs = elementsIn(note)
    .filter((element) => hasClass(element, 'back'))
    .map(textOf);
  const text = backs.reduce((left, back) => left.replace(back, ''), textOf(note)).trim();
  return text.replace(/\s*\[(?:[\w ]+)\]$/, '').replace(/\.$/, '');
}

function verdictOf(text: string): Verdict {
  const word = text.replace(/^\s*\[|\]\s*$/g, '');
  const state = (Object.keys(STATE_WORDS) as (keyof typeof STATE_WORDS)[]).find((key) => STATE_WORDS[key] === word);
  return state === undefined || state === 'changed' ? 'unverified' : state;
}
