/**
 * A part of an edition as HTML: our own nodes by the handlers here, everything through the sanitiser.
 */
import type { Element, ElementContent, Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeSanitize, { defaultSchema, type Options as Schema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype, { type Options as RehypeOptions } from 'remark-rehype';
import { unified } from 'unified';
import type { MdastCitation, MdastStoryLink } from '#core/document/markdown/extension.ts';
import type { Formatted } from '#core/document/markdown/formats.ts';
import type { Edition } from '../edition.ts';
import { citationElement } from './citation.ts';
import { element, text } from './elements.ts';

/** Only what our own converters make: no style, no script, no frame, no form but the boxes of a check list. */
const SCHEMA: Schema = {
  ...defaultSchema,
  // Ids are made here from letters and digits; there is no script that they could get in the way of.
  clobber: [],
  clobberPrefix: '',
  tagNames: [...(defaultSchema.tagNames ?? []), 'u', 'mark', 'section'],
  attributes: {
    ...defaultSchema.attributes,
    a: ['href', 'ariaLabel', 'ariaDescribedBy', ['className', 'citation']],
    p: [['className', 'statement']],
    sup: [
      ['className', 'citation'],
      ['id', /^cite-\d+$/],
    ],
    span: [
      ['className', 'citation', 'story-link', 'small-caps', 'answered', 'quote', 'verdict'],
      ['id', /^(?:cite|quote)-\d+$/],
      ['role', 'note'],
    ],
    div: [['className', 'table']],
    h1: ['id'],
    h2: ['id'],
    h3: ['id'],
    h4: ['id'],
    h5: ['id'],
    h6: ['id'],
    img: ['src', 'alt'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked', 'ariaLabel'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['data'] },
  required: { input: { type: 'checkbox', disabled: true } },
};

type Handlers = NonNullable<RehypeOptions['handlers']>;

/** Prints a tree of an edition. `attachments` holds the images as data URIs, by attachment name. */
export function htmlOf(tree: Root, edition: Edition, attachments: ReadonlyMap<string, string>): string {
  const handlers: Handlers = {
    citation: (_, node: MdastCitation) => citationElement(node, edition),
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

/** Gives tables their frame and boxes their words. */
function decorate(parent: HastRoot | Element): void {
  parent.children = parent.children.map((child) => {
    if (child.type !== 'element') return child;
    decorate(child);
    if (child.tagName === 'input') child.properties.ariaLabel = child.properties.checked ? 'Answered' : 'Open';
    return child.tagName === 'table' ? element('div', { className: ['table'] }, [child]) : child;
  }) as typeof parent.children;
}
