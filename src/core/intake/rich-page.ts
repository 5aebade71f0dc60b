/**
 * A page that is not Markdown, cut into its parts: what HTML and Word files are read into, and what both have in common.
 */
import type { PhrasingContent, Root, RootContent, Text } from 'mdast';
import { dateKeyOf, parseDate } from '#core/citation/dates.ts';
import { recogniseCitations } from '#core/citation/recogniser.ts';
import type { CslItem } from '#core/model/source.ts';
import { isMetricsLine, readMetrics } from './metrics.ts';
import type { Page } from './page.ts';
import type { Remark } from './remark.ts';

/** The parts of a page; what it doesn't say is absent. */
export type RichPage = Omit<Page, 'body' | 'form'> & {
  /** The blocks below the page's head, with the page's own heading levels. */
  tree: Root;
  remarks: Remark[];
};

/** What a reader of pages is given to turn what it finds into what a document can hold. */
export type RichContext = {
  /** Takes an image's bytes and returns the attachment's name; undefined for what is no image that a story can hold. */
  keepImage(bytes: Uint8Array): string | undefined;
  /** The id of the source with these details: one that there is, or a new one. */
  sourceIdOf(csl: CslItem): string;
  newId(): string;
};

/**
 * Blocks within each other beyond this are put beside each other: no story nests so deep, and no reader gets through. The
 * gate opens nodes sixty deep, and a list takes two a level.
 */
export const MAX_NESTED_BLOCKS = 24;

/** The head of a page is short; a metrics line further down belongs to the text. */
const HEAD_BLOCKS = 8;

/** All that a node says, without its formats. */
export function textOfTree(node: RootContent | Root | PhrasingContent): string {
  if ('value' in node) return node.value;
  if (node.type === 'break') return '\n';
  return 'children' in node ? (node.children as RootContent[]).map(textOfTree).join('') : '';
}

/**
 * Takes label, title, summary and metrics out of a page that carries them as a story page does: above a metrics line. Any
 * other page comes back as it is. Throws `Failure` Invalid where its metrics can't be right.
 */
export function withPageHead(page: RichPage): RichPage {
  const { children } = page.tree;
  const metricsAt = children
    .slice(0, HEAD_BLOCKS)
    .findIndex((block) => block.type === 'paragraph' && isMetricsLine(textOfTree(block).trim()));
  const line = children[metricsAt];
  if (!line) return page;
  const { template: _, ...metrics } = readMetrics(textOfTree(line).trim());
  const head = children.slice(0, metricsAt);
  const headingAt = head.findIndex(({ type }) => type === 'heading');
  // A title that was found already, in the page's own head, leaves nothing above the metrics but label and summary.
  const titleAt = headingAt >= 0 ? headingAt : page.title === undefined ? (head.length >= 3 ? 1 : 0) : -1;
  const textAt = (index: number) => (head[index] ? textOfTree(head[index]).trim() : '');
  const title = titleAt >= 0 ? textAt(titleAt) : page.title;
  const above = head.slice(0, Math.max(0, titleAt)).map((block) => textOfTree(block).trim());
  const below = head.slice(titleAt + 1).map((block) => textOfTree(block).trim());
  let body = children.slice(metricsAt + 1);
  const [first] = body;
  if (first?.type === 'heading' && title !== undefined && textOfTree(first).trim() === title) body = body.slice(1);
  return {
    ...page,
    ...metrics,
    ...(title && { title }),
    ...(above.length > 0 && { label: above.join(' ') }),
    ...(below.length > 0 && { summary: below.join('\n') }),
    tree: { type: 'root', children: body },
  };
}

/** Metrics that stand as names and values, `Confidence` and `60 %, moderate`, as Galley's own exports print them. */
export function metricsFrom(facts: readonly { name: string; value: string }[]): Partial<RichPage> {
  const said = (name: string) => facts.find((fact) => fact.name.trim() === name)?.value.trim() ?? '';
  const percent = (name: string) => {
    const number = /^(\d{1,3})\s*%/.exec(said(name))?.[1];
    return number === undefined || Number(number) > 100 ? undefined : Number(number);
  };
  const date = parseDate(said('Updated'));
  const metrics = {
    importancePercent: percent('Importance'),
    confidencePercent: percent('Confidence'),
    updatedOn: date && dateKeyOf({ month: 1, day: 1, ...date }),
  };
  return Object.fromEntries(Object.entries(metrics).filter(([, value]) => value !== undefined));
}

declare module 'mdast' {
  interface TextData {
    /** True for a note that was a citation and nothing else. */
    isCitedNote?: boolean;
  }
}

/**
 * A footnote in the running text, where a document of Galley's has it: in brackets. What reads like a citation then is
 * recognised as one.
 */
export function noteNode(note: string): Text {
  const bare = note.replace(/\s+/g, ' ').trim();
  const asCitation = `(${bare.replace(/\.$/, '')})`;
  const [found] = recogniseCitations(asCitation);
  if (found && found.start === 0 && found.end === asCitation.length)
    return { type: 'text', value: ` ${asCitation}`, data: { isCitedNote: true } };
  return { type: 'text', value: bare ? ` (${bare})` : '' };
}

/** A paragraph's children with white space as it shows, trimmed at both ends, and cited notes before the full stop. */
export function tidied(children: readonly PhrasingContent[]): PhrasingContent[] {
  const state = { isAfterSpace: true };
  const out = collapsed(citedBeforeStop(children), state);
  trimEnd(out);
  return out;
}

/** A note's mark follows the punctuation, a citation in brackets goes before it. */
function citedBeforeStop(children: readonly PhrasingContent[]): PhrasingContent[] {
  const out = [...children];
  for (let index = 1; index < out.length; index += 1) {
    const [before, note] = [out[index - 1], out[index]];
    if (note?.type !== 'text' || !note.data?.isCitedNote || before?.type !== 'text') continue;
    const marks = /[.,;:!?…]+["”’»)]*$/.exec(before.value)?.[0] ?? '';
    out[index - 1] = { type: 'text', value: before.value.slice(0, before.value.length - marks.length) };
    out[index] = { type: 'text', value: note.value + marks };
  }
  return out;
}

/** White space runs together as HTML has it (CSS Text 3 §4.1), over the borders of elements too. */
function collapsed(nodes: readonly PhrasingContent[], state: { isAfterSpace: boolean }): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  for (const node of nodes) {
    if (node.type === 'text') {
      let value = node.value.replace(/[ \t\n\r\f]+/g, ' ');
      if (state.isAfterSpace) value = value.replace(/^ /, '');
      if (value === '') continue;
      state.isAfterSpace = value.endsWith(' ');
      const last = out.at(-1);
      if (last?.type === 'text') last.value += value;
      else out.push({ type: 'text', value });
    } else if (node.type === 'break') {
      trimEnd(out);
      state.isAfterSpace = true;
      out.push(node);
    } else if ('children' in node) {
      const children = collapsed(node.children as PhrasingContent[], state);
      if (children.length > 0) out.push({ ...node, children } as PhrasingContent);
    } else {
      state.isAfterSpace = false;
      out.push(node);
    }
  }
  return out;
}

function trimEnd(nodes: PhrasingContent[]): void {
  for (let last = nodes.at(-1); last; last = nodes.at(-1)) {
    if (last.type === 'text') {
      last.value = last.value.replace(/ +$/, '');
      if (last.value !== '') return;
      nodes.pop();
    } else if (last.type === 'break') nodes.pop();
    else {
      if ('children' in last) trimEnd(last.children as PhrasingContent[]);
      return;
    }
  }
}
