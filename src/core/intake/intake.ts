/**
 * A page becomes a story: metadata, document, citations of real sources.
 */
import { createDuplicateFinder } from '#core/citation/duplicates.ts';
import type { CitationPrinter } from '#core/citation/printer.ts';
import { createSourceMatcher } from '#core/citation/source-match.ts';
import { sourcesCitedIn } from '#core/document/citations.ts';
import { documentFromMarkdown, documentFromMdast } from '#core/document/markdown/convert.ts';
import { readMarkdown, unlessTooDeep } from '#core/document/markdown/nesting.ts';
import { withoutSoftBreaks } from '#core/document/markdown/soft-breaks.ts';
import { outlineOf, type Section, sectionAt } from '#core/document/outline.ts';
import { newSource, type Source } from '#core/model/source.ts';
import { newStory, type SerializedNode, type Story, type StoryDocument } from '#core/model/story.ts';
import { citeSources } from './cite.ts';
import { isNamedMarkdown } from './endings.ts';
import { type Page, readPage, topLevelOf } from './page.ts';
import { remarksOnPandoc } from './pandoc-remarks.ts';
import { lineOf, type Remark } from './remark.ts';
import type { RichContext, RichPage } from './rich-page.ts';
import { withStatements } from './statements.ts';

export type IntakeContext = {
  sources: Iterable<Source>;
  /** The house style's printer. */
  printer: CitationPrinter;
  newId: () => string;
  now: Date;
  /** Today's calendar date, for a page that doesn't say when it was updated. */
  today: string;
};

/** The file that a page comes from; `sha256` is that of what was read, in hex. */
export type PageFile = { fileName: string; sha256: string };

/** What a page gives. */
export type Intake = {
  story: Story;
  /** The sources that it cites and the library hasn't. */
  newSources: Source[];
  /** What an editor should look at. */
  remarks: Remark[];
  /** What a story page has and this one has not or has twice, as `no sections`; any other page lacks nothing. */
  defects: string[];
};

/** The heading level of a document's topmost sections. */
const SECTION_LEVEL = 2;
/** The most characters that a story has in each; see `storySchema`. */
const [MAX_LABEL, MAX_TITLE, MAX_SUMMARY] = [200, 2_000, 50_000];

/**
 * Reads a page of text or Markdown into a story. Pure but for the ids that `context.newId` gives. Throws `Failure` Invalid
 * where the page's metrics or front matter can't be right, or its lists and quotes nest too deeply.
 */
export function readStory(file: PageFile & { text: string }, context: IntakeContext): Intake {
  const page = readPage(file.text);
  const topLevel = page.form?.sectionLevel ?? topLevelOf(page.body) ?? SECTION_LEVEL;
  const read = atSectionLevel(readMarkdown(page.body, documentFromMarkdown), topLevel);
  // A story page is printed again line by line.
  const document = !page.form && isNamedMarkdown(file.fileName) ? withoutSoftBreaks(read) : read;
  const sources = new Map(Array.from(context.sources, (source) => [source.id, source]));
  const remarks = remarksOnPandoc(document, file.text);
  return storyFrom({ page, document, sources, made: [], remarks, text: file.text, isRich: false }, file, context);
}

/**
 * Reads a page that is no Markdown into a story: `read` cuts it into its parts. `keepImage` takes the images that are in it.
 * Throws what `read` throws.
 */
export function readRichStory(
  file: PageFile & { text?: string },
  read: (context: RichContext) => RichPage,
  context: IntakeContext & Pick<RichContext, 'keepImage'>,
): Intake {
  const sources = new Map(Array.from(context.sources, (source) => [source.id, source]));
  const made: Source[] = [];
  const finder = createDuplicateFinder<string>();
  let isFilled = false;
  const page = unlessTooDeep(() =>
    read({
      keepImage: context.keepImage,
      newId: context.newId,
      sourceIdOf: (csl) => {
        // Most pages say nothing of their sources, and a library has twenty thousand.
        if (!isFilled) for (const { id, csl: known } of sources.values()) finder.add(known, id);
        isFilled = true;
        const there = finder.find(csl);
        if (there !== undefined) return there;
        const source = newSource(context.newId(), csl, context.now, !csl.title);
        finder.add(csl, source.id);
        sources.set(source.id, source);
        made.push(source);
        return source.id;
      },
    }),
  );
  const levels = page.tree.children.flatMap((block) => (block.type === 'heading' ? [block.depth] : []));
  const topLevel = levels.length > 0 ? Math.min(...levels) : SECTION_LEVEL;
  const document = withStatements(
    atSectionLevel(
      unlessTooDeep(() => documentFromMdast(page.tree)),
      topLevel,
    ),
  );
  const { tree: _, remarks, ...parts } = page;
  return storyFrom(
    { page: { ...parts, body: '' }, document, sources, made, remarks, text: file.text ?? '', isRich: true },
    file,
    context,
  );
}

/** A page whose text is a document already. */
type Parts = {
  page: Page;
  document: StoryDocument;
  /** All sources by id, with those that the page gave itself. */
  sources: Map<string, Source>;
  /** The sources that the page gave itself and the library hasn't. */
  made: Source[];
  remarks: Remark[];
  /** The file's text, in which remarks are placed; empty where it has no lines. */
  text: string;
  /** False for Markdown and text, which are printed back as they were. */
  isRich: boolean;
};

function storyFrom(
  { page, document: raw, sources, made, remarks, text, isRich }: Parts,
  file: PageFile,
  context: IntakeContext,
): Intake {
  const said = [...remarks];
  const say = (message: string, line: number | null = null) => said.push({ message, line });
  const { document, newSources, leftAsText } = citeSources(withBoxes(raw), {
    matcher: createSourceMatcher(sources.values()),
    sources,
    printer: context.printer,
    newId: context.newId,
    now: context.now,
    undress: isRich,
  });
  for (const written of leftAsText)
    say(`${written} reads like a citation but was left as text.`, lineOf(text, written));

  const sections = outlineOf(document);
  const mentioned = sourcesCitedIn(document);
  const metricsLine = page.mentions === undefined ? null : lineOf(text, 'Mentions');
  const defects = page.form ? defectsOf(page, sections, text) : [];
  for (const { message, line } of defects) say(`The page has ${message}.`, line);
  if (page.mentions !== undefined && page.mentions !== mentioned.length) {
    say(
      `The page says ${page.mentions} mentions; it cites ${mentioned.length} ${mentioned.length === 1 ? 'source' : 'sources'}.`,
      metricsLine,
    );
  }
  for (const [part, value, most] of [
    ['label', page.label, MAX_LABEL],
    ['title', page.title, MAX_TITLE],
    ['summary', page.summary, MAX_SUMMARY],
  ] as const) {
    if (value && value.length > most) say(`The ${part} was cut at ${most.toLocaleString('en')} characters.`);
  }
  const blank = newStory(context.newId(), context.now, page.updatedOn ?? context.today);
  const story: Story = {
    ...blank,
    label: (page.label ?? (page.form ? '' : blank.label)).slice(0, MAX_LABEL),
    title: (page.title ?? titleFrom(file.fileName)).slice(0, MAX_TITLE),
    summary: (page.summary ?? '').slice(0, MAX_SUMMARY),
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
  const cited = new Set(mentioned);
  return {
    story,
    newSources: [...made.filter(({ id }) => cited.has(id)), ...newSources],
    remarks: said,
    defects: defects.map(({ message }) => message),
  };
}

function defectsOf(page: Page, sections: readonly Section[], text: string): Remark[] {
  const defects: Remark[] = [];
  const lacks = (message: string, line: number | null = null) => {
    if (!defects.some((defect) => defect.message === message)) defects.push({ message, line });
  };
  if (!page.form?.metricsLine) lacks('no metrics line');
  else {
    if (page.importancePercent === undefined) lacks('no importance');
    if (page.confidencePercent === undefined) lacks('no confidence');
  }
  if (sections.length === 0) lacks('no sections');
  const names = new Set<string>();
  for (const { heading, parentId } of sections) {
    const name = `${parentId ?? ''} ${heading}`;
    if (names.has(name)) lacks(`two sections called “${heading}”`, secondLineOf(text, heading));
    names.add(name);
  }
  return defects;
}

/** The line of a heading's second heading of that name, from 1. */
function secondLineOf(text: string, heading: string): number | null {
  const lines = text.split('\n');
  const isHeading = (line: string) => /^\s*#/.test(line) && line.replace(/^[\s#]+|[\s#]+$/g, '') === heading;
  const [, second] = lines.flatMap((line, index) => (isHeading(line) ? [index + 1] : []));
  return second ?? null;
}

/** Moves all headings by as many levels as bring the topmost sections, at `topLevel`, to level 2. */
function atSectionLevel(document: StoryDocument, topLevel: number): StoryDocument {
  const shift = SECTION_LEVEL - topLevel;
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
