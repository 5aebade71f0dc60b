/**
 * A story as plain Markdown: the page that it came from, or a well-formed document.
 */
import type { Heading, List, Root } from 'mdast';
import { citationsIn, mentionedSourcesOf } from '#core/document/citations.ts';
import { outlineOf, sectionAt } from '#core/document/outline.ts';
import type { PageForm, SerializedNode, Story } from '#core/model/story.ts';
import { DOCUMENT_METRICS, metricsLine, PAGE_METRICS } from './metrics-line.ts';
import { type PublishContext, printedTree } from './printed.ts';
import { writeMarkdown } from './write-markdown.ts';

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

/** The level of a document's topmost sections. */
const SECTION_LEVEL = 2;

/**
 * Prints a story as Markdown. With `layout: 'page'`, a story that was imported from a page comes out as that page again,
 * but for what was changed since; with `document`, it is a CommonMark/GFM document. Citations stand as the style prints
 * them.
 */
export function publishMarkdown(story: Story, context: PublishContext & { layout: 'document' | 'page' }): string {
  const form = context.layout === 'document' ? DOCUMENT_FORM : (story.origin?.pageForm ?? PAGE_FORM);
  const sections = outlineOf(story.document);
  const mentions = mentionedSourcesOf(citationsIn(story.document, sections)).length;
  const { tree } = printedTree(story.document, context);
  shiftHeadings(tree, form.sectionLevel - SECTION_LEVEL);
  if (!form.questionBoxes) takeBoxesOff(tree, (index) => sectionAt(sections, index)?.role === 'questions');

  const gap = form.blankLines ? '\n\n' : '\n';
  const head = [
    form.hasLabel ? story.label : '',
    heading(form.titleLevel, story.title),
    story.summary.split('\n').join(gap),
    metricsLine(form.metricsLine, story, mentions),
    form.repeatedTitleLevel > 0 ? heading(form.repeatedTitleLevel, story.title) : '',
  ];
  if (context.layout === 'document' && context.printer.isNumbered) appendSources(tree, story, context);
  const body = writeMarkdown(tree, { blankLines: form.blankLines, ...marksOf(story.document.root.children) });
  const text = [...head, body.replace(/\n+$/, '')].filter(Boolean).join(gap) + (form.finalNewline ? '\n' : '');
  return form.crlf ? text.replace(/\n/g, '\r\n') : text;
}

/** The list of sources, without which numbers say nothing. */
function appendSources(tree: Root, story: Story, { printer, sources }: PublishContext): void {
  const entries = printer.printSourceList(mentionedSourcesOf(citationsIn(story.document)), sources);
  if (entries.length === 0) return;
  tree.children.push({ type: 'heading', depth: SECTION_LEVEL, children: [{ type: 'text', value: 'Sources' }] });
  for (const { text } of entries) tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: text }] });
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
function takeBoxesOff(tree: Root, isQuestions: (blockIndex: number) => boolean): void {
  const take = (list: List) => {
    for (const item of list.children) {
      if (item.checked === false) item.checked = null;
      for (const child of item.children) if (child.type === 'list') take(child);
    }
  };
  tree.children.forEach((block, index) => {
    if (block.type === 'list' && isQuestions(index)) take(block);
  });
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
