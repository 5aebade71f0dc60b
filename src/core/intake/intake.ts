/**
 * A page becomes a story: metadata, document, citations of real sources.
 */
import type { CitationPrinter } from '#core/citation/printer.ts';
import { createSourceMatcher } from '#core/citation/source-match.ts';
import { citationsIn, mentionedSourcesOf } from '#core/document/citations.ts';
import { documentFromMarkdown } from '#core/document/markdown/convert.ts';
import { outlineOf, type Section, sectionAt } from '#core/document/outline.ts';
import { Failure } from '#core/model/failure.ts';
import type { Source } from '#core/model/source.ts';
import { newStory, type SerializedNode, type Story, type StoryDocument } from '#core/model/story.ts';
import { citeSources } from './cite.ts';
import { type Page, readPage, topLevelOf } from './page.ts';

export type IntakeContext = {
  sources: Iterable<Source>;
  /** The house style's printer. */
  printer: CitationPrinter;
  newId: () => string;
  now: Date;
  /** Today's calendar date, for a page that doesn't say when it was updated. */
  today: string;
};

/** What a page gives. */
export type Intake = {
  story: Story;
  /** The sources that it cites and the library hasn't. */
  newSources: Source[];
  /** What an editor should look at, in sentences. */
  warnings: string[];
  /** What a story page has and this one has not or has twice, as `no sections`; plain Markdown and text lack nothing. */
  defects: string[];
};

/** The heading level of a document's topmost sections. */
const SECTION_LEVEL = 2;

/**
 * Reads a page into a story. Pure but for the ids that `context.newId` gives. Throws `Failure` Invalid where the page's
 * metrics or front matter can't be right.
 */
export function readStory(file: { fileName: string; text: string; sha256: string }, context: IntakeContext): Intake {
  const page = readPage(file.text);
  const warnings: string[] = [];
  const sources = new Map(Array.from(context.sources, (source) => [source.id, source]));
  const raw = withBoxes(atSectionLevel(bodyOf(page), page));
  const { document, newSources, leftAsText } = citeSources(raw, {
    matcher: createSourceMatcher(sources.values()),
    sources,
    printer: context.printer,
    newId: context.newId,
    now: context.now,
  });
  for (const text of leftAsText) warnings.push(`${text} reads like a citation but was left as text.`);

  const sections = outlineOf(document);
  const mentions = mentionedSourcesOf(citationsIn(document, sections)).length;
  const defects = page.form ? defectsOf(page, sections) : [];
  for (const defect of defects) warnings.push(`The page has ${defect}.`);
  if (page.mentions !== undefined && page.mentions !== mentions) {
    warnings.push(
      `The page says ${page.mentions} mentions; it cites ${mentions} ${mentions === 1 ? 'source' : 'sources'}.`,
    );
  }

  const blank = newStory(context.newId(), context.now, page.updatedOn ?? context.today);
  const story: Story = {
    ...blank,
    label: (page.label ?? (page.form ? '' : blank.label)).slice(0, 200),
    title: (page.title ?? titleFrom(file.fileName)).slice(0, 2_000),
    summary: (page.summary ?? '').slice(0, 50_000),
    topics: (page.topics ?? [])
      .map((topic) => topic.slice(0, 100))
      .filter(Boolean)
      .slice(0, 100),
    importancePercent: page.importancePercent ?? 50,
    confidencePercent: page.confidencePercent ?? 50,
    document,
    origin: {
      fileName: file.fileName.slice(0, 500),
      sha256: file.sha256,
      importedAt: context.now.toISOString(),
      ...(page.form && { pageForm: page.form }),
    },
  };
  return { story, newSources, warnings, defects };
}

function defectsOf(page: Page, sections: readonly Section[]): string[] {
  const defects: string[] = [];
  if (!page.form?.metricsLine) defects.push('no metrics line');
  else {
    if (page.importancePercent === undefined) defects.push('no importance');
    if (page.confidencePercent === undefined) defects.push('no confidence');
  }
  if (sections.length === 0) defects.push('no sections');
  const names = new Set<string>();
  for (const { heading, parentId } of sections) {
    const name = `${parentId ?? ''} ${heading}`;
    if (names.has(name)) defects.push(`two sections called “${heading}”`);
    names.add(name);
  }
  return [...new Set(defects)];
}

/** Throws `Failure` Invalid for lists, quotes or emphasis within each other by the thousand, which no parser gets through. */
function bodyOf(page: Page): StoryDocument {
  try {
    return documentFromMarkdown(page.body);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure(
      'Invalid',
      'This page nests its lists, quotes or emphasis too deeply to be read.',
      {},
      { cause: error },
    );
  }
}

/** Moves all headings by as many levels as bring the topmost sections to level 2. */
function atSectionLevel(document: StoryDocument, page: Page): StoryDocument {
  const shift = SECTION_LEVEL - (page.form?.sectionLevel ?? topLevelOf(page.body) ?? SECTION_LEVEL);
  if (shift === 0) return document;
  const moved = (node: SerializedNode): SerializedNode => {
    if (node.type !== 'heading') return node.children ? { ...node, children: node.children.map(moved) } : node;
    const level = Math.min(6, Math.max(1, Number(String(node.tag).slice(1)) + shift));
    return { ...node, tag: `h${level}` };
  };
  return { root: { ...document.root, children: document.root.children.map(moved) } };
}

/** Gives the bullets of question sections their boxes, so that they can be ticked. */
function withBoxes(document: StoryDocument): StoryDocument {
  const sections = outlineOf(document);
  const children = document.root.children.map((block, index) =>
    block.type === 'list' && sectionAt(sections, index)?.role === 'questions' ? checkListFrom(block) : block,
  );
  return { root: { ...document.root, children } };
}

function checkListFrom(list: SerializedNode): SerializedNode {
  const isPlain = list.listType === 'bullet';
  const children = list.children?.map((item) => ({
    ...item,
    ...(isPlain && item.checked === undefined && { checked: false }),
    children: item.children?.map((child) => (child.type === 'list' ? checkListFrom(child) : child)) ?? [],
  }));
  return { ...list, ...(isPlain && { listType: 'check' }), ...(children && { children }) };
}

function titleFrom(fileName: string): string {
  const name = fileName
    .replace(/\.[a-z0-9]{1,9}$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  return name || 'Untitled story';
}
