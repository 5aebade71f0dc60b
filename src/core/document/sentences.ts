/**
 * The running text of a document's blocks, cut into sentences, and which sentence an inline node stands in.
 */
import type { SerializedNode } from '#core/model/story.ts';
import { perBlock } from './per-block.ts';

/** One stretch of running text: a paragraph, a heading, a list item's own line, a cell. Citations have no text of their own. */
export type TextRun = {
  text: string;
  sentences: Sentence[];
  /** The inline nodes that are no text, in order, with their offset in `text`. */
  inlines: { node: SerializedNode; offset: number }[];
  /** The ranges of `text` that claims mark. */
  claims: { node: SerializedNode; start: number; end: number }[];
};

/** A sentence as a range of its run's text, without the white space around it. */
export type Sentence = { text: string; start: number; end: number };

/** The text runs of a block in document order. Code is no prose: its run has no text. */
export const textRunsOf: (block: SerializedNode) => readonly TextRun[] = perBlock((block) => {
  const runs: TextRun[] = [];
  collectRuns(block, runs);
  return runs;
});

/**
 * The sentence that a node at `offset` belongs to: the one that it stands in, or the one before where it stands between two,
 * since a citation follows what it supports. Undefined where the run has no text.
 */
export function sentenceAt(run: TextRun, offset: number): Sentence | undefined {
  return run.sentences.findLast((sentence) => sentence.start < offset) ?? run.sentences[0];
}

/** Types that are a line of their own: what is inside them is not part of the line around them. */
const LINES = new Set(['paragraph', 'heading', 'listitem', 'quote', 'tablecell', 'code']);

/** True for a type whose own text is one run. */
export function isLine(type: string): boolean {
  return LINES.has(type);
}

/** True for a type that, inside a line, is not part of it. */
export function isNestedBlock(type: string): boolean {
  return LINES.has(type) || type === 'list' || type === 'table';
}

function collectRuns(node: SerializedNode, runs: TextRun[]): void {
  const children = node.children ?? [];
  if (!isLine(node.type)) {
    for (const child of children) collectRuns(child, runs);
    return;
  }
  const run: TextRun = { text: '', sentences: [], inlines: [], claims: [] };
  const inner: SerializedNode[] = [];
  appendInline(children, run, inner);
  if (node.type === 'code') run.text = '';
  if (run.text.trim() || run.inlines.length > 0) {
    run.sentences = sentencesOf(run.text);
    runs.push(run);
  }
  for (const block of inner) collectRuns(block, runs);
}

function appendInline(children: readonly SerializedNode[], run: TextRun, inner: SerializedNode[]): void {
  for (const child of children) {
    if (child.type === 'text' || child.type === 'tab') run.text += typeof child.text === 'string' ? child.text : '';
    else if (child.type === 'linebreak') run.text += '\n';
    else if (isNestedBlock(child.type)) {
      inner.push(child);
    } else if (child.children) {
      const start = run.text.length;
      appendInline(child.children, run, inner);
      if (child.type === 'claim') run.claims.push({ node: child, start, end: run.text.length });
    } else {
      run.inlines.push({ node: child, offset: run.text.length });
      if (child.type === 'story-link') run.text += titleOf(child);
    }
  }
}

function titleOf(storyLink: SerializedNode): string {
  const link = storyLink.link as { title?: unknown } | undefined;
  return typeof link?.title === 'string' ? link.title : '';
}

/** Made when first needed: it takes as long as opening a few stories. */
let segmenter: Intl.Segmenter | undefined;

/** A full stop after one of these, or after a single capital, does not end a sentence. */
const ABBREVIATION =
  /(?:^|[\s(“"'’])(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Jr|Sr|Co|Corp|Inc|Ltd|vs|cf|e\.g|i\.e|No|Nos|Art|Sec|Fig|Vol|pp?|approx|ca?|\p{Lu}|(?:\p{Lu}\.)+\p{Lu})\.$/u;

/** Cuts running text into sentences by Unicode's rules (UAX #29), with common abbreviations left whole. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let openFrom = 0;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  for (const { segment, index } of segmenter.segment(text)) {
    const end = index + segment.length;
    const isLast = end === text.length;
    const piece = text.slice(openFrom, end);
    const trimmed = piece.trim();
    if (!isLast && (trimmed === '' || ABBREVIATION.test(trimmed))) continue;
    if (trimmed) {
      const start = openFrom + piece.indexOf(trimmed[0] ?? '');
      sentences.push({ text: trimmed, start, end: start + trimmed.length });
    }
    openFrom = end;
  }
  return sentences;
}
