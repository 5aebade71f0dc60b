// Styles that number: the numbers of citations and source list are one, whatever order the style lists sources in.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCitationPrinter, isRaised } from '#core/citation/printer.ts';
import { type Citation, type CitationItem, citationSchema } from '#core/model/citation.ts';
import { DEFAULT_PUBLISH_OPTIONS } from '#core/model/publishing.ts';
import { newStory, type SerializedNode, type Story } from '#core/model/story.ts';
import { citationParts } from '#core/publish/citation-parts.ts';
import { type EditionContext, storyEdition } from '#core/publish/edition.ts';
import { publishHtml as htmlOf } from '#core/publish/html/page.ts';
import { publishStoryMarkdown } from '#core/publish/markdown.ts';
import { shippedPrinter, sourceOf, sourcesOf } from './house-style.ts';

const NOW = new Date('2026-03-09T12:00:00Z');

function printerOf(id: 'numbered' | 'raised') {
  const xml = readFileSync(`tests/fixtures/styles/${id}.csl`, 'utf8');
  return createCitationPrinter({ id, xml, localeXml: readFileSync('data/styles/locales-en-US.xml', 'utf8') });
}

const sources = sourcesOf(
  ...['Delta', 'Alpha', 'Charlie', 'Bravo'].map((outlet) =>
    sourceOf(outlet.toLowerCase(), {
      type: 'article-newspaper',
      title: `The ${outlet} story`,
      'container-title': outlet,
      author: [{ family: outlet, given: 'Ann' }],
      issued: { 'date-parts': [[2026, 3]] },
    }),
  ),
);
const cite = (...items: (string | CitationItem)[]): Citation =>
  citationSchema.parse({
    id: `c-${JSON.stringify(items)}`.slice(0, 60).replace(/[^a-z0-9-]/gi, '-'),
    items: items.map((item) => (typeof item === 'string' ? { sourceId: item } : item)),
  });
const texts = (printer: ReturnType<typeof printerOf>, ...citations: Citation[]) =>
  printer.printCitations(citations, sources).map(({ text }) => text);

/** A story whose paragraphs each end in a citation. */
function storyOf(...citations: Citation[]): Story {
  const story = newStory('numbers', NOW, '2026-03-09');
  const children = citations.map((citation): SerializedNode => {
    const words = { type: 'text', version: 1, text: 'It is so ', format: 0, mode: 'normal', style: '', detail: 0 };
    return { type: 'paragraph', version: 1, children: [words, { type: 'citation', version: 1, citation }] };
  });
  return { ...story, title: 'Numbers', document: { root: { ...story.document.root, children } } };
}

const publishHtml = (story: Story, context: EditionContext) =>
  htmlOf(storyEdition(story, DEFAULT_PUBLISH_OPTIONS, context));
const publishMarkdown = (story: Story, context: EditionContext) => {
  const options = { ...DEFAULT_PUBLISH_OPTIONS, sourceList: context.printer.isNumbered };
  return publishStoryMarkdown(storyEdition(story, options, context), story, 'document');
};

describe('numbers in brackets', () => {
  const printer = printerOf('numbered');

  it('are given in the order of first mention', () => {
    expect(printer.isNumbered).toBe(true);
    expect(
      texts(printer, cite('delta'), cite('alpha', 'delta'), cite('charlie', 'bravo', 'alpha'), cite('delta')),
    ).toEqual(['[1]', '[1], [2]', '[2]–[4]', '[1]']);
    expect(texts(printer, cite({ sourceId: 'bravo', locator: '4', label: 'page' }))).toEqual(['[1, p. 4]']);
  });

  it('are given anew when the order changes', () => {
    expect(texts(printer, cite('delta'), cite('alpha'))).toEqual(['[1]', '[2]']);
    expect(texts(printer, cite('alpha'), cite('delta'))).toEqual(['[1]', '[2]']);
    expect(texts(printer, cite('alpha', 'charlie'), cite('delta'), cite('alpha'))).toEqual(['[1], [2]', '[3]', '[1]']);
    expect(printer.printSourceList(['alpha', 'charlie', 'delta'], sources).map(({ text }) => text)).toEqual([
      '[1] A. Alpha, “The Alpha story,” Alpha, Mar. 2026.',
      '[2] A. Charlie, “The Charlie story,” Charlie, Mar. 2026.',
      '[3] A. Delta, “The Delta story,” Delta, Mar. 2026.',
    ]);
  });

  it('lead in HTML to the entry with that number, which no list number doubles', () => {
    const html = publishHtml(storyOf(cite('delta'), cite('charlie', 'delta')), { printer, sources });
    // The style sorts within the citation: the first number is the second source.
    expect(html).toContain(
      '<a class="citation" href="#source-1">[1]</a>, <a class="citation" href="#source-2">[2]</a></span>',
    );
    expect(html).toContain('<ol class="numbered">');
    expect(html).toMatch(/<li id="source-2">\[2\] A\. Charlie/);
  });

  it('come with a list of sources in a Markdown document, and without one in other styles', () => {
    const story = storyOf(cite('delta'), cite('charlie', 'delta'));
    const markdown = publishMarkdown(story, { printer, sources });
    expect(markdown).toContain('It is so [1], [2]\n');
    expect(markdown.trimEnd().split('\n').slice(-5)).toEqual([
      '## Sources',
      '',
      '[1] A. Delta, “The Delta story,” Delta, Mar. 2026.',
      '',
      '[2] A. Charlie, “The Charlie story,” Charlie, Mar. 2026.',
    ]);
    const house = publishMarkdown(story, { printer: shippedPrinter('galley-house'), sources });
    expect(house).not.toContain('## Sources');
  });
});

describe('raised numbers of a list that is sorted otherwise', () => {
  const printer = printerOf('raised');

  it('are those of the list', () => {
    const printed = printer.printCitations([cite('delta'), cite('delta', 'alpha')], sources);
    expect(printed.map(({ text }) => text)).toEqual(['2', '1,2']);
    expect(printed.every(isRaised)).toBe(true);
    expect(printer.printSourceList(['delta', 'alpha'], sources).map(({ text }) => text)).toEqual([
      '1. The Alpha story, Alpha.',
      '2. The Delta story, Delta.',
    ]);
  });

  it('stay raised in HTML and Markdown, each leading to its source', () => {
    const story = storyOf(cite('delta'), cite('delta', 'alpha'));
    const html = publishHtml(story, { printer, sources });
    expect(html).toContain(
      '<sup><a class="citation" href="#source-1">1</a>,<a class="citation" href="#source-2">2</a></sup>',
    );
    expect(html).toMatch(/<li id="source-2">2\. The Delta story/);
    expect(publishMarkdown(story, { printer, sources })).toContain('It is so <sup>1,2</sup>\n');
  });
});

describe('a style that sorts within a citation', () => {
  it('has each of its parts lead to its own source', () => {
    const html = publishHtml(storyOf(cite('delta', 'alpha')), { printer: shippedPrinter('apa'), sources });
    const numberOf = (name: string) => new RegExp(`<li id="source-(\\d)">${name}`).exec(html)?.[1];
    expect(html).toContain(
      `<span class="citation" id="cite-1">(<a class="citation" href="#source-${numberOf('Alpha')}">Alpha, 2026</a>; <a class="citation" href="#source-${numberOf('Delta')}">Delta, 2026</a>)</span>`,
    );
  });
});

describe('the parts of a printed citation', () => {
  it.each([
    ['[1], [3]', ['[3]', '[1]'], ['[1]→1', ', ', '[3]→0']],
    ['[1, 12]', ['[12]', '[1]'], ['[', '1→1', ', ', '12→0', ']']],
    ['[1, p. 2], [2]', ['[1, p. 2]', '[2]'], ['[1, p. 2]→0', ', ', '[2]→1']],
    ['(see Gazette, p. 2; 2)', ['(see Gazette, p. 2)', '(2)'], ['(', 'see Gazette, p. 2→0', '; ', '2→1', ')']],
    ['[1]–[3]', ['[1]', '[2]', '[3]'], ['[1]→0', '–', '[3]→2']],
    ['(Gazette, 2026)', ['(Gazette, 2026)'], ['(Gazette, 2026)→0']],
    ['ibid.', ['(A)', '(B)'], ['ibid.']],
  ])('%s', (printed, alone, expected) => {
    const parts = citationParts(printed, alone);
    expect(parts.map(({ text, item }) => (item === undefined ? text : `${text}→${item}`))).toEqual(expected);
    expect(parts.map(({ text }) => text).join('')).toBe(printed);
  });
});

it.each([
  ['ieee', 'see [1], but cf. [2]'],
  ['vancouver', '(see 1,but cf. 2)'],
])('a prefix that ends in a stop stands before its number in %s', (styleId, expected) => {
  const citation = cite({ sourceId: 'delta', prefix: 'see' }, { sourceId: 'alpha', prefix: 'but cf.' });
  expect(texts(shippedPrinter(styleId), citation)).toEqual([expected]);
  expect(shippedPrinter(styleId).printAlone(cite({ sourceId: 'delta', prefix: '→ ' }), sources).text).toMatch(/→ \[?1/);
});
