/**
 * An edition as plain Markdown: a story as the page that it came from, or a story or briefing as a well-formed document.
 */
import type { Heading, List, ListItem, Paragraph, Root, RootContent } from 'mdast';
import { RELIABILITY_NAMES } from '#core/assessment/admiralty.ts';
import { sourcesCitedIn } from '#core/document/citations.ts';
import { spacedAs } from '#core/intake/spacing.ts';
import type { PageForm, SerializedNode, Story } from '#core/model/story.ts';
import { footnoteText, STATE_WORDS } from './citation-text.ts';
import { contentsEntries } from './contents.ts';
import type { Edition } from './edition.ts';
import { factsLine } from './heads.ts';
import { DOCUMENT_METRICS, metricsLine, PAGE_METRICS } from './metrics-line.ts';
import { headingOf, paragraphsOf } from './plain-blocks.ts';
import { type MarkdownForm, writeMarkdown } from './write-markdown.ts';

/** The shape of a story page, for stories that didn't come from one. */
const PAGE_FORM: PageForm = {
  metricsLine: PAGE_METRICS,
  hasLabel: true,
  titleLevel: 0,
  repeatedTitleLevel: 2,
  sectionLevel: 3,
  blankLines: false,
  questionBoxes: false,
  finalNewline: true,
  crlf: false,
};

/** A Markdown document: one title, sections below it, blank lines, boxes at questions. */
const DOCUMENT_FORM: PageForm = {
  metricsLine: DOCUMENT_METRICS,
  hasLabel: true,
  titleLevel: 1,
  repeatedTitleLevel: 0,
  sectionLevel: 2,
  blankLines: true,
  questionBoxes: true,
  finalNewline: true,
  crlf: false,
};

/** The level of an edition's topmost sections. */
const SECTION_LEVEL = 2;
const DEFAULT_MARKS = { emphasis: '*', strong: '*' } as const;

/**
 * Prints the edition of a story. With `layout: 'page'`, a story that was imported from a page comes out as that page again,
 * but for what was changed since; with `document`, it is a CommonMark/GFM document.
 */
export function publishStoryMarkdown(edition: Edition, story: Story, layout: 'document' | 'page'): string {
  const form = layout === 'document' ? DOCUMENT_FORM : (story.origin?.pageForm ?? PAGE_FORM);
  const mentions = sourcesCitedIn(story.document).length;
  const tree: Root = { type: 'root', children: edition.parts.flatMap((part) => part.tree.children) };
  shiftHeadings(tree, form.sectionLevel - SECTION_LEVEL);
  if (!form.questionBoxes) takeBoxesOff(tree);

  const gap = form.blankLines ? '\n\n' : '\n';
  const write = writer(edition, {
    blankLines: form.blankLines,
    lineBreaks: layout === 'page' ? 'bare' : 'marked',
    ...marksOf(story.document.root.children),
  });
  const metrics = metricsLine(form.metricsLine, story, mentions);
  const head =
    layout === 'page'
      ? // As it was imported: what reads a page takes these lines for plain text.
        [
          form.hasLabel ? story.label : '',
          heading(form.titleLevel, story.title),
          story.summary.split('\n').join(gap),
          metrics,
          form.repeatedTitleLevel > 0 ? heading(form.repeatedTitleLevel, story.title) : '',
        ]
      : [
          write(paragraphsOf(story.label)),
          write([headingOf(1, story.title)]),
          write(paragraphsOf(story.summary)),
          metrics,
        ];
  const tail = layout === 'document' ? tailOf(edition, write) : [];
  const body = [...contentsList(edition, write), write(tree.children), ...tail].filter(Boolean).join(gap);
  const text =
    (form.spacing === undefined
      ? [...head, body].filter(Boolean).join(gap)
      : spacedAs(form.spacing, head.join('\n').split('\n').filter(Boolean), body, form.blankLines)) +
    (form.finalNewline ? '\n' : '');
  return withoutNul(form.crlf ? text.replace(/\n/g, '\r\n') : text);
}

/** A file with NUL in it is none of text to most programs, ours among them; words that were pasted once may have one. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}

/** Prints the edition of a briefing as a document. */
export function publishBriefingMarkdown(edition: Edition): string {
  const write = writer(edition, { blankLines: true, lineBreaks: 'marked', ...DEFAULT_MARKS });
  const parts = edition.parts.flatMap((part) => [
    part.heading ? write([headingOf(2, part.heading.text)]) : '',
    write(paragraphsOf(part.label)),
    write(paragraphsOf(part.summary)),
    factsLine(part.facts),
    write(part.tree.children),
  ]);
  const text = [
    write(paragraphsOf(edition.label)),
    write([headingOf(1, edition.title)]),
    write(paragraphsOf(factsLine(edition.facts))),
    ...contentsList(edition, write),
    edition.introduction ? write(edition.introduction.children) : '',
    ...parts,
    ...tailOf(edition, write),
  ];
  return withoutNul(`${text.filter(Boolean).join('\n\n')}\n`);
}

type Write = (blocks: readonly RootContent[]) => string;

function writer(edition: Edition, form: MarkdownForm): Write {
  return (blocks) => writeMarkdown({ type: 'root', children: [...blocks] }, form, edition).replace(/\n+$/, '');
}

/** What stands below the text: what was left out, notes, sources. */
function tailOf(edition: Edition, write: Write): string[] {
  const { options, leftOut, citations, places, sources } = edition;
  const points = `${leftOut.bullets} significance ${leftOut.bullets === 1 ? 'point' : 'points'}`;
  const notes =
    options.citations === 'footnotes'
      ? citations.map((node): RootContent => {
          const place = places.get(node);
          const verdict = options.verdicts && place ? ` [${STATE_WORDS[place.state]}]` : '';
          const label = String(place?.number ?? 0);
          return {
            type: 'footnoteDefinition',
            identifier: label,
            label,
            children: [{ type: 'paragraph', children: [{ type: 'text', value: footnoteText(node) + verdict }] }],
          };
        })
      : [];
  const list: RootContent[] =
    options.sourceList && sources.length > 0
      ? [{ type: 'heading', depth: 2, children: [{ type: 'text', value: 'Sources' }] }, ...sourceBlocks(edition)]
      : [];
  return [
    options.audience && leftOut.bullets > 0
      ? `*Prepared for ${options.audience}: ${points} for other readers left out.*`
      : '',
    notes.length > 0 ? write(notes) : '',
    list.length > 0 ? write(list) : '',
  ];
}

/** The entries as a numbered list, or as paragraphs where the style's own numbers stand before them. */
function sourceBlocks({ sources, options, isNumbered }: Edition): RootContent[] {
  const entries = sources.map(
    ({ text, grade }): Paragraph => ({
      type: 'paragraph',
      children: [{ type: 'text', value: text + (options.grades ? gradeText(grade) : '') }],
    }),
  );
  if (isNumbered) return entries;
  const children = entries.map((entry): ListItem => ({ type: 'listItem', spread: false, children: [entry] }));
  return [{ type: 'list', ordered: true, start: 1, spread: false, children }];
}

function gradeText(grade: Edition['sources'][number]['grade']): string {
  return grade ? ` [${grade}: ${RELIABILITY_NAMES[grade].toLowerCase()}]` : ' [not graded]';
}

function contentsList(edition: Edition, write: Write): string[] {
  if (!edition.options.contents) return [];
  const children = contentsEntries(edition).map(
    ({ text }): ListItem => ({ type: 'listItem', spread: false, children: paragraphsOf(text) }),
  );
  return [write([{ type: 'list', ordered: false, spread: false, children }])];
}

function heading(level: number, text: string): string {
  return level > 0 ? `${'#'.repeat(level)} ${text}` : text;
}

function shiftHeadings(tree: Root, levels: number): void {
  for (const block of tree.children) {
    if (block.type === 'heading') block.depth = Math.min(6, Math.max(1, block.depth + levels)) as Heading['depth'];
  }
}

/** Open questions of a page stand without boxes; answered ones keep theirs. */
function takeBoxesOff(tree: Root): void {
  const take = (list: List) => {
    for (const item of list.children) {
      if (item.checked === false) item.checked = null;
      for (const child of item.children) if (child.type === 'list') take(child);
    }
  };
  for (const block of tree.children) if (block.type === 'list' && block.data?.isQuestions) take(block);
}

/** The marks that emphasis was imported with, told from the first emphasised text. */
function marksOf(nodes: readonly SerializedNode[]): { emphasis: '*' | '_'; strong: '*' | '_' } {
  const marks = { emphasis: undefined as '*' | '_' | undefined, strong: undefined as '*' | '_' | undefined };
  const look = (node: SerializedNode): void => {
    if (node.type === 'text' && typeof node.format === 'number') {
      const state = (node.$ ?? {}) as Record<string, unknown>;
      if (node.format & 2) marks.emphasis ??= state.mdastEmphasisMarker === '_' ? '_' : '*';
      if (node.format & 1) marks.strong ??= state.mdastStrongMarker === '_' ? '_' : '*';
    }
    for (const child of node.children ?? []) look(child);
  };
  nodes.forEach(look);
  return { emphasis: marks.emphasis ?? '*', strong: marks.strong ?? '*' };
}
