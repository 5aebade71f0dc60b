/**
 * A citation in HTML: linked to its sources or its note, its quoted passage shown on hover and focus, without script.
 */
import type { Element, ElementContent } from 'hast';
import { isRaised } from '#core/citation/printer.ts';
import type { MdastCitation } from '#core/document/markdown/extension.ts';
import { citationParts } from '../citation-parts.ts';
import { betweenNumbers, STATE_WORDS } from '../citation-text.ts';
import type { CitationPlace, Edition } from '../edition.ts';
import { element, text } from './elements.ts';

/** The element that stands in the text; `#cite-<number>` leads back to it. */
export function citationElement(node: MdastCitation, edition: Edition): Element {
  const place = edition.places.get(node);
  if (!place) return element('span', {}, []);
  const { citations, verdicts } = edition.options;
  const id = `cite-${place.number}`;
  const quoteId = `quote-${place.number}`;
  const { quote } = node.citation;
  const described = quote ? { ariaDescribedBy: [quoteId] } : {};
  const links =
    citations === 'footnotes'
      ? [link(`#note-${place.number}`, String(place.number), { ...described, ariaLabel: `Note ${place.number}` })]
      : citations === 'numbered'
        ? numberLinks(place, edition, described)
        : printedLinks(node, place, edition, described);
  const passage = quote
    ? [element('span', { className: ['quote'], id: quoteId, role: 'note' }, [text(`“${quote}”`)])]
    : [];
  const verdict = verdicts
    ? [element('span', { className: ['verdict'] }, [text(` [${STATE_WORDS[place.state]}]`)])]
    : [];
  // A passage shows on focus too: of its first link, and of the citation itself where nothing in it leads anywhere.
  const focusable = linksIn(links);
  const focus = quote && focusable.length === 0 ? { tabIndex: 0, ...described } : {};
  if (!focusable.some(({ properties }) => properties.ariaDescribedBy))
    Object.assign(focusable[0]?.properties ?? {}, described);
  const marked = element(citations === 'inline' ? 'span' : 'sup', { className: ['citation'], id, ...focus }, links);
  if (passage.length + verdict.length === 0) return marked;
  return element('span', { className: ['citation'] }, [marked, ...passage, ...verdict]);
}

function linksIn(nodes: readonly ElementContent[]): Element[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'element') return [];
    return node.tagName === 'a' ? [node] : linksIn(node.children);
  });
}

function link(href: string, label: string, properties: Element['properties'] = {}): Element {
  return element('a', { className: ['citation'], href, ...properties }, [text(label)]);
}

function numberLinks(place: CitationPlace, edition: Edition, described: Element['properties']): ElementContent[] {
  const between = betweenNumbers(place.items);
  return place.items.flatMap(({ source, before, after }, index): ElementContent[] => {
    const label = source ? String(source) : '?';
    const number =
      source && edition.options.sourceList
        ? link(`#source-${source}`, label, { ...described, ariaLabel: `Source ${label}` })
        : text(label);
    return [
      ...(index > 0 || before ? [text(`${index > 0 ? between : ''}${before}`)] : []),
      number,
      ...(after ? [text(after)] : []),
    ];
  });
}

/** What the style prints, linked to each source as far as the print tells them apart. */
function printedLinks(
  node: MdastCitation,
  place: CitationPlace,
  edition: Edition,
  described: Element['properties'],
): ElementContent[] {
  const { text: printed, html, alone } = node.printed ?? { text: '', html: '', alone: [] };
  // One source stands linked within its brackets, as several do.
  const [, inside] = (alone.length === 1 && /^\((.*)\)$/s.exec(printed)) || [];
  if (inside !== undefined) {
    const source = place.items[0]?.source ?? 0;
    const isLinked = source > 0 && edition.options.sourceList;
    return [text('('), isLinked ? link(`#source-${source}`, inside, described) : text(inside), text(')')];
  }
  const links = citationParts(printed, alone).map(({ text: part, item }): ElementContent => {
    const source = item === undefined ? 0 : (place.items[item]?.source ?? 0);
    return source && edition.options.sourceList
      ? link(`#source-${source}`, part, item === 0 ? described : {})
      : text(part);
  });
  return isRaised({ text: printed, html }) ? [element('sup', {}, links)] : links;
}
