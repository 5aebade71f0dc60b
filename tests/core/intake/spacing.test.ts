// Blank lines of a story page stand where they stood, and what is read stays the same wherever they are put.
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { mdastOf } from '#core/document/markdown/convert.ts';
import { spacedAs, spacingOf } from '#core/intake/spacing.ts';
import { pageFormSchema } from '#core/model/story.ts';
import { writeMarkdown } from '#core/publish/write-markdown.ts';
import { arbitraryMarkdownDocument } from '../document/arbitrary-markdown.ts';
import { arbitraryMixedPage } from './arbitrary-page.ts';
import { markdownOf, takeIn } from './desk.ts';

const METRICS = 'Importance: 10%Confidence: 20%Mentions: 0Updated: March 9, 2026';

/** A page with the lines of its body replaced in the story that was made of it, as an edit does. */
function edited(page: string, body: string): string {
  const intake = takeIn(page);
  const { document } = takeIn(`L\nT\nS.\n${METRICS}\n\n## T\n\n${body}`).story;
  return markdownOf({ ...intake, story: { ...intake.story, document } }, 'page');
}

describe('a page with blank lines here and none there', () => {
  it.each<[string, string]>([
    [
      'apart but for the lines of its head',
      `Developing Story\nTitle – with dash\nSummary.\n\nImportance: 85% · Confidence: 75% · Mentions: 0 · Updated: 9 March 2026\n\n## Title – with dash\n\n### Overview\n\nText.\n\n### Open Questions\n\n- [ ] Will it?\n- [x] Did it?\n`,
    ],
    [
      'together but for a paragraph after a list',
      `Developing Story\nTitle\nSum.\n${METRICS}\n## Title\n### Overview\n- **For investors:** a\n- b *c* **d**\n\ntext_with_under * star # hash \\ back \`code\`\n### Connections\nz`,
    ],
    ['together but for its head', `L\n\nT\n\nS.\n\n${METRICS}\n## T\n### A\nOne.\nTwo.\n- a\n- b\n`],
    ['together below the title', `L\nT\nS.\n${METRICS}\n## T\n\n### A\nOne.\nTwo.\n`],
    ['in a summary of several lines', `L\nT\nOne.\n\nTwo.\n${METRICS}\n\n## T\n### A\nText.\n`],
    ['before its first line and after its last', `\n\nL\nT\nS.\n${METRICS}\n## T\n### A\nText.\n\n\n`],
    ['between some items of a list', `L\nT\nS.\n${METRICS}\n## T\n### A\n- a\n- b\n\n- c\n  more\n- d\n`],
    ['between numbered items', `L\nT\nS.\n${METRICS}\n## T\n### A\n1. a\n\n2. b\n\n   c\n\n3. d\n`],
    ['several in a row', `L\nT\nS.\n\n\n${METRICS}\n## T\n### A\nOne.\n\n\nTwo.\n\nThree.\nfour\n### B\nFive.\n`],
    [
      'around code with blank lines in it',
      `L\nT\nS.\n${METRICS}\n## T\n### A\nOne.\n\`\`\`\na\n\n\nb\n\`\`\`\nTwo.\n\nThree.\n`,
    ],
    [
      'around a quote, a table and a rule',
      `L\nT\nS.\n${METRICS}\n## T\n### A\n> q\n\n***\nx\n> q\n### B\n| a | b |\n| --- | --- |\n| c | d |\n\ny\n`,
    ],
    [
      'between a list and the next with other bullets',
      `L\nT\nS.\n${METRICS}\n## T\n### A\nx:\n- a\n- b\n### B\ny\n\n1. c\n2. d\n### C\nz\n`,
    ],
    ['with line breaks of Windows', `L\r\nT\r\nS.\r\n\r\n${METRICS}\r\n## T\r\n### A\r\nOne.\r\n\r\nTwo.\r\n`],
  ])('%s comes out as it came in', (_, page) => {
    expect(markdownOf(takeIn(page), 'page')).toBe(page);
  });

  it('comes out as it came in, whatever the mixture', () => {
    fc.assert(
      fc.property(arbitraryMixedPage, (page) => {
        const intake = takeIn(page);
        expect(pageFormSchema.parse(intake.story.origin?.pageForm)).toEqual(intake.story.origin?.pageForm);
        expect(markdownOf(intake, 'page')).toBe(page);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a story that was edited since', () => {
  const page = `L\nT\nS.\n\n${METRICS}\n\n## T\n### A\nOne.\n\nTwo.\n### B\n- a\n- b\n\nThree.\n### C\nFour.\n`;
  const head = `L\nT\nS.\n\n${METRICS}\n\n## T\n`;
  it.each<[string, string]>([
    ['words were changed', '### A\nFirst.\n\nSecond.\n### B\n- a\n- b\n\nThird.\n### C\nFourth.\n'],
    ['a paragraph was added', '### A\nOne.\n\nAnd.\n\nTwo.\n### B\n- a\n- b\n\nThree.\n### C\nFour.\n'],
    ['an item was added', '### A\nOne.\n\nTwo.\n### B\n- a\n- b\n- c\n\nThree.\n### C\nFour.\n'],
    ['a section was added', '### A\nOne.\n\nTwo.\n### B\n- a\n- b\n\nThree.\n### D\nFive.\n### C\nFour.\n'],
    ['a section was removed', '### A\nOne.\n\nTwo.\n### C\nFour.\n'],
    ['sections were moved', '### C\nFour.\n### A\nOne.\n\nTwo.\n### B\n- a\n- b\n\nThree.\n'],
    [
      'a block of a new kind was added',
      '### A\nOne.\n\n| x |\n| --- |\n\nTwo.\n### B\n- a\n- b\n\nThree.\n### C\nFour.\n',
    ],
  ])('keeps its blank lines where %s', (_, body) => {
    expect(edited(page, body)).toBe(head + body);
  });

  it('is printed as before where it was stored without them', () => {
    const intake = takeIn(page);
    const { spacing, ...pageForm } = pageFormSchema.parse(intake.story.origin?.pageForm);
    expect(spacing).toBe('ttt1m1hht1thll1tht');
    const origin = { ...intake.story.origin, fileName: 'page.txt', sha256: '0'.repeat(64), importedAt: '', pageForm };
    const text = markdownOf({ ...intake, story: { ...intake.story, origin } }, 'page');
    expect(text.startsWith('L\n\nT\n\nS.\n\n')).toBe(true);
    expect(text).toContain('### A\n\nOne.\n\nTwo.\n\n### B\n\n- a\n- b\n\nThree.');
  });
});

describe('any blank lines leave the meaning as it is', () => {
  const meaningOf = (markdown: string) =>
    JSON.stringify(
      fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
      // A list with blank lines in it is a loose one.
      (key, value: unknown) => (key === 'position' || key === 'spread' ? undefined : value),
    );

  /** The text below a head of one line, each of its lines with as many blank lines before it as `gaps` say, as far as may be. */
  function spacedBy(gaps: readonly number[], markdown: string): string {
    const kinds = spacingOf(`\nHead\n${markdown}`, 1, true)?.replace(/\d/g, '') ?? '';
    const spacing = Array.from(kinds, (kind, index) => `${gaps[index % gaps.length] || ''}${kind}`).join('');
    return spacedAs(spacing, ['Head'], markdown, true).replace(/^\n*Head\n+/, '');
  }

  it('of any document', () => {
    const gaps = fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(arbitraryMarkdownDocument, gaps, (document, anyGaps) => {
        const form = { blankLines: true, lineBreaks: 'bare', emphasis: '*', strong: '*' } as const;
        const markdown = writeMarkdown(mdastOf(document), form).replace(/\n+$/, '');
        expect(meaningOf(spacedBy(anyGaps, markdown))).toBe(meaningOf(markdown));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    'one\n2) two\n3) three',
    '> one\n2) two\n3) three',
    '- one\n  2) two\n  3) three\n  four',
    'one\n2) two\n\n3. three',
    'Heading\n---\none\n\n***\n\ntwo',
    'one\n\n---\n\ntwo',
    '- one\n  - two\n\n  three\n\n* four\n\nfive',
    '- ```\n  a\n\n  b\n  ```\n- two\n\nthree',
    '| a |\n| --- |\n| b |\n\none\n\n> two\n\n> three\n\nfour',
  ])('of %j', (markdown) => {
    for (const gap of [0, 1, 2]) expect(meaningOf(spacedBy([gap], markdown))).toBe(meaningOf(markdown));
  });
});
