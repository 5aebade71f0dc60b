/**
 * One block of an mdast tree as Pandoc Markdown.
 */
import type { RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Handle, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import type { MdastCitation, MdastStoryLink } from '#core/document/markdown/extension.ts';
import type { Formatted } from '#core/document/markdown/formats.ts';
import type { Citation } from '#core/model/citation.ts';
import { printAttributes } from './attributes.ts';
import { type KeyedItem, printCite, readCite, SOURCES_CHANGED } from './cite-syntax.ts';

/** Prints a block without a line break at its end. `keys` names the sources. */
export function printBlock(block: RootContent, keys: ReadonlyMap<string, string>): string {
  const inline: Record<string, Handle> = {
    citation: (node: MdastCitation) => printCitation(node.citation, keys),
    storyLink: (node: MdastStoryLink, _, state, info) =>
      `[${state.safe(node.link.title, { ...info, before: '[', after: ']' })}]${printAttributes({ classes: ['story-link'], values: { story: node.link.storyId } })}`,
    formatted: (node: Formatted, _, state, info) => printFormatted(node, state, info),
    // A break that was written as one stays one; other line breaks of a text are its lines.
    break: () => '\\\n',
  };
  const text = toMarkdown(
    { type: 'root', children: [block] },
    {
      bullet: '-',
      rule: '*',
      ruleRepetition: 3,
      listItemIndent: 'one',
      fences: true,
      resourceLink: true,
      extensions: [gfmToMarkdown({ tablePipeAlign: false }), { unsafe: UNSAFE, handlers: inline }],
    },
  );
  return withoutListMarkers(text.replace(/\n$/, ''), block);
}

/** What is syntax to Pandoc and none to CommonMark. */
const UNSAFE: Options['unsafe'] = [
  { character: '\\', inConstruct: 'phrasing' },
  { character: '@', inConstruct: 'phrasing' },
  { character: '$', inConstruct: 'phrasing' },
  { character: '^', inConstruct: 'phrasing' },
  { character: '~', inConstruct: 'phrasing' },
  { character: '{', inConstruct: 'phrasing' },
  { character: '[', inConstruct: 'phrasing' },
  { character: ']', inConstruct: 'phrasing' },
  { character: '<', inConstruct: 'phrasing' },
  { character: ':', atBreak: true },
  { character: '|', atBreak: true },
];

/** `a.`, `(iv)` or `#.` at the start of a line begins a list to Pandoc. */
function withoutListMarkers(text: string, block: RootContent): string {
  if (block.type !== 'paragraph') return text;
  return text.replace(/^(\(?(?:[A-Za-z]|[ivxlcdmIVXLCDM]+|\d+|#|\\@[\w-]*))([.)])(?=\s)/gm, '$1\\$2');
}

const SPANS = { u: 'underline', mark: 'mark' } as const;
const SCRIPTS = { sub: '~', sup: '^' } as const;

function printFormatted(node: Formatted, state: State, info: Parameters<Handle>[3]): string {
  const tracker = state.createTracker(info);
  const inner = state.containerPhrasing(node, { before: '[', after: ']', ...tracker.current() });
  if (node.tag === 'u' || node.tag === 'mark')
    return `[${inner}]${printAttributes({ classes: [SPANS[node.tag]], values: {} })}`;
  const mark = SCRIPTS[node.tag];
  return `${mark}${inner.replace(/ /g, '\\ ')}${mark}`;
}

function printCitation(citation: Citation, keys: ReadonlyMap<string, string>): string {
  const items = citation.items.map(
    ({ sourceId, ...item }): KeyedItem => ({ ...item, key: keys.get(sourceId) ?? sourceId }),
  );
  const cite = printCite(items);
  const values: Record<string, string> = {};
  if (citation.verdict !== 'unverified') values.verdict = citation.verdict;
  if (citation.quote) values.quote = citation.quote;
  if (citation.note) values.note = citation.note;
  if (citation.credibility !== undefined) values.credibility = String(citation.credibility);
  if (citation.review) Object.assign(values, { reviewed: citation.review.at, sentence: citation.review.sentence });
  if (citation.review?.sourcesChanged) values.sources = SOURCES_CHANGED;
  if (!isSaid(cite, items)) values.items = JSON.stringify(items);
  return `[${cite}]${printAttributes({ id: citation.id, classes: ['cite'], values })}`;
}

/** True where a citation's text says all that its items carry. */
function isSaid(cite: string, items: readonly KeyedItem[]): boolean {
  const read = readCite(cite.slice(1, -1));
  const plain = (item: KeyedItem) => JSON.stringify(Object.entries(item).sort(([a], [b]) => a.localeCompare(b)));
  return read?.length === items.length && read.every((item, index) => plain(item) === plain(items[index] as KeyedItem));
}
