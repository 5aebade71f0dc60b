/**
 * An mdast tree as Markdown text: the syntax that was imported is kept, and nothing is escaped that needn't be.
 */
import type { Nodes, Root, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Handle, type Join, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import { gfm } from 'micromark-extension-gfm';
import { isRaised } from '#core/citation/printer.ts';
import type { MdastCitation, MdastStoryLink } from '#core/document/markdown/extension.ts';
import type { Formatted } from '#core/document/markdown/formats.ts';
import { citationText } from './citation-text.ts';
import type { Edition } from './edition.ts';
import { tidyWhiteSpace } from './tidy-white-space.ts';

export type MarkdownForm = {
  /** Blank lines between blocks; without them every block is a line, as in a story page. */
  blankLines: boolean;
  /**
   * How a line break within a block is written: `marked`, as readers of Markdown take it, or as the bare end of a line, as a
   * story page has it.
   */
  lineBreaks: 'marked' | 'bare';
  /** The mark of emphasis that the document was written with. */
  emphasis: '*' | '_';
  strong: '*' | '_';
};

/** Returns GFM, ending in a line break; citations stand as `edition` places them, else as they were printed. Text that would read as HTML or as other syntax stays escaped. */
export function writeMarkdown(
  tree: Root,
  { blankLines, lineBreaks, emphasis, strong }: MarkdownForm,
  edition?: Pick<Edition, 'places' | 'options'>,
): string {
  tidyWhiteSpace(tree);
  const join: Join[] = blankLines ? [] : [() => 0];
  return toMarkdown(tree, {
    bullet: '-',
    emphasis,
    strong,
    rule: '-',
    listItemIndent: 'one',
    extensions: [
      GFM,
      { handlers: { ...HANDLERS, break: breakHandler(lineBreaks), citation: citationHandler(edition) }, join },
    ],
  });
}

const GFM = gfmToMarkdown();
/** The handlers of GFM for what we write in a way of our own. */
const gfmHandler = (type: 'tableCell' | 'paragraph'): Handle | undefined =>
  GFM.extensions?.find((extension) => extension.handlers?.[type])?.handlers?.[type] ?? undefined;
const gfmCell = gfmHandler('tableCell') ?? defaultHandlers.paragraph;
/** Writes the box of a check list's item with its first paragraph. */
const gfmParagraph = gfmHandler('paragraph') ?? defaultHandlers.paragraph;

/** A table with delimiters of three dashes, which every reader of Markdown takes, and cells as wide as their text. */
function writeTable(table: Table, state: State, info: Parameters<Handle>[3]): string {
  const exit = state.enter('table');
  const rows = table.children.map((row) =>
    row.children.map((cell) => leastEscaped(gfmCell, cell, row, state, info, (text) => `| ${text} |\n| --- |`)),
  );
  exit();
  const width = Math.max(...rows.map((cells) => cells.length));
  const delimiters = Array.from({ length: width }, (_, index) => DELIMITERS[table.align?.[index] ?? 'none']);
  const [head = [], ...body] = rows.map((cells) => [...cells, ...Array(width - cells.length).fill('')]);
  return [head, delimiters, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
const DELIMITERS = { left: ':---', center: ':---:', right: '---:', none: '---' };

/** A citation as the style prints it, as a footnote's mark, or as the numbers of the source list. */
function citationHandler(edition: Pick<Edition, 'places' | 'options'> | undefined): Handle {
  return (node: MdastCitation, _, state, info) => {
    const place = edition?.places.get(node);
    if (!edition || !place) return printedText(node, state, info);
    const { options } = edition;
    if (options.citations === 'footnotes') return `[^${place.number}]`;
    const { text, mark } = citationText(node, place, options);
    const written = options.citations === 'numbered' ? `[${state.safe(text, info)}]` : printedText(node, state, info);
    return mark ? `${written} [${mark}]` : written;
  };
}

function printedText({ printed }: MdastCitation, state: State, info: Parameters<Handle>[3]): string {
  if (!printed) return '';
  if (isRaised(printed)) return `<sup>${state.safe(printed.text, { ...info, before: '>', after: '<' })}</sup>`;
  return state.safe(printed.text, info);
}

const inline: Record<string, Handle> = {
  storyLink: (node: MdastStoryLink, _, state, info) => state.safe(node.title ?? node.link.title, info),
  formatted: (node: Formatted, _, state, info) => {
    const tracker = state.createTracker(info);
    const open = tracker.move(`<${node.tag}>`);
    const content = tracker.move(state.containerPhrasing(node, { before: '>', after: '<', ...tracker.current() }));
    return `${open}${content}</${node.tag}>`;
  },
};

/** Handlers that reproduce what `@lexical/mdast` remembers of the imported syntax in a node's `data`. */
const HANDLERS: Record<string, Handle> = {
  ...inline,
  paragraph: (node, parent, state, info) => leastEscaped(gfmParagraph, node, parent, state, info),
  heading: (node, parent, state, info) =>
    withOptions(state, { setext: dataOf(node).mdastSetext === true }, () =>
      leastEscaped(defaultHandlers.heading, node, parent, state, info),
    ),
  code: (node, parent, state, info) => {
    const fence = dataOf(node).mdastFence;
    const options: Options =
      typeof fence === 'string' ? { fence: fence.startsWith('~') ? '~' : '`', fences: true } : { fences: true };
    return withOptions(state, options, () => defaultHandlers.code(node, parent, state, info));
  },
  link: (node, parent, state, info) => {
    const style = dataOf(node).mdastLinkStyle;
    const [only] = node.children;
    if (style === 'literal' && !node.title && node.children.length === 1 && only?.type === 'text') return only.value;
    return withOptions(state, { resourceLink: style !== 'autolink' }, () =>
      defaultHandlers.link(node, parent, state, info),
    );
  },
  list: (node, parent, state, info) => {
    const { mdastBullet: bullet, mdastBulletOrdered: bulletOrdered } = dataOf(node);
    const options: Options = {};
    if (bullet === '*' || bullet === '+' || bullet === '-')
      Object.assign(options, { bullet, bulletOther: bullet === '-' ? '*' : '-' });
    if (bulletOrdered === ')' || bulletOrdered === '.') options.bulletOrdered = bulletOrdered;
    return withOptions(state, options, () => defaultHandlers.list(node, parent, state, info));
  },
  table: (node, _, state, info) => writeTable(node, state, info),
  thematicBreak: (node, parent, state) => {
    const { mdastRule: rule } = dataOf(node);
    const options: Options = rule === '-' || rule === '*' || rule === '_' ? { rule } : {};
    return withOptions(state, options, () => defaultHandlers.thematicBreak(node, parent, state));
  },
};

function breakHandler(lineBreaks: MarkdownForm['lineBreaks']): Handle {
  return (node, parent, state, info) => {
    const written = defaultHandlers.break(node, parent, state, info);
    const marker = dataOf(node).mdastBreak;
    // Where a line can't end, as in a cell, it is a space.
    if (written !== '\\\n') return written;
    if (!marker) return lineBreaks === 'bare' ? '\n' : written;
    return typeof marker === 'string' && /^ {2,}$/.test(marker) ? `${marker}\n` : written;
  };
}

function dataOf(node: { data?: unknown }): Record<string, unknown> {
  return (node.data ?? {}) as Record<string, unknown>;
}

/** Runs `write` with some of the options changed, and changes them back. */
function withOptions<T>(state: State, options: Options, write: () => T): T {
  const before = { ...state.options };
  Object.assign(state.options, options);
  try {
    return write();
  } finally {
    for (const key of Object.keys(options)) delete state.options[key as keyof Options];
    Object.assign(state.options, before);
  }
}

/** More escapes than this in one block are left as they are: trying them would take long, and prose has none. */
const MAX_TRIED = 400;
const ESCAPE = /\\(?=[!-/:-@[-`{-~])/g;

/**
 * Writes a block and takes out every escape without which it reads the same. The serialiser escapes whatever might be
 * syntax somewhere (`R\&D`, `snake\_case`, `\[sic]`); pages are read by people.
 */
function leastEscaped(
  write: Handle,
  node: Nodes,
  parent: Parameters<Handle>[1],
  state: State,
  info: Parameters<Handle>[3],
  // In a list item a paragraph may begin to look like a box, and end to look like a heading.
  inContext = (text: string) => (parent?.type === 'listItem' ? `- ${text.replace(/\n/g, '\n  ')}` : text),
): string {
  const isSame = (text: string, meaning: string) => meaningOf(inContext(text)) === meaning;
  const cautious = write(node, parent, state, info);
  const escaped = withPlainStars(cautious, (text) => isSame(text, meaningOf(inContext(cautious))));
  const at = Array.from(escaped.matchAll(ESCAPE), (match) => match.index);
  if (at.length === 0 || at.length > MAX_TRIED) return escaped;
  const meaning = meaningOf(inContext(escaped));
  const dropped = new Set<number>();
  // All at once where that does, else each half by itself: a few readings, not one for each escape.
  const release = (positions: readonly number[]): void => {
    if (isSame(drop(escaped, new Set([...dropped, ...positions])), meaning)) {
      for (const position of positions) dropped.add(position);
    } else if (positions.length > 1) {
      const half = Math.ceil(positions.length / 2);
      release(positions.slice(0, half));
      release(positions.slice(half));
    }
  };
  release(at);
  return drop(escaped, dropped);
}

/** The serialiser writes bold italics with two kinds of mark, `**_both_**`; people write `***both***`. */
function withPlainStars(text: string, isSame: (text: string) => boolean): string {
  if (!text.includes('**_')) return text;
  const plain = text.replace(/\*\*_([^_*]+)_\*\*/g, '***$1***');
  return isSame(plain) ? plain : text;
}

function drop(text: string, positions: ReadonlySet<number>): string {
  let out = '';
  for (let index = 0; index < text.length; index += 1) if (!positions.has(index)) out += text[index];
  return out;
}

/** What a piece of Markdown means, as a string to compare by: its tree without positions. */
function meaningOf(markdown: string): string {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return JSON.stringify(tree, (key, value: unknown) => (key === 'position' ? undefined : inOneOrder(value)));
}

/** Italics within bold mean the same as bold within italics. */
function inOneOrder(value: unknown): unknown {
  const node = value as Partial<Nodes> | null;
  if (typeof node !== 'object' || node?.type !== 'emphasis') return value;
  const [only, ...others] = node.children ?? [];
  if (only?.type !== 'strong' || others.length > 0) return value;
  return { type: 'strong', children: [{ type: 'emphasis', children: only.children }] };
}
