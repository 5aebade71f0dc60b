import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citationsIn } from '#core/document/citations.ts';
import { projectionsOf } from '#core/document/summary.ts';
import { textOf } from '#core/document/walk.ts';
import { newSource } from '#core/model/source.ts';
import { markdownOf, takeIn } from './desk.ts';

const lithium = readFileSync('tests/fixtures/lithium-corridor.txt', 'utf8');
const orbital = readFileSync('tests/fixtures/orbital-debris.md', 'utf8');

describe('a story page', () => {
  const { story, newSources, remarks } = takeIn(lithium);
  const { sections, citations, sourceIds, questions } = projectionsOf(story.document);

  it('gives a complete story', () => {
    expect(remarks).toEqual([]);
    expect(story).toMatchObject({
      label: 'Developing Story',
      title: 'EU–Chile Lithium Corridor – Refining Capacity & Price Benchmarks (2026)',
      importancePercent: 70,
      confidencePercent: 60,
      updatedOn: '2026-03-09',
    });
    expect(story.summary).toMatch(/^A supply corridor .* battery makers build\.$/);
    expect(sections.map(({ heading, level, role }) => [heading, level, role])).toEqual([
      ['Overview', 2, 'narrative'],
      ['The Price Question', 2, 'narrative'],
      ['Regulatory Context', 2, 'narrative'],
      ['Strategic Significance', 2, 'significance'],
      ['Connections to Existing Pages', 2, 'connections'],
      ['Open Questions', 2, 'questions'],
    ]);
    expect(questions.map(({ answered }) => answered)).toEqual([false, false]);
  });

  it('turns every parenthetical citation into a citation of a real source, one per outlet and date', () => {
    expect(citations).toHaveLength(4);
    expect(sourceIds).toHaveLength(3);
    expect(newSources.map(({ csl, needsDetails }) => [csl['container-title'], needsDetails])).toEqual([
      ['Harbour Gazette', true],
      ['Meridian Wire', true],
      ['Continental Review', true],
    ]);
  });

  it('uses the sources that the library has', () => {
    const known = newSource(
      'known',
      {
        type: 'article-newspaper',
        title: 'Real',
        'container-title': 'Harbour Gazette',
        issued: { 'date-parts': [[2026, 3, 4]] },
      },
      new Date(),
    );
    const again = takeIn(lithium, { sources: [known] });
    expect(again.newSources).toHaveLength(2);
    expect(projectionsOf(again.story.document).sourceIds[0]).toBe('known');
    expect(markdownOf(again, 'page', [known])).toBe(lithium);
  });

  it('keeps what it says in the Markdown fixture: boxes, tables, locators', () => {
    const intake = takeIn(orbital);
    const projected = projectionsOf(intake.story.document);
    expect(intake.remarks).toEqual([]);
    expect(projected.questions.map(({ answered }) => answered)).toEqual([false, true]);
    expect(projected.sourceIds).toHaveLength(2);
    expect(projected.citations.map(({ citation }) => citation.items[0]?.locator)).toEqual([undefined, undefined, '4']);
  });
});

const HEAD = 'Developing Story\nTitle – Sub (2026)\nOne paragraph.\n';
const METRICS = 'Importance: 70%Confidence: 60%Mentions: 0Updated: March 9, 2026\n';
const page = (body: string, metrics = METRICS) => `${HEAD}${metrics}## Title – Sub (2026)\n${body}`;

describe('importing a page and exporting it again gives the same text', () => {
  it.each([
    ['the lithium page', lithium],
    ['the orbital page', orbital],
    [
      'separators between the metrics',
      page('### A\nText.\n', 'Importance: 70% | Confidence: 60% | Mentions: 0 | Updated: March 9, 2026\n'),
    ],
    [
      'spaces and other dates',
      page('### A\nText.\n', 'Importance: 70 %  Confidence: 60 %  Mentions: 0  Updated: 9 March 2026\n'),
    ],
    [
      'an ISO date and another order',
      page('### A\nText.\n', 'Updated: 2026-03-09 · Confidence: 60% · Importance: 70% · Mentions: 0\n'),
    ],
    [
      'metrics whose names are bold',
      page('### A\nText.\n', '**Importance:** 70% **Confidence**: 60% **Mentions:** 0 **Updated:** March 9, 2026\n'),
    ],
    [
      'blank lines between blocks',
      page('### A\nText.\n\nMore.\n')
        .replace(/\n(?!\n|$)/g, '\n\n')
        .replace(/\n{3,}/g, '\n\n'),
    ],
    ['no line break at the end', page('### A\nText.')],
    ['carriage returns', page('### A\nText.\n- one\n- two\n').replace(/\n/g, '\r\n')],
    ['several paragraphs in a section', page('### A\nOne.\nTwo.\nThree.\n')],
    ['stars for bullets', page('### A\n* one\n* two\n')],
    ['numbered lists', page('### A\n1. one\n2. two\n3. three\nAfter.\n')],
    ['nested lists', page('### A\n- one\n  - inner\n- two\n')],
    ['underscores for emphasis', page('### A\nAn _important_ word.\n')],
    ['bold and italic', page('### A\n**Bold**, *italic* and ***both***.\n')],
    [
      'characters that Markdown might take for syntax',
      page("### A\nR&D, snake_case, 5 * 3, a < b, [sic], ~10 %, $5, 100%, #1, C:\\path, it's.\n"),
    ],
    ['a table', page('### A\n| x | y |\n| --- | ---: |\n| 1 | 2 |\nAfter.\n')],
    ['a quote and code', page('### A\n> quoted\n\n'.trim() + '\n```js\nlet a;\n\nlet b;\n```\nAfter `code`.\n')],
    ['links', page('### A\nSee [x](https://e.example/a?b=1&c=2) and https://e.example/z.\n')],
    [
      'citations with days, pages and prefixes',
      page(
        '### A\nText (Harbour Gazette, March 4, 2026) and (Orbit Brief, 4 May 2025, p. 4; see Meridian Wire, Sept. 2025, pp. 4-6).\n',
      ).replace('Mentions: 0', 'Mentions: 3'),
    ],
    [
      'citations within emphasis',
      page(
        '### A\n*A claim (Wire, 2025), another (Post, May 2025) and more.* **It (Wire, 2025; Post, May 2025)** and ***all (Wire, 2025).***\n- **For investors (Post, May 2025):** <u>so *it (Wire, 2025)* says</u> ~~no (Wire, 2025) more~~\n',
      ).replace('Mentions: 0', 'Mentions: 2'),
    ],
    [
      'emphasis over links and other formats',
      page(
        '### A\n*An [x](https://e.example) and <u>y</u>, ~~z~~ too.* ~~Not **b** at all.~~ *<u>y</u> text.* <u>Nor *c* (Wire, 2025).</u>\n',
      ).replace('Mentions: 0', 'Mentions: 1'),
    ],
    [
      'parentheses that are no citations',
      page('### A\nText (2025), (5 %), (see above), (March 2026) and (Q3, 2025).\n'),
    ],
    ['subsections', page('### A\nText.\n#### Inner\nMore.\n### B\nEnd.\n')],
    ['answered questions without boxes', page('### Open Questions\n- One?\n- Two?\n')],
    ['two sections of one name', page('### A\nText.\n### A\nMore.\n')],
  ])('with %s', (_, text) => {
    expect(markdownOf(takeIn(text), 'page')).toBe(text);
  });
});

describe('other pages', () => {
  it('reads YAML front matter', () => {
    const { story } = takeIn(
      '---\ntitle: "A: b"\ndek: Short.\ntags: [x, y]\nimportance: 80\nconfidence: 20%\nupdated: 2026-01-02\n---\n\n## One\n\nText.\n',
      { fileName: 'a.md' },
    );
    expect(story).toMatchObject({
      title: 'A: b',
      summary: 'Short.',
      topics: ['x', 'y'],
      importancePercent: 80,
      confidencePercent: 20,
      updatedOn: '2026-01-02',
    });
    expect(projectionsOf(story.document).sections).toHaveLength(1);
  });

  it('takes the first heading, a short first line or the file name as the title', () => {
    expect(takeIn('# Title\n\nText.\n').story.title).toBe('Title');
    expect(takeIn('A short line\n\nThen a paragraph of text.\n').story.title).toBe('A short line');
    expect(
      takeIn('This is a paragraph, and it ends with a full stop.\n', { fileName: 'port_talks-2026.txt' }).story.title,
    ).toBe('port talks 2026');
  });

  it('keeps a plain text whole', () => {
    const { story } = takeIn('First line\n\nOne.\n\nTwo.\n');
    expect(story.document.root.children).toHaveLength(2);
  });

  it.each([
    ['Developing Story\nTitle\nSummary.\n## Title\n### A\nText.\n', ['no metrics line']],
    [page('### A\nx.\n', 'Confidence: 60%Updated: March 9, 2026\n'), ['no importance']],
    [page('### A\nx.\n', 'Importance: 60%Updated: March 9, 2026\n'), ['no confidence']],
    [`${HEAD}${METRICS}`, ['no sections']],
    [page('Only text.\n'), ['no sections']],
    [page('### A\nx.\n### A\ny.\n### A\nz.\n'), ['two sections called “A”']],
    [page('### A\nx.\n#### In\nx.\n### B\n#### In\ny.\n'), []],
    ['# Plain Markdown\n\nWithout metrics and sections.\n', []],
  ])('says what a page lacks: %j', (text, defects) => {
    const intake = takeIn(text);
    expect(intake.defects).toEqual(defects);
    expect(intake.remarks.map(({ message }) => message)).toEqual(defects.map((defect) => `The page has ${defect}.`));
  });

  it('says where a page’s mentions are not those that it cites', () => {
    expect(takeIn(page('### A\nx (Wire, 2025).\n')).remarks.map(({ message }) => message)).toEqual([
      'The page says 0 mentions; it cites 1 source.',
    ]);
  });

  it.each([
    ['Importance: 140%Confidence: 60%Mentions: 3Updated: March 9, 2026', /“Importance” is 140 %/],
    ['Importance: 70%Confidence: -5%Mentions: 3Updated: March 9, 2026', /“Confidence” is -5 %/],
    ['Importance: Confidence: 60%Mentions: 3Updated: March 9, 2026', /“Importance” has no number/],
    ['Importance: 70%Confidence: 60%Mentions: 3Updated: soon', /“Updated” has no date/],
  ])('refuses %s with a sentence', (metrics, sentence) => {
    expect(() => takeIn(page('### A\nx.\n', `${metrics}\n`))).toThrow(sentence);
  });

  it.each([
    ['quotes', `${'>'.repeat(200_000)} x`],
    ['lists in one line', `${'+ '.repeat(50_000)}x`],
    ['lists below each other', Array.from({ length: 2_000 }, (_, level) => `${'  '.repeat(level)}- x`).join('\n')],
  ])('refuses a page of thousands of %s within each other with a sentence', (_, text) => {
    expect(() => takeIn(`# Title\n\n${text}\n`)).toThrow(/nests its lists, quotes or emphasis too deeply/);
  });

  it.each([
    ['one source', () => 'Harbour Gazette', 1],
    ['a source of its own in each line', (index: number) => `Harbour Gazette ${index}`, 6_000],
  ])('is done with a large page of %s in one go', (_, outletOf, mentions) => {
    const body = Array.from(
      { length: 6_000 },
      (_, index) => `Line ${index} says something (${outletOf(index)}, March 2026) and more.`,
    ).join('\n');
    const { story, newSources } = takeIn(page(`### A\n${body}\n`).replace('Mentions: 0', `Mentions: ${mentions}`));
    expect(projectionsOf(story.document).citations).toHaveLength(6_000);
    expect(newSources).toHaveLength(mentions);
  });
});

it.each(['([Harbour Gazette](https://gazette.example/a), March 2026)', '(*Harbour Gazette*, March 2026)'])(
  'a citation dressed as %s stays what it is in Markdown, which is printed back, and a remark says so',
  (written) => {
    const text = page(`### A\nPrices rose ${written} and fell.\n`);
    const intake = takeIn(text);
    expect(intake.remarks.map(({ message }) => message)).toContain(
      '(Harbour Gazette, March 2026) reads like a citation but was left as text.',
    );
    expect(markdownOf(intake, 'page')).toBe(text);
  },
);

it('takes a paragraph of very many citations and links in its stride', () => {
  const text = Array.from(
    { length: 5_000 },
    (_, at) => `[w${at}](https://g.example/${at}) (Harbour Gazette, March 2026)`,
  );
  const intake = takeIn(page(`### A\n${text.join(' ')}\n`));
  expect(citationsIn(intake.story.document)).toHaveLength(5_000);
});

describe('the ends of lines within a paragraph', () => {
  const WRAPPED =
    'It was **said\nonce** and\n*then* again\\\non a line\n`of` its own.\n\n```\na\nb\n```\n\n> quoted\n> twice\n';
  const blocksOf = (text: string, fileName: string) =>
    takeIn(text, { fileName }).story.document.root.children.map(textOf);

  it('wrap the source of a Markdown file and come in as spaces; breaks and code stay', () => {
    expect(blocksOf(WRAPPED, 'wrapped.md')).toEqual([
      'It was said once and then again\non a line of its own.',
      'a\nb',
      'quoted twice',
    ]);
    const again = takeIn(WRAPPED, { fileName: 'wrapped.md' });
    expect(markdownOf(again, 'document')).toContain(
      'It was **said once** and *then* again\\\non a line `of` its own.\n',
    );
  });

  it('are lines in a text, and in a story page, which comes out as that page again', () => {
    expect(blocksOf('a\nb\n', 'lines.txt')).toEqual(['a\nb']);
    const page =
      'Developing Story\n\nA page\n\nImportance: 70%Confidence: 60%Mentions: 0Updated: March 9, 2026\n\n### One\n\na\nb\n';
    expect(markdownOf(takeIn(page, { fileName: 'page.md' }), 'page')).toBe(page);
  });

  it('take the formats of neither side where one of both is without', () => {
    const { children = [] } =
      takeIn('one **two**\nthree *four*\n**five**\n', { fileName: 'a.md' }).story.document.root.children[0] ?? {};
    expect(children.map(({ text, format }) => [text, format])).toEqual([
      ['one ', 0],
      ['two', 1],
      [' three ', 0],
      ['four', 2],
      [' five', 1],
    ]);
  });
});

it('parts of a head that are longer than a story has them are cut, and that is said', () => {
  const page = (length: number) =>
    `${'l'.repeat(200 + length)}\n${'t'.repeat(2_000 + length)}\n${'s'.repeat(50_000 + length)}\nImportance: 70%Confidence: 60%\n### A\nText.\n`;
  expect(takeIn(page(0)).remarks).toEqual([]);
  const { story, remarks } = takeIn(page(1));
  expect([story.label, story.title, story.summary].map(({ length }) => length)).toEqual([200, 2_000, 50_000]);
  expect(remarks.map(({ message }) => message)).toEqual([
    'The label was cut at 200 characters.',
    'The title was cut at 2,000 characters.',
    'The summary was cut at 50,000 characters.',
  ]);
});
