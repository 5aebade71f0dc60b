/**
 * A story as one self-contained HTML file without script: accessible, printable, citations linked to their sources.
 */
import type { Element, ElementContent, Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeSanitize, { defaultSchema, type Options as Schema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype, { type Options as RehypeOptions } from 'remark-rehype';
import { unified } from 'unified';
import { bandOf } from '#core/assessment/bands.ts';
import { isRaised, type PrintedEntry } from '#core/citation/printer.ts';
import { mentionedSourcesOf } from '#core/document/citations.ts';
import type { MdastCitation, MdastStoryLink } from '#core/document/markdown/extension.ts';
import type { Formatted } from '#core/document/markdown/formats.ts';
import { slugOf } from '#core/model/primitives.ts';
import type { Story } from '#core/model/story.ts';
import { citationParts } from './citation-parts.ts';
import { HTML_STYLE } from './html-style.ts';
import { longDateOf } from './metrics-line.ts';
import { type PublishContext, printedTree } from './printed.ts';

export type HtmlContext = PublishContext & {
  /** The language of the page, a BCP 47 tag. */
  language?: string;
  /** Data URIs of the images, by attachment name; one that is missing is printed as its text. */
  attachments?: ReadonlyMap<string, string>;
};

/** Prints a story as an HTML document. */
export function publishHtml(story: Story, context: HtmlContext): string {
  const { tree, citations } = printedTree(story.document, context);
  const placed = citations.map(({ citation }) => ({ citation, sectionId: null, blockIndex: 0 }));
  const sourceIds = mentionedSourcesOf(placed);
  const entries = context.printer.printSourceList(sourceIds, context.sources);
  const body = htmlOf(tree, citations, entries, context.attachments ?? new Map());
  const title = escapeHtml(story.title || 'Untitled story');
  return `<!doctype html>
<html lang="${escapeHtml(context.language ?? 'en')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="generator" content="Galley">
<title>${title}</title>
<style>
${HTML_STYLE}
</style>
</head>
<body>
<main class="story">
<article>
<header>
${story.label ? `<p class="label">${escapeHtml(story.label)}</p>\n` : ''}<h1>${title}</h1>
${story.summary ? `<p class="summary">${escapeHtml(story.summary).replace(/\n/g, '<br>')}</p>\n` : ''}<dl class="metrics">
<div><dt>Importance</dt><dd>${story.importancePercent} %</dd></div>
<div><dt>Confidence</dt><dd>${story.confidencePercent} %, ${bandOf(story.confidencePercent).toLowerCase()}</dd></div>
<div><dt>Mentions</dt><dd>${sourceIds.length}</dd></div>
<div><dt>Updated</dt><dd><time datetime="${story.updatedOn}">${longDateOf(story.updatedOn)}</time></dd></div>
</dl>
</header>
<div class="body">
${body}
</div>
${sourceList(entries, citations, context.printer.isNumbered)}</article>
</main>
</body>
</html>
`;
}

function sourceList(
  entries: readonly PrintedEntry[],
  citations: readonly MdastCitation[],
  isNumbered: boolean,
): string {
  if (entries.length === 0) return '';
  const items = entries.map(({ sourceId, html }, index) => {
    const back = citations.flatMap(({ citation }, cite) =>
      citation.items.some((item) => item.sourceId === sourceId)
        ? [`<a class="back" href="#cite-${cite + 1}" aria-label="Back to citation ${cite + 1}">↩ ${cite + 1}</a>`]
        : [],
    );
    return `<li id="source-${index + 1}">${html}${back.join('')}</li>`;
  });
  return `<section class="sources" aria-labelledby="sources">\n<h2 id="sources">Sources</h2>\n<ol${isNumbered ? ' class="numbered"' : ''}>\n${items.join('\n')}\n</ol>\n</section>\n`;
}

/** Only what our own converters make: no style, no script, no frame, no form but the boxes of a check list. */
const SCHEMA: Schema = {
  ...defaultSchema,
  // Ids are made here from letters and digits; there is no script that they could get in the way of.
  clobber: [],
  clobberPrefix: '',
  tagNames: [...(defaultSchema.tagNames ?? []), 'u', 'mark', 'section'],
  attributes: {
    ...defaultSchema.attributes,
    a: ['href', 'title', ['className', 'citation'], ['id', /^cite-\d+$/]],
    span: [
      ['className', 'citation', 'story-link', 'small-caps', 'answered'],
      ['id', /^cite-\d+$/],
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

function htmlOf(
  tree: Root,
  citations: readonly MdastCitation[],
  entries: readonly PrintedEntry[],
  attachments: ReadonlyMap<string, string>,
): string {
  const numberOf = new Map(entries.map(({ sourceId }, index) => [sourceId, index + 1]));
  const citeNumber = new Map(citations.map((node, index) => [node, index + 1]));
  const handlers: Handlers = {
    citation: (_, node: MdastCitation) => citationElements(node, citeNumber.get(node) ?? 0, numberOf),
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

/** A citation as links to its sources, one each as far as the print tells them apart. */
function citationElements(node: MdastCitation, number: number, numberOf: ReadonlyMap<string, number>): Element {
  const { text: printed, html, alone } = node.printed ?? { text: '', html: '', alone: [] };
  const links = citationParts(printed, alone).map(({ text: part, item }) => {
    const source = item === undefined ? undefined : numberOf.get(node.citation.items[item]?.sourceId ?? '');
    const title = node.citation.quote && item === 0 ? { title: node.citation.quote } : {};
    return source === undefined
      ? text(part)
      : element('a', { className: ['citation'], href: `#source-${source}`, ...title }, [text(part)]);
  });
  const content = isRaised({ text: printed, html }) ? [element('sup', {}, links)] : links;
  return element('span', { className: ['citation'], id: `cite-${number}` }, content);
}

/** Gives headings their anchors, tables their frame and boxes their words. */
function decorate(root: HastRoot): void {
  const used = new Map<string, number>();
  const walk = (parent: HastRoot | Element): void => {
    parent.children = parent.children.map((child) => {
      if (child.type !== 'element') return child;
      walk(child);
      if (/^h[1-6]$/.test(child.tagName)) {
        const slug = `section-${slugOf(plainText(child))}`;
        const count = (used.get(slug) ?? 0) + 1;
        used.set(slug, count);
        child.properties.id = count === 1 ? slug : `${slug}-${count}`;
      }
      if (child.tagName === 'input') child.properties.ariaLabel = child.properties.checked ? 'Answered' : 'Open';
      return child.tagName === 'table' ? element('div', { className: ['table'] }, [child]) : child;
    }) as typeof parent.children;
  };
  walk(root);
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

function escapeHtml(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
