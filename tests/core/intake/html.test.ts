// HTML pages, ours and other people's, as stories.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citationsIn } from '#core/document/citations.ts';
import { outlineOf } from '#core/document/outline.ts';
import { plainTextOf } from '#core/document/text.ts';
import { readHtmlPage } from '#core/intake/html/page.ts';
import { readRichStory } from '#core/intake/intake.ts';
import { DEFAULT_PUBLISH_OPTIONS, type PublishOptions } from '#core/model/publishing.ts';
import type { CslItem, Source } from '#core/model/source.ts';
import { storyEdition } from '#core/publish/edition.ts';
import { publishHtml } from '#core/publish/html/page.ts';
import { newsArticleOf } from '#core/publish/html/structured-data.ts';
import { shippedPrinter } from '../citation/house-style.ts';
import { cited, citedWithinLinks, storyCitedWithinLinks } from '../publish/cited-within-links.ts';
import { hostileHtml } from '../publish/hostile-story.ts';
import { deskContext, markdownOf, printer, takeIn } from './desk.ts';

const fixture = (name: string) => readFileSync(`tests/fixtures/${name}`, 'utf8');

function readHtml(html: string, sources: Source[] = []) {
  const images: Uint8Array[] = [];
  const intake = readRichStory(
    { fileName: 'page.html', text: html, sha256: '0'.repeat(64) },
    (context) => readHtmlPage(html, context),
    {
      ...deskContext(sources),
      keepImage: (bytes) => {
        images.push(bytes);
        return `${'a'.repeat(64)}.png`;
      },
    },
  );
  return { ...intake, images };
}
const page = (body: string, head = '<title>T</title>') =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
const markdown = (html: string) => {
  const { story } = readHtml(html);
  return markdownOf({ story: { ...story, label: '' }, newSources: [], remarks: [], defects: [] }, 'document')
    .replace(/^[\s\S]*?Updated:.*\n+/, '')
    .trim();
};

describe('our own HTML', () => {
  const options: [string, Partial<PublishOptions>][] = [
    ['with citations in the text', {}],
    ['with numbers', { citations: 'numbered' }],
    ['with footnotes', { citations: 'footnotes' }],
    [
      'with verdicts, grades, confidence and contents',
      { verdicts: true, grades: true, confidence: true, contents: true },
    ],
  ];
  describe.each(['lithium-corridor.txt', 'orbital-debris.md'])('%s', (name) => {
    const { story, newSources } = takeIn(fixture(name), { fileName: name });
    it.each(options)('comes back as the story that it was, %s', (_, chosen) => {
      const sources = new Map(newSources.map((source) => [source.id, source]));
      const edition = storyEdition(story, { ...DEFAULT_PUBLISH_OPTIONS, ...chosen }, { printer, sources });
      const html = publishHtml(edition, { structuredData: newsArticleOf(story, edition, 'en', sources) });
      const back = readHtml(html);
      for (const field of ['label', 'title', 'summary', 'importancePercent', 'confidencePercent', 'updatedOn'] as const)
        expect(back.story[field]).toBe(story[field]);
      const facts = (of: { document: typeof story.document }) => ({
        text: plainTextOf(of.document).replace(/\s+/g, ' '),
        outline: outlineOf(of.document).map(({ heading, level, role }) => ({ heading, level, role })),
        citations: citationsIn(of.document).map(({ citation }) =>
          citation.items.map(({ locator, label }) => ({ locator, label })),
        ),
      });
      expect(facts(back.story)).toEqual(facts(story));
      expect(markdownOf(back, 'document')).toBe(
        markdownOf({ story, newSources, remarks: [], defects: [] }, 'document'),
      );
      expect(back.remarks).toEqual([]);
    });
  });

  it.each(['apa', 'ieee', 'chicago-note-bibliography'])(
    'brings every citation of its footnotes back in %s',
    (styleId) => {
      const { story, newSources } = takeIn(fixture('lithium-corridor.txt'));
      const sources = new Map(newSources.map((source) => [source.id, source]));
      const edition = storyEdition(
        story,
        { ...DEFAULT_PUBLISH_OPTIONS, citations: 'footnotes' },
        { printer: shippedPrinter(styleId), sources },
      );
      const html = publishHtml(edition, { structuredData: newsArticleOf(story, edition, 'en', sources) });
      const back = readHtml(html, newSources);
      const cited = (of: typeof story) =>
        citationsIn(of.document).map(({ citation }) => citation.items.map(({ sourceId }) => sourceId));
      expect(cited(back.story)).toEqual(cited(story));
      expect(back.newSources).toEqual([]);
      // Each note leads to its source, and each source to where it is cited.
      const notes = html.slice(html.indexOf('id="notes"'), html.indexOf('id="sources"'));
      expect(notes.match(/href="#source-\d+"/g)?.length).toBe(cited(story).flat().length);
      expect(html.slice(html.indexOf('id="sources"')).match(/href="#cite-\d+"/g)?.length).toBe(
        cited(story).flat().length,
      );
    },
  );

  it.each(['inline', 'footnotes', 'numbered'] as const)('brings citations within a link back, %s', (citations) => {
    const edition = citedWithinLinks({ citations });
    const html = publishHtml(edition, { structuredData: newsArticleOf(storyCitedWithinLinks, edition, 'en', cited) });
    const back = readHtml(html, [...cited.values()]);
    expect(citationsIn(back.story.document).map(({ citation: { items, quote } }) => ({ items, quote }))).toEqual(
      ['It does.', 'It does.'].map((quote) => ({ items: [{ sourceId: 'wire', locator: '4', label: 'page' }], quote })),
    );
    expect(back.newSources).toEqual([]);
    expect(plainTextOf(back.story.document)).toBe(plainTextOf(storyCitedWithinLinks.document));
  });

  it.each<[string, CslItem['issued']]>([
    ['in words', { literal: 'circa 1999' }],
    [
      'from one month to another',
      {
        'date-parts': [
          [2024, 3],
          [2024, 5],
        ],
      },
    ],
    ['known to the day', { 'date-parts': [[2024, 3, 7]] }],
  ])('brings the date of a source back, %s', (_, issued) => {
    const dated = new Map(
      Array.from(cited, ([id, source]) => [id, { ...source, csl: { ...source.csl, issued } } as Source] as const),
    );
    const edition = storyEdition(storyCitedWithinLinks, DEFAULT_PUBLISH_OPTIONS, { printer, sources: dated });
    const html = publishHtml(edition, { structuredData: newsArticleOf(storyCitedWithinLinks, edition, 'en', dated) });
    expect(readHtml(html).newSources.map(({ csl }) => csl.issued)).toEqual([issued]);
  });

  it('brings quoted passages, verdicts and the details of its sources back', () => {
    const { story, newSources } = takeIn('# T\n\nA claim (Wire, May 2025, p. 4).\n');
    const [source] = newSources;
    if (!source) throw new Error('It cites a source.');
    const detailed: Source = {
      ...source,
      csl: {
        ...source.csl,
        title: 'On cables',
        author: [{ family: 'Moreau', given: 'Ana' }],
        URL: 'https://wire.example/cables',
      },
    };
    const marked = JSON.parse(
      JSON.stringify(story)
        .replace('"quote":""', '"quote":"the cable failed"')
        .replace('"verdict":"unverified"', '"verdict":"partly"'),
    ) as typeof story;
    const sources = new Map([[detailed.id, detailed]]);
    const edition = storyEdition(marked, { ...DEFAULT_PUBLISH_OPTIONS, verdicts: true }, { printer, sources });
    const back = readHtml(publishHtml(edition, { structuredData: newsArticleOf(marked, edition, 'en', sources) }));
    expect(back.newSources.map(({ csl, needsDetails }) => ({ csl, needsDetails }))).toEqual([
      { csl: detailed.csl, needsDetails: false },
    ]);
    expect(citationsIn(back.story.document)[0]?.citation).toMatchObject({
      quote: 'the cable failed',
      verdict: 'partly',
      items: [{ locator: '4', label: 'page' }],
    });
  });

  it('has no way in for what a hostile export says', () => {
    const { story } = readHtml(hostileHtml());
    const json = JSON.stringify(story.document);
    for (const url of json.matchAll(/"url":"([^"]+)"/g)) expect(url[1]).toMatch(/^(?:https?:|mailto:)/);
    expect(json).not.toMatch(/"type":"(?:script|iframe|html)"/);
  });
});

describe('anybody’s HTML', () => {
  it('gives title, summary, date, topics and the text of its article', () => {
    const { story } = readHtml(
      page(
        `<nav><a href="/">Home</a></nav><main><article><h1>Cable cut</h1><p>First <b>bold</b>, <em>slanted</em> and <a href="https://a.example/x">linked</a>.</p>
         <h2>What we know</h2><ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul><aside>Read more</aside></article></main><footer>Imprint</footer>`,
        `<title>Cable cut | The Wire</title><meta name="description" content="A cable was cut."><meta property="article:modified_time" content="2026-03-04T10:00:00Z"><meta name="keywords" content="sea, cables">`,
      ),
    );
    expect(story).toMatchObject({
      title: 'Cable cut',
      summary: 'A cable was cut.',
      updatedOn: '2026-03-04',
      topics: ['sea', 'cables'],
    });
    expect(plainTextOf(story.document)).toBe(
      'First bold, slanted and linked.\nWhat we know\nOne\nInner\nTwo'.replace(
        'One\nInner',
        plainTextOf(story.document).includes('One\nInner') ? 'One\nInner' : 'OneInner',
      ),
    );
    expect(JSON.stringify(story.document)).toContain('"url":"https://a.example/x"');
  });

  it('says how many images a page shows that did not come in with it', () => {
    const remarksOn = (body: string) => readHtml(page(body)).remarks.map(({ message }) => message);
    expect(remarksOn('<p>A <img src="img.png"></p>')).toEqual([
      '1 image of this page is missing: it was not in the page itself, or is of a kind that Galley doesn’t keep. Insert it in the story.',
    ]);
    expect(remarksOn('<p>A <img src="a/b.png" alt="B"></p><figure><img src="file:///c.jpg"></figure>')).toEqual([
      '2 images of this page are missing: they were not in the page itself, or are of a kind that Galley doesn’t keep. Insert them in the story.',
    ]);
    expect(
      remarksOn('<p>A <img src="data:image/png;base64,iVBORw0KGgo="><img src="https://w.example/a.png"></p>'),
    ).toEqual([]);
  });

  it('runs, loads and keeps nothing that acts', () => {
    const { story, images } = readHtml(
      page(
        `<script>evil()</script><style>p{}</style><p onclick="evil()">Text <a href="javascript:evil()">here</a> <img src="https://evil.example/x.png" alt="a chart"><img src="data:image/svg+xml;base64,PHN2Zy8+"></p><iframe src="https://evil.example"></iframe><form><input value="x"><button>Go</button></form><noscript><p>Turn it on</p></noscript>`,
      ),
    );
    const json = JSON.stringify(story.document);
    expect(plainTextOf(story.document)).toBe('Text here a chart');
    expect(json).not.toContain('javascript:');
    expect(json).toContain('"url":"https://evil.example/x.png"');
    expect(images).toHaveLength(1);
  });

  it.each([
    ['line breaks and spaces', '<p>One<br>two   three\n four</p>', 'One\\\ntwo three four'],
    ['a quote', '<blockquote><p>Said.</p></blockquote>', '> Said.'],
    ['code', '<pre><code class="language-js">a  = 1;\nb</code></pre>', '```js\na  = 1;\nb\n```'],
    ['an ordered list from 3', '<ol start="3"><li>c</li><li>d</li></ol>', '3. c\n4. d'],
    ['a list from 0', '<ol start=0><li>zero<li>one</ol>', '0. zero\n1. one'],
    ['the numbers of lists side by side', '<ol start=5><li>five</ol><ol start=9><li>nine</ol>', '5. five\n\n9) nine'],
    ['a list that goes on', '<ol><li>one</ol><ol start=2><li>two</ol>', '1. one\n2. two'],
    [
      'a list within a list as LibreOffice parts them',
      '<ol>\n<li><p>a</p></li></ol>\n<ol>\n<ul><li><p>b</p></li></ul></ol>\n<ol start="2">\n<li><p>c</p></li></ol>',
      '1. a\n   - b\n2. c',
    ],
    ['lists in lists that have no item', '<ol><ol><ul><li>a</ul><li>b</ol></ol>', '- a\n\n1. b'],
    [
      'boxes',
      '<ul><li><input type="checkbox" checked> done</li><li><input type="checkbox"> open</li></ul>',
      '- [x] done\n- [ ] open',
    ],
    [
      'a table',
      '<table><tr><th>a<th>b<tr><td>1<td style="text-align:right">2</table>',
      '| a | b |\n| --- | --- |\n| 1 | 2 |',
    ],
    [
      'cells that span rows',
      '<table><tr><th>Country<th>Year<th>Share<tr><td rowspan=2>Chile<td>2024<td>10<tr><td>2025<td>20<tr><td>Peru<td>2025<td>30</table>',
      '| Country | Year | Share |\n| --- | --- | --- |\n| Chile | 2024 | 10 |\n|  | 2025 | 20 |\n| Peru | 2025 | 30 |',
    ],
    [
      'cells that span rows and columns, to the end of the body at most',
      '<table><thead><tr><th rowspan=9>a<th colspan=2>b<tbody><tr><td rowspan=0 colspan=2>1<td>2<tr><td>3</table>',
      '| a | b |  |\n| --- | --- | --- |\n| 1 |  | 2 |\n|  |  | 3 |',
    ],
    [
      'no column for a span over more than there are',
      '<table><tr><th colspan=100>Years<tr><td>2024<td>10<tr><td>2025<td>20</table>',
      '| Years |  |\n| --- | --- |\n| 2024 | 10 |\n| 2025 | 20 |',
    ],
    [
      'one place after the other of a table that claims a billion',
      `<table>${'<tr><td rowspan=65534 colspan=1000>One<td>Two'.repeat(60)}</table>`,
      Array(60).fill('One\n\nTwo').join('\n\n'),
    ],
    ['a table for layout', '<table><tr><td><p>One</p></td></tr></table>', 'One'],
    [
      'formats of word processors',
      '<p><span style="font-weight:700">b</span> <span style="font-style:italic">i</span> <u>u</u> <s>s</s> H<sub>2</sub>O</p>',
      '**b** *i* <u>u</u> ~~s~~ H<sub>2</sub>O',
    ],
    ['definitions', '<dl><dt>Term</dt><dd>Meaning</dd></dl>', '**Term**\n\nMeaning'],
    ['text beside blocks', 'Loose <i>text</i><p>Para</p>after', 'Loose *text*\n\nPara\n\nafter'],
    ['a wrapper around blocks', '<a href="https://a.example"><div>Card</div></a>', 'Card'],
  ])('keeps %s', (_, body, expected) => {
    expect(markdown(page(body))).toBe(expected);
  });

  it('makes sections of several first-level headings', () => {
    const { story } = readHtml(page('<h1>One</h1><p>a</p><h1>Two</h1><p>b</p>', '<title>Report</title>'));
    expect(story.title).toBe('Report');
    expect(outlineOf(story.document).map(({ heading, level }) => [heading, level])).toEqual([
      ['One', 2],
      ['Two', 2],
    ]);
  });

  it('recognises citations, also in footnotes, and the head of a story page', () => {
    const { story, newSources } = readHtml(
      page(
        `<p>Developing Story</p><h1>Grain</h1><p>The summary.</p><p>Importance: 70%Confidence: 60%Mentions: 2Updated: March 9, 2026</p><h2>Grain</h2><h3>Open Questions</h3><ul><li>Why?</li></ul>
         <p>Text (Harbour Gazette, March 2026).<a href="#fn1" role="doc-noteref"><sup>1</sup></a></p><section role="doc-endnotes"><ol><li id="fn1">Meridian Wire, 2025. <a href="#r" role="doc-backlink">↩︎</a></li></ol></section>`,
      ),
    );
    expect(story).toMatchObject({
      label: 'Developing Story',
      title: 'Grain',
      summary: 'The summary.',
      importancePercent: 70,
      confidencePercent: 60,
    });
    expect(newSources.map(({ csl }) => csl['container-title'])).toEqual(['Harbour Gazette', 'Meridian Wire']);
    expect(outlineOf(story.document)).toMatchObject([{ heading: 'Open Questions', level: 2, role: 'questions' }]);
  });

  it('names the line of what it left as text', () => {
    const html = page('<p>One</p>\n<p>Text (Wire, 3 Mar 2026 and more).</p>\n<p>(Wire, May, 2025)</p>');
    for (const { line } of readHtml(html).remarks) expect(line).toBeGreaterThan(1);
  });

  it.each([
    ['10,000 quotes within each other', '<blockquote>'.repeat(10_000)],
    ['10,000 divisions within each other', '<div>'.repeat(10_000)],
    ['10,000 formats within each other', '<p>' + '<b><i>'.repeat(5_000)],
  ])('refuses %s with one sentence', (_, start) => {
    expect(() => readHtml(page(`${start}x`))).toThrow(/nested too deeply/);
  });

  it('reads a hundred lists within each other, flatter', () => {
    const { story } = readHtml(page(`${'<ul><li>a'.repeat(100)}`));
    expect(plainTextOf(story.document).match(/a/g)).toHaveLength(100);
  });
});

describe('citations in somebody else’s page', () => {
  const read = (body: string, sources: Source[] = []) => {
    const { story, newSources, remarks } = readHtml(page(`<p>${body}</p>`), sources);
    return {
      text: plainTextOf(story.document).trim(),
      citations: citationsIn(story.document).map(({ citation }) => citation.items.map(({ sourceId }) => sourceId)),
      urls: newSources.map(({ csl }) => csl.URL),
      remarks: remarks.map(({ message }) => message),
    };
  };

  it.each([
    ['a link around the outlet', '(<a href="https://gazette.example/a">Harbour Gazette</a>, March 2026)'],
    ['a link around it all', '<a href="https://gazette.example/a">(Harbour Gazette, March 2026)</a>'],
    ['a link in italics', '(<a href="https://gazette.example/a"><em>Harbour Gazette</em></a>, March 2026)'],
  ])('are taken out of %s, whose address their source gets', (_, written) => {
    expect(read(`Prices rose ${written} and fell.`)).toMatchObject({
      citations: [[expect.any(String)]],
      urls: ['https://gazette.example/a'],
      remarks: [],
    });
  });

  it('each get the address of their own link', () => {
    const { citations, urls } = read(
      'Both said so (<a href="https://g.example/1">Harbour Gazette</a>, March 2026; <i>Meridian Wire</i>, 2025).',
    );
    expect(citations).toHaveLength(1);
    expect(urls).toEqual(['https://g.example/1', undefined]);
  });

  it.each(['javascript:alert(1)', 'mailto:desk@gazette.example', '#below'])('take no address like %s', (href) => {
    const { citations, urls } = read(`So (<a href="${href}">Harbour Gazette</a>, March 2026).`);
    expect([citations.length, urls]).toEqual([1, [undefined]]);
  });

  it('stay text within a link that says more, which is said', () => {
    const { citations, remarks } = read(
      'See <a href="https://g.example/">their page (Harbour Gazette, March 2026)</a>.',
    );
    expect(citations).toEqual([]);
    expect(remarks).toContain('(Harbour Gazette, March 2026) reads like a citation but was left as text.');
  });
});
