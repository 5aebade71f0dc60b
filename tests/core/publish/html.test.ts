// What an exported HTML file may hold, whatever its story says. That nothing of it runs is tests/e2e/exported-html.spec.ts.
import type { Element, Nodes, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { htmlOf, takeIn } from '../intake/desk.ts';
import { ATTACK, hostileHtml } from './hostile-story.ts';

const parsed = (html: string): Root => unified().use(rehypeParse).parse(html);

function elementsIn(node: Nodes): Element[] {
  const inner = 'children' in node ? node.children.flatMap(elementsIn) : [];
  return node.type === 'element' ? [node, ...inner] : inner;
}

const ALLOWED = new Set(
  `html head body meta title style main article header section div p h1 h2 h3 h4 h5 h6 dl dt dd time blockquote ul ol li pre
   hr table thead tbody tr th td a span strong em del u mark sub sup code br img input i b nav script`.split(/\s+/),
);

describe.each(['galley-house', 'apa'])('a hostile story in the style %s', (styleId) => {
  const html = hostileHtml(styleId);
  const elements = elementsIn(parsed(html));

  it('brings in no element but our own', () => {
    expect([...new Set(elements.map(({ tagName }) => tagName))].filter((name) => !ALLOWED.has(name))).toEqual([]);
    expect(elements.filter(({ tagName }) => tagName === 'style')).toHaveLength(1);
    expect(elements.filter(({ tagName }) => tagName === 'meta')).toHaveLength(6);
    expect(elements.filter(({ tagName }) => tagName === 'h1')).toHaveLength(1);
  });

  it('has one block of data and no script that runs', () => {
    const scripts = elements.filter(({ tagName }) => tagName === 'script');
    expect(scripts.map(({ properties }) => properties.type)).toEqual(['application/ld+json']);
    const [data] = scripts[0]?.children ?? [];
    expect(data?.type === 'text' && JSON.parse(data.value)).toMatchObject({
      '@type': 'NewsArticle',
      headline: ATTACK.replaceAll('\u007f', ''),
    });
  });

  it('has no attribute that acts or styles', () => {
    const names = new Set(elements.flatMap(({ properties }) => Object.keys(properties)));
    expect([...names].filter((name) => /^on|^style$|srcdoc|srcset|ping|^form|^target$|^rel$/i.test(name))).toEqual([]);
  });

  it('links to nothing but web addresses and its own anchors, and loads nothing but its own data', () => {
    const values = (name: string) => elements.flatMap(({ properties }) => [properties[name] ?? []].flat().map(String));
    expect(
      values('href').filter((href) => !/^(?:https:\/\/e\.example\/|#(?:source|cite)-\d+$|#section-)/.test(href)),
    ).toEqual([]);
    expect(values('src')).toEqual(['data:image/png;base64,iVBORw0KGgo=']);
    const ids = values('id');
    expect(ids.filter((id) => !/^(?:sources|source-\d+|cite-\d+|quote-\d+|section-[\p{L}\p{N}-]+)$/u.test(id))).toEqual(
      [],
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has no control character', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(html).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
  });
});

describe('an exported page', () => {
  it('shows hostile text as the text that it is', () => {
    const title = elementsIn(parsed(hostileHtml())).find(({ tagName }) => tagName === 'h1');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    const shown = ATTACK.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
    expect(title?.children).toMatchObject([{ type: 'text', value: shown }]);
  });

  it('gives headings anchors of their own, whatever they are called', () => {
    const html = htmlOf(takeIn('# T\n\n## A\n\nx\n\n## A\n\n## A 2\n\n## Sources\n\n## 新聞\n\n## …\n'));
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(ids).toEqual([
      'section-a',
      'section-a-2',
      'section-a-2-2',
      'section-sources',
      'section-新聞',
      'section-untitled',
    ]);
  });

  it('has one title, and it is the story’s', () => {
    const html = htmlOf(takeIn('---\ntitle: Title\n---\n\n# A\n\n# B\n'));
    expect(html.match(/<h1.*<\/h1>/g)).toEqual(['<h1>Title</h1>']);
  });

  it('links each source of a citation and each way back', () => {
    const html = htmlOf(takeIn('# T\n\nText (Wire, 2025; Post, May 2025) and (Wire, 2025, p. 2).\n'));
    expect(html).toContain(
      '(<a class="citation" href="#source-1">Wire, 2025</a>; <a class="citation" href="#source-2">Post, May 2025</a>)',
    );
    expect(html).toContain('<a class="citation" href="#source-1">Wire, 2025, p. 2</a>)');
    expect(html.match(/<li id="source-1">.*/)?.[0]).toMatch(/href="#cite-1".*href="#cite-2"/);
  });

  it('has one way back from a source to a citation that cites it twice', () => {
    const html = htmlOf(takeIn('# T\n\nText (Wire, 2025, p. 2; Wire, 2025, p. 4) and (Post, May 2025).\n'));
    const source = html.match(/<li id="source-\d">(?:<i>)?Wire.*/)?.[0];
    expect(source?.match(/href="#cite-\d"/g)).toEqual(['href="#cite-1"']);
  });

  it('says what a table’s columns are and how they are aligned', () => {
    const html = htmlOf(takeIn('# T\n\n| a | b |\n| :-: | --: |\n| 1 | 2 |\n'));
    expect(html).toContain('<section class="table" tabindex="0" aria-label="Table 1">');
    expect(html).toContain('<th scope="col" class="align-center">a</th>');
    expect(html).toContain('<td class="align-right">2</td>');
  });

  it('names the boxes of a check list', () => {
    const html = htmlOf(takeIn('# T\n\n- [ ] One\n- [x] Two **words**\n'));
    expect(html.match(/aria-label="(?:Open|Done)"/g)).toEqual(['aria-label="Open"', 'aria-label="Done"']);
  });
});

it.each([
  ['no column is aligned', '| a | b |\n| --- | --- |\n| c | d |\n', ['a', 'b', 'c', 'd']],
  ['one is', '| a | b |\n| --- | ---: |\n| c | d |\n', ['a', 'b', 'c', 'd']],
])('a table has all of its cells where %s', (_, table, cells) => {
  const html = htmlOf(takeIn(`# A page\n\n${table}`));
  const found = elementsIn(parsed(html)).filter(({ tagName }) => tagName === 'th' || tagName === 'td');
  expect(
    found.map(({ children }) => children.map((child) => (child.type === 'text' ? child.value : '')).join('')),
  ).toEqual(cells);
});
