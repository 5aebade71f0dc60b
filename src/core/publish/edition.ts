/**
 * An edition: a story or a briefing made ready to be printed in any format. What is left out is left out here, citations are
 * printed and numbered here over all parts together; the formats only write down what they are given.
 */
import type { Heading, Nodes, Root } from 'mdast';
import { type Bands, DEFAULT_BANDS } from '#core/assessment/bands.ts';
import type { CitationPrinter, PrintedEntry } from '#core/citation/printer.ts';
import { type ReviewState, reviewStateOf } from '#core/citation/review.ts';
import { isBlankDocument } from '#core/document/blank.ts';
import { citationNodesOf, citationsOfBlock, mentionedSourcesOf } from '#core/document/citations.ts';
import { mdastOf } from '#core/document/markdown/convert.ts';
import type { MdastCitation } from '#core/document/markdown/extension.ts';
import { sectionAt, sectionsOf } from '#core/document/outline.ts';
import type { Briefing, BriefingItem } from '#core/model/briefing.ts';
import type { PublishOptions } from '#core/model/publishing.ts';
import type { Grade, Source } from '#core/model/source.ts';
import type { Story, StoryDocument } from '#core/model/story.ts';
import { createAnchors, plainText } from './anchors.ts';
import { aroundNumber } from './around-number.ts';
import { isThere, missingFrom, standsUnderTheLast } from './briefing-items.ts';
import { briefingFacts, confidenceStatement, type Fact, partFacts } from './heads.ts';
import { placeNoteMarks } from './note-marks.ts';
import { type Selection, selectionOf, withoutPlaceholders } from './selection.ts';

declare module 'mdast' {
  interface ListData {
    /** True for the list of a section of open questions. */
    isQuestions?: boolean;
  }
}

/** One story of an edition, or a part of it. */
export type EditionPart = {
  storyId: string;
  /** Its title as a heading; null in an edition of one story, whose title it is. */
  heading: { text: string; anchor: string } | null;
  label: string;
  summary: string;
  facts: Fact[];
  /** Headings at their levels below the edition's title, each with its anchor in `data.hProperties.id`. */
  tree: Root;
};

/** A citation's place in an edition. */
export type CitationPlace = {
  /** Counted through the edition, from 1. */
  number: number;
  /**
   * The places of its sources in the source list, from 1; 0 for a source that is gone. `before` and `after` stand around the
   * number where it is printed by that: `see `, and `, p. 4, emphasis added`.
   */
  items: { source: number; before: string; after: string }[];
  state: ReviewState;
  /** What it supports: the sentence around it, without its own text. */
  sentence: string;
};

export type EditionSource = PrintedEntry & { number: number; grade: Grade | null };

export type Edition = {
  title: string;
  /** Stands above the title: a story's label, a briefing's handling. */
  label: string;
  summary: string;
  facts: Fact[];
  introduction: Root | null;
  parts: EditionPart[];
  /** Every citation of the edition in order. */
  citations: MdastCitation[];
  places: ReadonlyMap<MdastCitation, CitationPlace>;
  sources: EditionSource[];
  options: PublishOptions;
  leftOut: { bullets: number; questions: number };
  /** True where the style numbers its sources: entries of the source list then begin with their numbers. */
  isNumbered: boolean;
  /** Items whose story or section is gone, by the title that they were chosen with. */
  missing: string[];
};

export type EditionContext = {
  printer: CitationPrinter;
  /** The sources that are cited, by id. */
  sources: ReadonlyMap<string, Source>;
  /** What linked stories are called now, by id. */
  storyTitles?: ReadonlyMap<string, string>;
  bands?: Bands;
};

/** The edition of one story, the whole of it. */
export function storyEdition(story: Story, options: PublishOptions, context: EditionContext): Edition {
  const builder = startEdition(options, context);
  const part = builder.addStory(story, { show: 'full' }, 2, null);
  return builder.finish({
    title: story.title.trim() || 'Untitled story',
    label: story.label,
    summary: story.summary,
    facts: part.facts,
    introduction: null,
    parts: [{ ...part, label: '', summary: '', facts: [] }],
    missing: [],
  });
}

/** The edition of a briefing. `stories` holds the stories that its items name; the others are missing. */
export function briefingEdition(
  briefing: Briefing,
  stories: ReadonlyMap<string, Story>,
  context: EditionContext,
): Edition {
  const builder = startEdition(briefing.options, context);
  const introduction = isBlankDocument(briefing.introduction)
    ? null
    : builder.addTree(withoutPlaceholders(briefing.introduction), [], 2);
  const parts = briefing.items.flatMap((item, index): EditionPart[] => {
    const story = stories.get(item.storyId);
    if (!story || !isThere(story, item)) return [];
    const goesOn = standsUnderTheLast(briefing.items, index);
    const part = builder.addStory(story, item, 3, goesOn ? null : story.title.trim() || 'Untitled story');
    return [goesOn ? { ...part, label: '', facts: [] } : part];
  });
  return builder.finish({
    title: briefing.title.trim() || 'Untitled briefing',
    label: briefing.handling,
    summary: '',
    facts: briefingFacts(briefing),
    introduction,
    parts,
    missing: missingFrom(briefing, stories),
  });
}

function startEdition(
  options: PublishOptions,
  { printer, sources, storyTitles, bands = DEFAULT_BANDS }: EditionContext,
) {
  const citations: MdastCitation[] = [];
  const reviews = new Map<MdastCitation, ReviewNow>();
  const anchors = createAnchors();
  const leftOut = { bullets: 0, questions: 0 };

  function addTree(document: StoryDocument, sections: Selection['sections'], sectionLevel: number): Root {
    const tree = mdastOf(document);
    if (options.citations !== 'inline') placeNoteMarks(tree);
    const reviewById = reviewsIn(document);
    const outline = sectionsOf(document);
    const children = tree.children.flatMap((block, index): Root['children'] => {
      if (block.type === 'list' && sectionAt(outline, index)?.role === 'questions')
        block.data = { ...block.data, isQuestions: true };
      if (block.type !== 'heading') return [block];
      block.depth = Math.min(6, Math.max(1, block.depth + sectionLevel - 2)) as Heading['depth'];
      block.data = { ...block.data, hProperties: { id: anchors(plainText(block)) } };
      const statement = options.confidence ? confidenceStatement(sections[index] ?? null, bands) : null;
      return statement ? [block, statement] : [block];
    });
    tree.children = children;
    visit(tree, (node) => {
      if (node.type === 'citation') {
        citations.push(node);
        reviews.set(node, reviewById.get(node.citation.id) ?? { state: node.citation.verdict, sentence: '' });
      } else if (node.type === 'storyLink') node.title = storyTitles?.get(node.link.storyId) ?? node.link.title;
    });
    return tree;
  }

  function addStory(
    story: Story,
    item: Pick<BriefingItem, 'sectionId' | 'show'>,
    sectionLevel: number,
    heading: string | null,
  ): EditionPart {
    const anchor = heading === null ? null : { text: heading, anchor: anchors(heading) };
    const selection = selectionOf(story.document, item, options);
    leftOut.bullets += selection.leftOut.bullets;
    leftOut.questions += selection.leftOut.questions;
    return {
      storyId: story.id,
      heading: anchor,
      label: story.label,
      summary: item.sectionId === undefined ? story.summary : '',
      facts: partFacts(story, bands),
      tree: addTree(selection.document, selection.sections, sectionLevel),
    };
  }

  function finish(
    edition: Pick<Edition, 'title' | 'label' | 'summary' | 'facts' | 'introduction' | 'parts' | 'missing'>,
  ): Edition {
    printAll(citations, printer, sources);
    const mentioned = mentionedSourcesOf(citations);
    const entries = printer.printSourceList(mentioned, sources, { isReordered: options.citations === 'numbered' });
    // Numbers are those of the list; where citations are numbers, the list stands in the order of the text.
    if (options.citations === 'numbered') {
      entries.sort((a, b) => mentioned.indexOf(a.sourceId) - mentioned.indexOf(b.sourceId));
    }
    const numbered = entries.map(
      (entry, index): EditionSource => ({
        ...entry,
        number: index + 1,
        grade: sources.get(entry.sourceId)?.grade ?? null,
      }),
    );
    const numberOf = new Map(numbered.map(({ sourceId, number }) => [sourceId, number]));
    const places = new Map(
      citations.map((node, index): [MdastCitation, CitationPlace] => [
        node,
        {
          number: index + 1,
          items: node.citation.items.map((item) => ({
            source: numberOf.get(item.sourceId) ?? 0,
            ...aroundNumber(item, printer),
          })),
          ...(reviews.get(node) ?? { state: 'unverified', sentence: '' }),
        },
      ]),
    );
    const { isNumbered } = printer;
    return { ...edition, citations, places, sources: numbered, options, leftOut, isNumbered };
  }

  return { addTree, addStory, finish };
}

type ReviewNow = Pick<CitationPlace, 'state' | 'sentence'>;

/** What stands of the verdicts in a document, by the citation's id; nothing of a citation that nobody has judged. */
function reviewsIn({ root }: StoryDocument): Map<string, ReviewNow> {
  // Only blocks with a verdict are cut into sentences.
  const judged = root.children.filter((block) =>
    [...citationNodesOf(block).values()].some(({ verdict }) => verdict !== 'unverified'),
  );
  return new Map(
    judged
      .flatMap(citationsOfBlock)
      .map(({ citation, sentence }): [string, ReviewNow] => [
        citation.id,
        { state: reviewStateOf(citation, sentence), sentence },
      ]),
  );
}

/** Prints the citations of an edition in its order, which counts for styles that number. */
function printAll(
  citations: readonly MdastCitation[],
  printer: CitationPrinter,
  sources: ReadonlyMap<string, Source>,
): void {
  // Each source of a citation alone too, in the same breath: numbers and years are then given as in the citations. One that
  // is alone already is not printed twice.
  const several = citations.filter(({ citation }) => citation.items.length > 1);
  const alone = several.flatMap(({ citation }) => citation.items.map((item) => ({ ...citation, items: [item] })));
  const printed = printer.printCitations([...citations.map(({ citation }) => citation), ...alone], sources);
  let next = citations.length;
  citations.forEach((node, index) => {
    const { text, html } = printed[index] ?? { text: '', html: '' };
    if (node.citation.items.length === 1) {
      node.printed = { text, html, alone: [text] };
      return;
    }
    const end = next + node.citation.items.length;
    node.printed = { text, html, alone: printed.slice(next, end).map((one) => one.text) };
    next = end;
  });
}

function visit(node: Nodes, act: (node: Nodes) => void): void {
  act(node);
  if ('children' in node) for (const child of node.children) visit(child, act);
}
