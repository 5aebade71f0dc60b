/**
 * Turns the parenthetical citations of a document's text into citations of sources.
 */
import type { CitationPrinter } from '#core/citation/printer.ts';
import { type RecognisedCitation, type RecognisedItem, recogniseCitations } from '#core/citation/recogniser.ts';
import { cslFromRecognised, type SourceMatcher } from '#core/citation/source-match.ts';
import { type Citation, type CitationItem, citationSchema } from '#core/model/citation.ts';
import { newSource, type Source } from '#core/model/source.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

export type CitingContext = {
  matcher: SourceMatcher;
  /** All sources by id; new ones are added. */
  sources: Map<string, Source>;
  /** The house style: what it prints must be what the page says. */
  printer: CitationPrinter;
  newId: () => string;
  now: Date;
  /**
   * Whether a citation may lose what it is dressed in, a link or italics within its parentheses: not where the page is to be
   * printed back as it was. The address of a link becomes that of the source, where the source is made from the citation.
   */
  undress: boolean;
};

/** Text of one format, or a link around such texts, and where it lies in the text of its run. */
type Segment = { node: SerializedNode; text: string; start: number; end: number };

/** Lexical's format bit for code, in which nothing is a citation. */
const CODE_FORMAT = 16;

/**
 * Returns the document with its citations as nodes, the sources that had to be made, and the texts that read like
 * citations but couldn't be printed back as they were; those stay text.
 */
export function citeSources(document: StoryDocument, context: CitingContext) {
  const newSources: Source[] = [];
  const leftAsText: string[] = [];
  const printed = new Map<string, string>();

  function visit(node: SerializedNode): SerializedNode {
    if (!node.children || node.type === 'code' || node.type === 'link') return node;
    return {
      ...node,
      children: runsOf(node.children).flatMap((run) => (Array.isArray(run) ? split(run) : [visit(run)])),
    };
  }

  function split(segments: readonly Segment[]): SerializedNode[] {
    const text = segments.map((segment) => segment.text).join('');
    const out: SerializedNode[] = [];
    let at = 0;
    for (const recognised of recogniseCitations(text)) {
      const { start, end } = recognised;
      const written = text.slice(start, end);
      const within = between(segments, start, end);
      const isDressed = within.some(({ node }, index) => index > 0 || isLink(node));
      // A link that goes on beyond the parentheses is more than the citation's.
      const isWhole = within.every(({ node, ...other }) => !isLink(node) || (other.start >= start && other.end <= end));
      const citation =
        isWhole && (!isDressed || context.undress)
          ? citationOf(recognised, written, urlsIn(within, start, written))
          : undefined;
      if (!citation) {
        leftAsText.push(written);
        continue;
      }
      out.push(...cut(segments, at, start));
      const surroundingFormat = within.reduce((format, { node }) => format & formatOf(node), ~0);
      out.push({ type: 'citation', version: 1, citation, ...(surroundingFormat && { $: { surroundingFormat } }) });
      at = end;
    }
    return [...out, ...cut(segments, at, text.length)];
  }

  function citationOf(
    recognised: RecognisedCitation,
    written: string,
    urls: readonly (string | undefined)[],
  ): Citation | undefined {
    const made: Source[] = [];
    const sourceIds = recognised.items.map((item, index) => {
      const source = context.matcher.find(item) ?? make(item, urls[index]);
      return source.id;
    });

    function make(item: RecognisedItem, url: string | undefined): Source {
      const csl = { ...cslFromRecognised(item), ...(url !== undefined && { URL: url }) };
      const source = newSource(context.newId(), csl, context.now, true);
      made.push(source);
      context.matcher.add(source);
      context.sources.set(source.id, source);
      return source;
    }

    const parts = written.slice(1, -1).split('; ');
    const items = recognised.items.map((item, index) => faithful(item, sourceIds[index] ?? '', parts[index] ?? ''));
    const citation = citationSchema.parse({
      id: context.newId(),
      items: items.map((item) => item ?? { sourceId: 'none' }),
    });
    if (items.includes(undefined) || print(citation.items) !== written) {
      // The sources stay known to the matcher, but what nothing cites is not added to the library.
      return undefined;
    }
    newSources.push(...made);
    return citation;
  }

  /** The item in the plainest form that the house style prints as it was written; undefined where none does. */
  function faithful(item: RecognisedItem, sourceId: string, written: string): CitationItem | undefined {
    const { prefix, locator, label, locatorText, dateText } = item;
    const base: CitationItem = { sourceId, ...(prefix && { prefix }) };
    const located = locator === undefined ? base : { ...base, locator, label };
    const verbatim = locatorText === undefined ? base : { ...base, suffix: `, ${locatorText}` };
    const candidates = [
      located,
      { ...located, dateAsWritten: dateText },
      verbatim,
      { ...verbatim, dateAsWritten: dateText },
    ];
    return candidates.find((candidate) => print([candidate]) === `(${written})`);
  }

  /** What is printed is remembered: a page cites few sources, and those again and again. */
  function print(items: readonly CitationItem[]): string {
    const key = JSON.stringify(items);
    const known = printed.get(key);
    if (known !== undefined) return known;
    const citation: Citation = { id: 'x', items: [...items], quote: '', verdict: 'unverified', note: '' };
    const { text } = context.printer.printAlone(citation, context.sources);
    printed.set(key, text);
    return text;
  }

  const cited: StoryDocument = { root: { ...document.root, children: document.root.children.map(visit) } };
  return { document: cited, newSources, leftAsText };
}

/** The children of a block: what is neither text nor a link by itself, and what lies between as runs of text. */
function runsOf(children: readonly SerializedNode[]): (SerializedNode | Segment[])[] {
  const out: (SerializedNode | Segment[])[] = [];
  let run: Segment[] | undefined;
  for (const node of children) {
    const text = textOf(node);
    if (!text) {
      run = undefined;
      out.push(node);
      continue;
    }
    if (!run) {
      run = [];
      out.push(run);
    }
    const start = run.at(-1)?.end ?? 0;
    run.push({ node, text, start, end: start + text.length });
  }
  return out;
}

/** The segments that have something between two offsets; none is empty. In time logarithmic in their number, and theirs. */
function between(segments: readonly Segment[], from: number, to: number): Segment[] {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.end ?? 0) > from) high = middle;
    else low = middle + 1;
  }
  const out: Segment[] = [];
  for (let at = low; at < segments.length; at += 1) {
    const segment = segments[at];
    if (!segment || segment.start >= to) break;
    out.push(segment);
  }
  return out;
}

/** A run's nodes from one offset to another. A link is never cut. */
function cut(segments: readonly Segment[], from: number, to: number): SerializedNode[] {
  return between(segments, from, to).flatMap(({ node, text, start, end }) => {
    if (isLink(node) || (start >= from && end <= to)) return [node];
    return [{ ...node, text: text.slice(Math.max(0, from - start), to - start) }];
  });
}

/** The address of the link in each part of a citation that begins at `start`, where there is one. */
function urlsIn(within: readonly Segment[], start: number, written: string): (string | undefined)[] {
  let from = start;
  return written.split('; ').map((part) => {
    const to = from + part.length;
    const links = within.filter((segment) => isLink(segment.node) && segment.start >= from && segment.end <= to);
    from = to + '; '.length;
    const url = links[0]?.node.url;
    return typeof url === 'string' && /^https?:/i.test(url) ? url : undefined;
  });
}

/** What a node adds to a run of text; undefined for one that ends it. */
function textOf(node: SerializedNode): string | undefined {
  if (isProse(node)) return node.text;
  if (!isLink(node) || !node.children?.every(isProse)) return undefined;
  return node.children.map((child) => child.text).join('');
}

function formatOf(node: SerializedNode): number {
  if (!isLink(node)) return Number(node.format) || 0;
  return (node.children ?? []).reduce((format, child) => format & formatOf(child), ~0);
}

function isLink(node: SerializedNode): boolean {
  return node.type === 'link';
}

function isProse(node: SerializedNode): node is SerializedNode & { text: string } {
  return node.type === 'text' && typeof node.text === 'string' && (Number(node.format) & CODE_FORMAT) === 0;
}
