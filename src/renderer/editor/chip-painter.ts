/**
 * Paints citations and story links into their elements, without React: a long story has hundreds of them. What they print
 * is remembered, so that a keystroke never asks the citation style.
 */
import { type CitationPrinter, createCitationPrinter } from '#core/citation/printer.ts';
import type { ReviewState } from '#core/citation/review.ts';
import { isNumeric } from '#core/citation/styles.ts';
import { citationsIn } from '#core/document/citations.ts';
import type { ChipPainter } from '#core/document/nodes/painter.ts';
import type { StoryLink } from '#core/document/nodes/story-link-node.ts';
import type { Citation } from '#core/model/citation.ts';
import { type ListedSource, outletOf } from '#core/model/source.ts';
import type { StoryDocument } from '#core/model/story.ts';

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
  let numbered = false;
  let sources: ReadonlyMap<string, ListedSource> = new Map();
  let titles: ReadonlyMap<string, string> = new Map();
  let changed: ReadonlySet<string> = new Set();
  /** By citation object: a citation that changes is another object. */
  let printed = new WeakMap<Citation, string>();
  /** By citation id, for styles that number; filled by `printDocument`. */
  let inOrder = new Map<string, string>();

  function print(citation: Citation): string {
    if (numbered) {
      const text = inOrder.get(citation.id);
      if (text !== undefined) return text;
    }
    let text = printed.get(citation);
    if (text === undefined) {
      if (citation.items.some(({ sourceId }) => !sources.has(sourceId))) sources = sourcesNow();
      text = printer?.printCitations([citation], sources)[0]?.text || withoutStyle(citation);
      printed.set(citation, text);
    }
    return text;
  }

  /** Before the style has been read: the outlets in parentheses. */
  function withoutStyle(citation: Citation): string {
    const names = citation.items.map(({ sourceId }) => {
      const source = sources.get(sourceId);
      return source ? outletOf(source.csl) : '…';
    });
    return `(${names.join('; ')})`;
  }

  function forget(): void {
    printed = new WeakMap();
    inOrder = new Map();
  }

  return {
    isNumbered: () => numbered,
    setSources: (next) => {
      sources = next;
      forget();
    },
    setStyle: (style) => {
      printer = createCitationPrinter(style);
      numbered = isNumeric(style.xml);
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
      const texts = printer?.printCitations(citations, sources) ?? [];
      inOrder = new Map(citations.map(({ id }, index) => [id, texts[index]?.text ?? '']));
    },
    printCitation: print,
    paintCitation: (element, citation) => {
      const isOutrun = citation.verdict !== 'unverified' && changed.has(citation.id);
      paintCitation(element, isOutrun ? 'changed' : citation.verdict, print(citation));
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

/** Writes a citation's text; its mark is drawn by the style sheet. */
function paintCitation(element: HTMLElement, state: ReviewState, text: string): void {
  const spoken = `Citation ${text}, ${SPOKEN[state]}`;
  if (element.getAttribute('aria-label') === spoken) return;
  element.dataset.verdict = state;
  element.setAttribute('role', 'button');
  element.setAttribute('aria-haspopup', 'dialog');
  element.setAttribute('aria-label', spoken);
  element.textContent = text;
}
