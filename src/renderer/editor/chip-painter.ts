/**
 * Paints citations and story links into their elements, without React: a long story has hundreds of them. What they print
 * is remembered, so that a keystroke never asks the citation style.
 */
import { type CitationPrinter, createCitationPrinter, isRaised, type PrintedCitation } from '#core/citation/printer.ts';
import type { ReviewState } from '#core/citation/review.ts';
import { citationsIn } from '#core/document/citations.ts';
import type { ChipPainter } from '#core/document/nodes/painter.ts';
import type { Citation } from '#core/model/citation.ts';
import { type ListedSource, outletOf } from '#core/model/source.ts';
import type { StoryDocument } from '#core/model/story.ts';
import type { StoryLink } from '#core/model/story-link.ts';

/** How a verdict is said to somebody who doesn't see its mark. */
const SPOKEN: Record<ReviewState, string> = {
  unverified: 'unverified',
  supports: 'supports',
  partly: 'partly supports',
  contradicts: 'contradicts',
  'not-found': 'not found',
  changed: 'changed since review',
};

export type CitationStyleXml = { id: string; xml: string; localeXml: string };

export type StoryChipPainter = ChipPainter & {
  /** True where what a citation prints depends on its place among the others. */
  isNumbered(): boolean;
  setSources(sources: ReadonlyMap<string, ListedSource>): void;
  setStyle(style: CitationStyleXml): void;
  setStoryTitles(titles: ReadonlyMap<string, string>): void;
  /** The citations whose verdict no longer holds, by id: painting one never asks what its sentence says. */
  setChanged(citationIds: ReadonlySet<string>): void;
  /** Prints all citations of a document at once, in order: cheap for many, and needed where the style numbers them. */
  printDocument(document: StoryDocument): void;
};

/**
 * Creates a painter that knows no sources yet: until it does, chips name what they can. `sourcesNow` is asked where a
 * citation names a source that the painter wasn't told of, such as one that was made a moment ago.
 */
export function createChipPainter(sourcesNow: () => ReadonlyMap<string, ListedSource>): StoryChipPainter {
  let printer: CitationPrinter | null = null;
  let sources: ReadonlyMap<string, ListedSource> = new Map();
  let titles: ReadonlyMap<string, string> = new Map();
  let changed: ReadonlySet<string> = new Set();
  /** By citation object: a citation that changes is another object. */
  let printed = new WeakMap<Citation, PrintedCitation>();
  /** For styles that number: the citations of the document in its order, as `printDocument` was told, and their prints. */
  let inOrder = new Map<string, { citation: Citation; print: PrintedCitation }>();

  function print(citation: Citation): PrintedCitation {
    if (printer?.isNumbered) return printNumbered(citation, printer);
    let known = printed.get(citation);
    if (known === undefined) {
      askForMissing(citation);
      const [fresh] = printer?.printCitations([citation], sources) ?? [];
      known = fresh?.text ? fresh : withoutStyle(citation);
      printed.set(citation, known);
    }
    return known;
  }

  /** In its place among the others; one that is new, until the document is printed anew, as if it were the last. */
  function printNumbered(citation: Citation, numbering: CitationPrinter): PrintedCitation {
    const known = inOrder.get(citation.id);
    if (known && isSameCitation(known.citation, citation)) return known.print;
    askForMissing(citation);
    const others = Array.from(inOrder.values(), (one) => one.citation);
    const at = known ? others.indexOf(known.citation) : others.length;
    // Only their order counts, so those before and those after are printed as one each.
    const asOne = (side: Citation[]): Citation[] =>
      side.length > 0 ? [{ ...citation, items: side.flatMap(({ items }) => items) }] : [];
    const all = [...asOne(others.slice(0, at)), citation, ...asOne(others.slice(at + 1))];
    return numbering.printCitations(all, sources)[all.indexOf(citation)] ?? withoutStyle(citation);
  }

  function askForMissing({ items }: Citation): void {
    if (items.some(({ sourceId }) => !sources.has(sourceId))) sources = sourcesNow();
  }

  function namesOf({ items }: Citation): string {
    const names = items.map(({ sourceId }) => {
      const source = sources.get(sourceId);
      return source ? outletOf(source.csl) : '…';
    });
    return names.join('; ');
  }

  /** Before the style has been read: the outlets in parentheses. */
  function withoutStyle(citation: Citation): PrintedCitation {
    return { text: `(${namesOf(citation)})`, html: '' };
  }

  function forget(): void {
    printed = new WeakMap();
    inOrder = new Map();
  }

  return {
    isNumbered: () => printer?.isNumbered ?? false,
    setSources: (next) => {
      sources = next;
      forget();
    },
    setStyle: (style) => {
      printer = createCitationPrinter(style);
      forget();
    },
    setStoryTitles: (next) => {
      titles = next;
    },
    setChanged: (next) => {
      changed = next;
    },
    printDocument: (document) => {
      const citations = citationsIn(document).map(({ citation }) => citation);
      const prints = printer?.printCitations(citations, sources) ?? [];
      inOrder = new Map(
        citations.map((citation, index) => [citation.id, { citation, print: prints[index] ?? withoutStyle(citation) }]),
      );
    },
    printCitation: (citation) => print(citation).text,
    paintCitation: (element, citation) => {
      const isOutrun = citation.verdict !== 'unverified' && changed.has(citation.id);
      const state = isOutrun ? 'changed' : citation.verdict;
      paintCitation(element, state, print(citation), printer?.isNumbered ? namesOf(citation) : '');
    },
    printStoryLink: (link) => titleOf(link, titles),
    paintStoryLink: (element, link) => {
      const title = titleOf(link, titles);
      element.classList.toggle('story-link-broken', titles.size > 0 && !titles.has(link.storyId));
      element.setAttribute('role', 'link');
      element.setAttribute('aria-label', `Story: ${title}`);
      if (element.textContent !== title) element.textContent = title;
    },
  };
}

function titleOf({ storyId, title }: StoryLink, titles: ReadonlyMap<string, string>): string {
  return titles.get(storyId) || title || 'Untitled story';
}

function isSameCitation(a: Citation, b: Citation): boolean {
  return JSON.stringify(a.items) === JSON.stringify(b.items);
}

/** Writes a citation's text; its mark is drawn by the style sheet. `names` says what a bare number stands for. */
function paintCitation(element: HTMLElement, state: ReviewState, print: PrintedCitation, names: string): void {
  const { text } = print;
  const spoken = [`Citation ${text}`, names, SPOKEN[state]].filter(Boolean).join(', ');
  if (element.getAttribute('aria-label') === spoken) return;
  element.dataset.verdict = state;
  element.setAttribute('role', 'button');
  element.setAttribute('aria-haspopup', 'dialog');
  element.setAttribute('aria-label', spoken);
  element.title = names;
  element.classList.toggle('cite-raised', isRaised(print));
  element.textContent = text;
}
