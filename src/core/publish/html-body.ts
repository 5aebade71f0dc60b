/**
 * A story's text as HTML: remark's tree becomes elements by our own converters, and only what those make gets through.
 */
import type { Element, ElementContent, Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype, { type Options as RehypeOptions } from 'remark-rehype';
import { unified } from 'unified';
import type { PrintedEntry } from '#core/citation/printer.ts';
import type { MdastCitation, MdastStoryLink } from '#core/document/markdown/extension.ts';
import type { Formatted } from '#core/document/markdown/formats.ts';
import { slugOf } from '#core/model/primitives.ts';

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const ALIGNED = ['align-left', 'align-center', 'align-right'];

/** Every element and attribute that a text can have: no style, no script, no frame, no form but the boxes of a check list. */
const SCHEMA: Schema = {
  // Ids are made here from letters and digits; there is no script that they could get in the way of.
  clobber: [],
  clobberPrefix: '',
  tagNames: [
    ...HEADINGS,
    ...['p', 'blockquote', 'ul', 'ol', 'li', 'pre', 'hr', 'div', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ...['a', 'span', 'strong', 'em', 'del', 'u', 'mark', 'sub', 'sup', 'code', 'br', 'img', 'input'],
  ],
  attributes: {
    ...Object.fromEntries(HEADINGS.map((name) => [name, [['id', /^section-/]]])),
    a: ['href', 'title', ['className', 'citation']],
    span: [
      ['className', 'citation', 'story-link'],
      ['id', /^cite-\d+$/],
    ],
    div: [['className', 'table'], ['role', 'region'], ['tabIndex', 0], 'ariaLabel'],
    th: [
      ['scope', 'col'],
      ['className', ...ALIGNED],
    ],
    td: [['className', ...ALIGNED]],
    ol: ['start'],
    ul: [['className', 'contains-task-list']],
    li: [['className', 'task-list-item']],
    code: [['className', /^language-./]],
    img: ['src', 'alt'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked', 'ariaLabel'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['data'] },
  required: { input: { type: 'checkbox', disabled: true } },
};

type Handlers = NonNullable<RehypeOptions['handlers']>;

/**
 * Returns the HTML of a text. Citations link to `#source-N`, N being the place of their source among `entries`, and are
 * found at `#cite-N`, N being their own place among `citations`. Images stand as data URIs from `attachments`.
 */
export function htmlBodyOf(
  tree: Root,
  citations: readonly MdastCitation[],
  entries: readonly PrintedEntry[],
  attachments: ReadonlyMap<string, string>,
): string {
  const numberOf = new Map(entries.map(({ sourceId }, index) => [sourceId, index + 1]));
  const citeNumber = new Map(citations.map((node, index) => [node, index + 1]));
  const handlers: Handlers = {
    citation: (_, node: MdastCitation) => citationElement(node, citeNumber.get(node) ?? 0, numberOf),
    storyLink: (_, node: MdastStoryLink) =>
      element('span', { className: ['story-link'] }, [text(node.title ?? node.link.title)]),
    formatted: (state, node: Formatted) => element(node.tag, {}, state.all(node) as ElementContent[]),
    image: (_, node: { url: string; alt?: string | null }) => {
      const src = attachments.get(node.url.replace(/^attachments\//, ''));
      return src ? element('img', { src, alt: node.alt ?? '' }, []) : text(node.alt ?? '');
    },
    // HTML in a document is text that shows.
    html: (_, node: { value: string }) => text(node.value),
  };
  const processor = unified()
    .use(remarkRehype, { handlers })
    .use(() => (root: HastRoot) => decorate(root))
    .use(rehypeSanitize, SCHEMA)
    .use(rehypeStringify);
  return processor.stringify(processor.runSync(tree) as HastRoot).trim();
}

/** A citation as links to its sources, one each where the print can be told apart at its semicolons. */
function citationElement(node: MdastCitation, number: number, numberOf: ReadonlyMap<string, number>): Element {
  const [, open = '', inside = '', close = ''] = /^(\(?)(.*?)(\)?)$/s.exec(node.printed?.text ?? '') ?? [];
  const { items, quote } = node.citation;
  const parts = inside.split('; ');
  const links = (parts.length === items.length ? parts : [inside]).flatMap((part, index): ElementContent[] => {
    const source = numberOf.get(items[index]?.sourceId ?? '');
    const title = quote && index === 0 ? { title: quote } : {};
    const link = { className: ['citation'], href: `#source-${source}`, ...title };
    return [text(index > 0 ? '; ' : ''), source === undefined ? text(part) : element('a', link, [text(part)])];
  });
  return element('span', { className: ['citation'], id: `cite-${number}` }, [text(open), ...links, text(close)]);
}

/** Gives headings their anchors, tables their frame and alignment, and boxes their words. */
function decorate(root: HastRoot): void {
  const used = new Set<string>();
  let tables = 0;
  const walk = (parent: HastRoot | Element): void => {
    parent.children = parent.children.map((child) => {
      if (child.type !== 'element') return child;
      const { tagName, properties } = child;
      const { align } = properties;
      if (tagName === 'table') tables += 1;
      const label = `Table ${tables}`;
      walk(child);
      if (HEADINGS.includes(tagName)) properties.id = anchorOf(plainText(child), used);
      // The page has one title, and it is the story's.
      if (tagName === 'h1') child.tagName = 'h2';
      if (tagName === 'th') properties.scope = 'col';
      if (typeof align === 'string') properties.className = [`align-${align}`];
      if (tagName === 'input') properties.ariaLabel = properties.checked ? 'Done' : 'Open';
      // A wide table scrolls by itself, with the keyboard too.
      const frame = { className: ['table'], role: 'region', tabIndex: 0, ariaLabel: label };
      return tagName === 'table' ? element('div', frame, [child]) : child;
    }) as typeof parent.children;
  };
  walk(root);
}

function anchorOf(heading: string, used: Set<string>): string {
  const slug = `section-${slugOf(heading)}`;
  let anchor = slug;
  for (let count = 2; used.has(anchor); count += 1) anchor = `${slug}-${count}`;
  used.add(anchor);
  return anchor;
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

function text(value: string): { type: 'text'; value: string } {
  return { type: 'text', value };
}

function plainText(node: Element): string {
  return node.children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? plainText(child) : ''))
    .join('');
}
