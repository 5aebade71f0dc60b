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
};

/** Lexical's format bit for code, in which nothing is a citation. */
const CODE_FORMAT = 16;

/**
 * Returns the document with its citations as nodes, the sources that had to be made, and the texts that read like
 * citations but couldn't be printed back as they were; those stay text.
 */
export function citeSources(document: StoryDocument, context: CitingContext) {
  const newSources: Source[] = [];
  const leftAsText: string[] = [];

  function visit(node: SerializedNode): SerializedNode {
    if (!node.children || node.type === 'code' || node.type === 'link') return node;
    return { ...node, children: node.children.flatMap((child) => (isProse(child) ? split(child) : [visit(child)])) };
  }

  function split(node: SerializedNode & { text: string }): SerializedNode[] {
    const found = recogniseCitations(node.text);
    if (found.length === 0) return [node];
    const out: SerializedNode[] = [];
    let at = 0;
    for (const recognised of found) {
      const written = node.text.slice(recognised.start, recognised.end);
      const citation = citationOf(recognised, written);
      if (!citation) {
        leftAsText.push(written);
        continue;
      }
      if (recognised.start > at) out.push({ ...node, text: node.text.slice(at, recognised.start) });
      const surroundingFormat = Number(node.format);
      out.push({ type: 'citation', version: 1, citation, ...(surroundingFormat && { $: { surroundingFormat } }) });
      at = recognised.end;
    }
    if (at < node.text.length) out.push({ ...node, text: node.text.slice(at) });
    return out;
  }

  function citationOf(recognised: RecognisedCitation, written: string): Citation | undefined {
    const made: Source[] = [];
    const sourceIds = recognised.items.map((item) => {
      const source = context.matcher.find(item) ?? make(item);
      return source.id;
    });

    function make(item: RecognisedItem): Source {
      const source = newSource(context.newId(), cslFromRecognised(item), context.now, true);
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

  function print(items: readonly CitationItem[]): string | undefined {
    const [printed] = context.printer.printCitations(
      [{ id: 'x', items: [...items], quote: '', verdict: 'unverified', note: '' }],
      context.sources,
    );
    return printed?.text;
  }

  const cited: StoryDocument = { root: { ...document.root, children: document.root.children.map(visit) } };
  return { document: cited, newSources, leftAsText };
}

function isProse(node: SerializedNode): node is SerializedNode & { text: string } {
  return node.type === 'text' && typeof node.text === 'string' && (Number(node.format) & CODE_FORMAT) === 0;
}
