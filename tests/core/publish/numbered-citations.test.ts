// Citations by number: the editor's words stay around them, and a list in another order names every author.
import { describe, expect, it } from 'vitest';
import type { CitationPrinter } from '#core/citation/printer.ts';
import type { Citation, CitationItem } from '#core/model/citation.ts';
import { DEFAULT_PUBLISH_OPTIONS } from '#core/model/publishing.ts';
import { storyEdition } from '#core/publish/edition.ts';
import { publishHtml } from '#core/publish/html/page.ts';
import { publishStoryMarkdown } from '#core/publish/markdown.ts';
import { storyOf } from '../../main/library/temporary-library.ts';
import { shippedPrinter, sourceOf, sourcesOf } from '../citation/house-style.ts';

const book = (id: string, family: string, title: string) =>
  sourceOf(id, { type: 'book', title, author: [{ family, given: 'A.' }], issued: { 'date-parts': [[2020]] } });
const sources = sourcesOf(book('z', 'Zimmer', 'Last'), book('s1', 'Smith', 'One'), book('s2', 'Smith', 'Two'));

function edition(styleId: string, ...cited: CitationItem[][]) {
  return editionBy(shippedPrinter(styleId), ...cited);
}

function editionBy(printer: CitationPrinter, ...cited: CitationItem[][]) {
  const citations = cited.map(
    (items, index): Citation => ({ id: `c${index}`, items, quote: '', verdict: 'unverified', note: '' }),
  );
  const story = storyOf(
    'story',
    'Story',
    'Said ',
    citations.map((citation) => ({ type: 'citation', version: 1, citation })),
  );
  return {
    story,
    edition: storyEdition(story, { ...DEFAULT_PUBLISH_OPTIONS, citations: 'numbered' }, { printer, sources }),
  };
}

describe('a number', () => {
  it('has around it what the editor has written', () => {
    const made = edition('galley-house', [
      { sourceId: 's1', prefix: 'see ', locator: '12-14' },
      { sourceId: 'z', prefix: 'contra', suffix: ', and passim' },
      { sourceId: 's2', suffix: 'emphasis added' },
    ]);
    const expected = 'see 1, pp. 12-14; contra 2, and passim; 3 emphasis added';
    expect(publishStoryMarkdown(made.edition, made.story, 'document')).toContain(expected);
    expect(publishHtml(made.edition).replace(/<[^>]+>/g, '')).toContain(expected);
  });

  it.each([
    ['en-US', '1, p. 4; 1, pp. 4–6; 1, sec. 2; 1, 00:12:30'],
    ['de-DE', '1, S. 4; 1, S. 4–6; 1, Abschn. 2; 1, 00:12:30'],
    ['fr-FR', '1, p. 4; 1, p. 4–6; 1, sect. 2; 1, 00:12:30'],
  ])('has its locator in the language of the text, %s', (localeId, expected) => {
    const made = editionBy(shippedPrinter('apa', localeId), [
      { sourceId: 's1', locator: '4' },
      { sourceId: 's1', locator: '4–6', label: 'page' },
      { sourceId: 's1', locator: '2', label: 'section' },
      { sourceId: 's1', locator: '00:12:30', label: 'timestamp' },
    ]);
    expect(publishStoryMarkdown(made.edition, made.story, 'document')).toContain(expected);
  });

  it('stands alone where nothing was', () => {
    const made = edition('galley-house', [{ sourceId: 's1' }, { sourceId: 'z' }]);
    expect(publishStoryMarkdown(made.edition, made.story, 'document')).toContain('1, 2');
  });
});

it.each(['chicago-note-bibliography', 'chicago-author-date'])(
  'the list in the order of the text names every author in %s',
  (styleId) => {
    const made = edition(styleId, [{ sourceId: 's2' }], [{ sourceId: 'z' }], [{ sourceId: 's1' }]);
    expect(made.edition.sources.map(({ text }) => /Smith|Zimmer|———/.exec(text)?.[0])).toEqual([
      'Smith',
      'Zimmer',
      'Smith',
    ]);
  },
);

it('a note whose quotation ends in a stop has no other', () => {
  const printer = shippedPrinter('chicago-note-bibliography');
  const chapter = sourcesOf(
    sourceOf('c', { type: 'article-journal', title: 'A Chapter', author: [{ family: 'Lee' }] }),
  );
  const citation: Citation = { id: 'c', items: [{ sourceId: 'c' }], quote: '', verdict: 'unverified', note: '' };
  const story = storyOf('story', 'Story', 'Said ', [{ type: 'citation', version: 1, citation }]);
  const made = storyEdition(
    story,
    { ...DEFAULT_PUBLISH_OPTIONS, citations: 'footnotes' },
    { printer, sources: chapter },
  );
  expect(publishStoryMarkdown(made, story, 'document')).toMatch(/\[\^1\]: Lee, “A Chapter\.”\n/);
});
