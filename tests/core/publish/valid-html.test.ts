// Exported HTML is valid by html-validate's recommended rules, whatever its story says and however it is exported.
import { readFileSync } from 'node:fs';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { newBriefing } from '#core/model/briefing.ts';
import { DEFAULT_PUBLISH_OPTIONS, type PublishOptions } from '#core/model/publishing.ts';
import { briefingEdition, storyEdition } from '#core/publish/edition.ts';
import { publishHtml } from '#core/publish/html/page.ts';
import { newsArticleOf } from '#core/publish/html/structured-data.ts';
import { printer, takeIn } from '../intake/desk.ts';
import { citedWithinLinks } from './cited-within-links.ts';
import { hostileHtml } from './hostile-story.ts';

const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'] });

async function problemsIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `line ${line}: ${ruleId}: ${message}`),
  );
}

const OPTIONS: [string, Partial<PublishOptions>][] = [
  ['as it is', {}],
  ['with footnotes and contents', { citations: 'footnotes', contents: true }],
  [
    'with numbers, verdicts, grades and confidence',
    { citations: 'numbered', verdicts: true, grades: true, confidence: true },
  ],
  ['for attorneys, without sources', { audience: 'attorneys', sourceList: false, openQuestions: false }],
];

describe.each(['lithium-corridor.txt', 'orbital-debris.md'])('%s as HTML', (name) => {
  const { story, newSources } = takeIn(readFileSync(`tests/fixtures/${name}`, 'utf8'), { fileName: name });
  const sources = new Map(newSources.map((source) => [source.id, source]));
  it.each(OPTIONS)('is valid %s', async (_, chosen) => {
    const edition = storyEdition(story, { ...DEFAULT_PUBLISH_OPTIONS, ...chosen }, { printer, sources });
    const structuredData = newsArticleOf(story, edition, 'en', sources);
    expect(await problemsIn(publishHtml(edition, { language: 'en-GB', structuredData }))).toEqual([]);
  });
});

describe('a hostile story as HTML', () => {
  it.each(['galley-house', 'apa'])('is valid in the style %s', async (styleId) => {
    expect(await problemsIn(hostileHtml(styleId))).toEqual([]);
  });
});

describe('what a window can make', () => {
  const made = (markdown: string) => takeIn(markdown).story;

  it('is valid with an empty heading and a title of spaces, and says neither', async () => {
    const story = { ...made('# T\n\n## \n\nText.\n\n## Real\n\nMore.\n'), title: '   ' };
    const edition = storyEdition(
      story,
      { ...DEFAULT_PUBLISH_OPTIONS, contents: true },
      { printer, sources: new Map() },
    );
    const html = publishHtml(edition);
    expect(await problemsIn(html)).toEqual([]);
    expect(html).toContain('<h1>Untitled story</h1>');
    expect(html.match(/<h2/g)).toHaveLength(1);
  });

  it('is valid with one story twice in a briefing', async () => {
    const story = made('# Twice\n\nText.\n');
    const other = made('# Other\n\nText.\n');
    const items = [story, other, story].map(({ id, title }, index) => ({
      id: `item${index}`,
      storyId: id,
      title,
      show: 'full' as const,
    }));
    const briefing = { ...newBriefing('b', new Date(), '2026-03-09'), title: 'B', items };
    const stories = new Map([story, other].map((one) => [one.id, one]));
    expect(await problemsIn(publishHtml(briefingEdition(briefing, stories, { printer, sources: new Map() })))).toEqual(
      [],
    );
  });

  it.each(['inline', 'footnotes', 'numbered'] as const)(
    'is valid with citations within a link, %s, and its words stay linked',
    async (citations) => {
      const edition = citedWithinLinks({ citations });
      const html = publishHtml(edition);
      expect(await problemsIn(html)).toEqual([]);
      const linked = [...html.matchAll(/<a href="https:\/\/e\.example\/reg">(.*?)<\/a>/g)].map(([, words]) => words);
      expect(linked.map((words) => words?.replace(/<[^>]+>/g, '').trim())).toEqual([
        'See',
        'the text',
        'It is',
        'bold',
      ]);
    },
  );

  it.each(['inline', 'footnotes', 'numbered'] as const)(
    'is valid with passages and no source list, %s, and each is reached with the keyboard',
    async (citations) => {
      const html = publishHtml(citedWithinLinks({ citations, sourceList: false }));
      expect(await problemsIn(html)).toEqual([]);
      for (const id of ['quote-1', 'quote-2'])
        expect(html).toMatch(
          new RegExp(`<(?:a [^>]*href="#|(?:span|sup) [^>]*tabindex="0")[^>]*aria-describedby="${id}"`),
        );
    },
  );

  it('runs from right to left where its text does', async () => {
    const html = publishHtml(
      storyEdition(
        { ...made('# T\n\nنص عربي.\n\nEnglish.\n\n- بند\n'), title: 'عنوان', summary: 'ملخص' },
        DEFAULT_PUBLISH_OPTIONS,
        { printer, sources: new Map() },
      ),
    );
    expect(await problemsIn(html)).toEqual([]);
    expect(html.match(/<(?:h1|p|li)[^>]* dir="auto"/g)).toHaveLength(4);
    expect(html).toContain('<p>English.</p>');
  });
});

it('an invalid page is told apart', async () => {
  expect(await problemsIn('<!doctype html><html><body><p><div></p></body></html>')).not.toEqual([]);
});
