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
import { outlineOf, type Section, sectionAt } from '#core/document/outline.ts';
import type { Briefing, BriefingItem } from '#core/model/briefing.ts';
import type { Citation } from '#core/model/citation.ts';
import type { PublishOptions } from '#core/model/publishing.ts';
import type { Grade, Source } from '#core/model/source.ts';
import type { Story, StoryDocument } from '#core/model/story.ts';
import { createAnchors, plainText } from './anchors.ts';
import { aroundNumber } from './around-number.ts';
import { isThere, missingFrom, standsUnderTheLast } from './briefing-items.ts';
import { briefingFacts, confidenceStatement, type Fact, partFacts } from './heads.ts';
import { placeNoteMarks } from './note-marks.ts';
import { dress, type Printed, type Printing, print } from './printing.ts';
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

/**
 * An edition that is chosen and not yet made: what its style prints is known, so that it can be printed while the text is converted.
 */
export type EditionDraft = {
  printing: Printing;
  /** Converts the text. The function returned puts in what was printed and gives the edition. */
  convert(): (printed: Printed) => Edition;
};

/** The edition of one story, the whole of it. */
export function storyEdition(story: Story, options: PublishOptions, context: EditionContext): Edition {
  return made(draftStory(story, options, context), context);
}

/** The edition of a briefing. `stories` holds the stories that its items name; the others are missing. */
export function briefingEdition(
  briefing: Briefing,
  stories: ReadonlyMap<string, Story>,
  context: EditionContext,
): Edition {
  return made(draftBriefing(briefing, stories, context), context);
}

function made({ printing, convert }: EditionDraft, { printer, sources }: EditionContext): Edition {
  return convert()(print(printing, printer, sources));
}

export function draftStory(story: Story, options: PublishOptions, context: EditionContext): EditionDraft {
  const builder = startEdition(options, context);
  const selection = builder.select(story, { show: 'full' });
  return builder.draft(() => {
    const part = builder.addStory(story, {}, selection, 2, null);
    return {
      title: story.title.trim() || 'Untitled story',
      label: story.label,
      summary: story.summary,
      facts: part.facts,
      introduction: null,
      parts: [{ ...part, label: '', summary: '', facts: [] }],
      missing: [],
    };
  });
}

export function draftBriefing(
  briefing: Briefing,
  stories: ReadonlyMap<string, Story>,
  context: EditionContext,
): EditionDraft {
  const builder = startEdition(briefing.options, context);
  const introduction = isBlankDocument(briefing.introduction)
    ? null
    : builder.take(withoutPlaceholders(briefing.introduction));
  const chosen = briefing.items.flatMap((item, index) => {
    const story = stories.get(item.storyId);
    if (!story || !isThere(story, item)) return [];
    const goesOn = standsUnderTheLast(briefing.items, index);
    return [{ story, item, goesOn, selection: builder.select(story, item) }];
  });
  return builder.draft(() => ({
    title: briefing.title.trim() || 'Untitled briefing',
    label: briefing.handling,
    summary: '',
    facts: briefingFacts(briefing),
    introduction: introduction && builder.addTree(introduction, [], 2),
    parts: chosen.map(({ story, item, goesOn, selection }): EditionPart => {
      const heading = goesOn ? null : story.title.trim() || 'Untitled story';
      const part = builder.addStory(story, item, selection, 3, heading);
      return goesOn ? { ...part, label: '', facts: [] } : part;
    }),
    missing: missingFrom(briefing, stories),
  }));
}

function startEdition(
  options: PublishOptions,
  { printer, sources, storyTitles, bands = DEFAULT_BANDS }: EditionContext,
) {
  /** The citations of what is chosen, and of what is converted. */
  const cited: Citation[] = [];
  const citations: MdastCitation[] = [];
  const reviews = new Map<MdastCitation, ReviewNow>();
  const anchors = createAnchors();
  const leftOut = { bullets: 0, questions: 0 };

  /** Chooses a document for the edition. */
  function take(document: StoryDocument): StoryDocument {
    for (const block of document.root.children) cited.push(...citationNodesOf(block).values());
    return document;
  }

  function select(story: Story, item: Pick<BriefingItem, 'sectionId' | 'show'>): Selection {
    const selection = selectionOf(story.document, item, options);
    leftOut.bullets += selection.leftOut.bullets;
    leftOut.questions += selection.leftOut.questions;
    take(selection.document);
    return selection;
  }

  function addTree(document: StoryDocument, sections: readonly (Section | null)[], sectionLevel: number): Root {
    const tree = mdastOf(document);
    if (options.citations !== 'inline') placeNoteMarks(tree);
    const reviewById = reviewsIn(document);
    const outline = outlineOf(document);
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
    item: Pick<BriefingItem, 'sectionId'>,
    selection: Selection,
    sectionLevel: number,
    heading: string | null,
  ): EditionPart {
    const anchor = heading === null ? null : { text: heading, anchor: anchors(heading) };
    return {
      storyId: story.id,
      heading: anchor,
      label: story.label,
      summary: item.sectionId === undefined ? story.summary : '',
      facts: partFacts(story, bands),
      tree: addTree(selection.document, selection.sections, sectionLevel),
    };
  }

  function printingOf(of: readonly Citation[]): Printing {
    const sourceIds = mentionedSourcesOf(of.map((citation) => ({ citation })));
    return { citations: of, sourceIds, isReordered: options.citations === 'numbered' };
  }

  function draft(convert: () => EditionText): EditionDraft {
    const printing = printingOf(cited);
    return {
      printing,
      convert: () => {
        const edition = convert();
        return (printed) => {
          if (dress(citations, printing, printed)) return finish(edition, printed);
          // The text shows others than are stored in it, which no document is known to do.
          const shown = printingOf(citations.map(({ citation }) => citation));
          const again = print(shown, printer, sources);
          dress(citations, shown, again);
          return finish(edition, again);
        };
      },
    };
  }

  function finish(edition: EditionText, printed: Printed): Edition {
    const mentioned = mentionedSourcesOf(citations);
    const entries = [...printed.sources];
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

  return { take, select, addTree, addStory, draft };
}

type EditionText = Pick<Edition, 'title' | 'label' | 'summary' | 'facts' | 'introduction' | 'parts' | 'missing'>;
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

function visit(node: Nodes, act: (node: Nodes) => void): void {
  act(node);
  if ('children' in node) for (const child of node.children) visit(child, act);
}
