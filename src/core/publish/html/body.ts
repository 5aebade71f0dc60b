/**
 * A part of an edition as HTML: our own nodes by the handlers here, and only what those make gets through.
 */
import type { Element, ElementContent, Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype, { type Options as RehypeOptions } from 'remark-rehype';
import { unified } from 'unified';
import type { MdastCitation, MdastStoryLink } from '#core/document/markdown/extension.ts';
import type { Formatted } from '#core/document/markdown/formats.ts';
import type { Edition } from '../edition.ts';
import { citationElement } from './citation.ts';
import { element, text } from './elements.ts';
import { partLink } from './part-links.ts';

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const ALIGNED = ['align-left', 'align-center', 'align-right'];

/** Every element and attribute that a text can have: no style, no script, no frame, no form but the boxes of a check list. */
const SCHEMA: Schema = {
  // Ids are made here from letters and digits; there is no script that they could get in the way of.
  clobber: [],
  clobberPrefix: '',
  tagNames: [
    ...HEADINGS,
    ...['p', 'blockquote', 'ul', 'ol', 'li', 'pre', 'hr', 'section', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ...['a', 'span', 'strong', 'em', 'del', 'u', 'mark', 'sub', 'sup', 'code', 'br', 'img', 'input'],
  ],
  attributes: {
    '*': [['dir', 'auto']],
    ...Object.fromEntries(HEADINGS.map((name) => [name, [['id', /^section-/]]])),
    a: ['href', 'ariaLabel', 'ariaDescribedBy', ['className', 'citation']],
    p: [['className', 'statement']],
    sup: [['className', 'citation'], ['tabIndex', 0], 'ariaDescribedBy', ['id', /^cite-\d+$/]],
    span: [
      ['className', 'citation', 'story-link', 'quote', 'verdict'],
      ['id', /^(?:cite|quote)-\d+$/],
      ['tabIndex', 0],
      'ariaDescribedBy',
      ['role', 'note'],
    ],
    section: [['className', 'table'], ['tabIndex', 0], 'ariaLabel'],
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

function isEmpty(node: Element): boolean {
  return textIn(node).trim() === '' && !hasImage(node);
}

function hasImage({ children }: Element): boolean {
  return children.some((child) => child.type === 'element' && (child.tagName === 'img' || hasImage(child)));
}

function textIn(node: Element | ElementContent): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textIn).join('') : '';
}

type Handlers = NonNullable<RehypeOptions['handlers']>;

/** Counts the tables of a page: each has a name of its own. */
type TableCount = { tables: number };

/**
 * Returns what prints the trees of an edition on one page, in their order. `attachments` holds the images as data URIs, by
 * attachment name.
 */
export function bodyPrinter(edition: Edition, attachments: ReadonlyMap<string, string>): (tree: Root) => string {
  const counted: TableCount = { tables: 0 };
  const handlers: Handlers = {
    citation: (_, node: MdastCitation) => citationElement(node, edition),
    storyLink: (_, node: MdastStoryLink) =>
      element('span', { className: ['story-link'] }, [text(node.title ?? node.link.title)]),
    formatted: (state, node: Formatted) => element(node.tag, {}, state.all(node) as ElementContent[]),
    image: (_, node: { url: string; alt?: string | null }) => {
      const src = attachments.get(node.url.replace(/^attachments\//, ''));
      return src?.startsWith('data:') ? element('img', { src, alt: node.alt ?? '' }, []) : text(node.alt ?? '');
    },
    // HTML in a document is text that shows.
    html: (_, node: { value: string }) => text(node.value),
  };
  const processor = unified()
    .use(remarkRehype, { handlers })
    .use(() => (root: HastRoot) => decorate(root, counted))
    .use(rehypeSanitize, SCHEMA)
    .use(rehypeStringify);
  return (tree) => processor.stringify(processor.runSync(tree) as HastRoot).trim();
}

/** Text that runs from right to left, in the scripts that do (Unicode, blocks Hebrew to Arabic Extended-A and their forms). */
export const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const BLOCKS = new Set([...HEADINGS, 'p', 'li', 'th', 'td', 'blockquote']);

/** Parts links at citations, and gives tables their frame and alignment, boxes their words, and a direction to what may run from right to left. */
function decorate(parent: HastRoot | Element, counted: TableCount): void {
  // Nobody can see or go to a heading that says nothing.
  const shown = parent.children.filter(
    (child) => child.type !== 'element' || !HEADINGS.includes(child.tagName) || !isEmpty(child),
  );
  const parted = shown.flatMap((child) =>
    child.type === 'element' && child.tagName === 'a' ? partLink(child) : [child],
  );
  parent.children = parted.map((child) => {
    if (child.type !== 'element') return child;
    const { tagName, properties } = child;
    if (BLOCKS.has(tagName) && RIGHT_TO_LEFT.test(textIn(child))) properties.dir = 'auto';
    const { align } = properties;
    if (tagName === 'table') counted.tables += 1;
    const label = `Table ${counted.tables}`;
    decorate(child, counted);
    // The page has one title, and it is the edition's.
    if (tagName === 'h1') child.tagName = 'h2';
    if (tagName === 'th') properties.scope = 'col';
    if (typeof align === 'string') properties.className = [`align-${align}`];
    if (tagName === 'input') properties.ariaLabel = properties.checked ? 'Done' : 'Open';
    // A wide table scrolls by itself, with the keyboard too.
    const frame = { className: ['table'], tabIndex: 0, ariaLabel: label };
    return tagName === 'table' ? element('section', frame, [child]) : child;
  }) as typeof parent.children;
}
