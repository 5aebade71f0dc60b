// Small stories for the tests of assessment, written as lists of blocks.
import type { Citation } from '#core/model/citation.ts';
import type { SectionRole } from '#core/model/section.ts';
import { type Grade, newSource, type Source } from '#core/model/source.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';

const element = { version: 1, direction: null, format: '', indent: 0 };

export const text = (words: string): SerializedNode => ({
  type: 'text',
  version: 1,
  text: words,
  format: 0,
  mode: 'normal',
  style: '',
  detail: 0,
});
const inline = (child: SerializedNode | string) => (typeof child === 'string' ? text(child) : child);

export const paragraph = (...children: (SerializedNode | string)[]): SerializedNode => ({
  type: 'paragraph',
  ...element,
  children: children.map(inline),
  textFormat: 0,
  textStyle: '',
});

/** A heading with its section; the id is the heading in lower case. */
export const section = (
  words: string,
  {
    confidence = null,
    role = 'narrative',
    tag = 'h2',
  }: { confidence?: number | null; role?: SectionRole; tag?: string } = {},
): SerializedNode => ({
  type: 'heading',
  ...element,
  children: [text(words)],
  tag,
  $: { section: { id: words.toLowerCase(), role, confidencePercent: confidence, rationale: '' } },
});

export const list = (...items: (string | SerializedNode[])[]): SerializedNode => ({
  type: 'list',
  ...element,
  listType: 'check',
  start: 1,
  tag: 'ul',
  children: items.map((item, index) => ({
    type: 'listitem',
    ...element,
    value: index + 1,
    checked: false,
    children: typeof item === 'string' ? [text(item)] : item,
  })),
});

export const table = (...rows: (string | SerializedNode)[][]): SerializedNode => ({
  type: 'table',
  ...element,
  children: rows.map((cells) => ({
    type: 'tablerow',
    ...element,
    children: cells.map((cell) => ({ type: 'tablecell', ...element, headerState: 0, children: [paragraph(cell)] })),
  })),
});

/** A citation of one source; its id is that of the source unless `change` gives another. */
export const cite = (sourceId: string, change: Partial<Citation> = {}): SerializedNode => ({
  type: 'citation',
  version: 1,
  citation: { id: `c-${sourceId}`, items: [{ sourceId }], quote: '', verdict: 'supports', note: '', ...change },
});

export const claim = (
  id: string,
  confidencePercent: number | null,
  ...children: (SerializedNode | string)[]
): SerializedNode => ({
  type: 'claim',
  ...element,
  claim: { id, confidencePercent, likelihoodPercent: null, note: '' },
  children: children.map(inline),
});

export const storyLink = (storyId: string, title: string): SerializedNode => ({
  type: 'story-link',
  version: 1,
  link: { storyId, title },
});

export const documentOf = (...children: SerializedNode[]): StoryDocument => ({
  root: { type: 'root', ...element, children },
});

export function source(id: string, outlet: string, grade: Grade | null = 'B', change: Partial<Source> = {}): Source {
  const csl = { type: 'article-newspaper' as const, 'container-title': outlet, issued: { 'date-parts': [[2026, 3]] } };
  return { ...newSource(id, csl, new Date('2026-03-09T00:00:00Z')), grade, ...change };
}

/** Two outlets, of which the wire speaks through two articles, and one source of which nothing is known. */
export const SOURCES: ReadonlyMap<string, Source> = new Map(
  [
    source('wire', 'Meridian Wire'),
    source('wire2', 'The Meridian Wire'),
    source('gazette', 'Harbour Gazette'),
    source('bare', 'Orbit Brief', null, { needsDetails: true }),
  ].map((one) => [one.id, one]),
);
