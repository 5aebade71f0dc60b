import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourcesCitedIn } from '#core/document/citations.ts';
import type { Story } from '#core/model/story.ts';
import { temporaryWorkbench } from './temporary-workbench.ts';

const PAGE = readFileSync('tests/fixtures/lithium-corridor.txt');

type Workbench = Awaited<ReturnType<typeof temporaryWorkbench>>;

async function importFile({ api }: Workbench, text: string | Buffer, again = false, fileName = 'file') {
  return api.intake.importPage({ fileName, base64: Buffer.from(text).toString('base64'), again });
}

async function aStory(workbench: Workbench): Promise<Story> {
  const result = await importFile(workbench, PAGE);
  if (result.status !== 'imported') throw new Error('The page was imported.');
  return (await workbench.api.stories.get({ id: result.storyId })).story;
}

async function exported({ api }: Workbench, id: string, format: 'json' | 'pandoc'): Promise<string> {
  return (await api.publishing.exportStory({ id, options: { format } })).files[0]?.text ?? '';
}

const withoutSaving = ({ rev: _, savedAt: __, ...story }: Story) => story;

describe('a story that comes back from an export', () => {
  it.each(['json', 'pandoc'] as const)('is the same in another library (%s)', async (format) => {
    const here = await temporaryWorkbench();
    const story = await aStory(here);
    const there = await temporaryWorkbench();
    const result = await importFile(there, await exported(here, story.id, format));
    expect(result).toMatchObject({ status: 'imported', storyId: story.id, citations: 4, sourcesAdded: 3 });
    const back = (await there.api.stories.get({ id: story.id })).story;
    expect(withoutSaving(back)).toEqual(withoutSaving(story));
    const sources = await there.api.sources.list();
    expect(sources.every(({ source }) => source.needsDetails)).toBe(true);
  });

  it.each(['json', 'pandoc'] as const)(
    'is told to be there already in its own, and doubled only when asked (%s)',
    async (format) => {
      const here = await temporaryWorkbench();
      const story = await aStory(here);
      const text = await exported(here, story.id, format);
      expect(await importFile(here, text)).toEqual({ status: 'already-there', storyId: story.id, title: story.title });
      const again = await importFile(here, text, true);
      expect(again).toMatchObject({ status: 'imported', sourcesAdded: 0 });
      expect((await here.api.stories.list()).map(({ title }) => title)).toEqual([story.title, story.title]);
      expect(withoutSaving((await here.api.stories.get({ id: story.id })).story)).toEqual(withoutSaving(story));
    },
  );

  it('cites the sources that the other library has of the same outlet, date and title', async () => {
    const here = await temporaryWorkbench();
    const story = await aStory(here);
    const there = await temporaryWorkbench();
    await aStory(there);
    const before = (await there.api.sources.list()).length;
    const result = await importFile(there, await exported(here, story.id, 'json'));
    expect(result).toMatchObject({ status: 'imported', sourcesAdded: 0 });
    expect(await there.api.sources.list()).toHaveLength(before);
  });

  it.each([
    ['DOI', { DOI: '10.5555/LITHIUM' }, { DOI: 'https://doi.org/10.5555/lithium' }],
    ['address', { URL: 'https://example.org/lithium' }, { URL: 'http://www.example.org/lithium/?utm_source=x' }],
  ])('cites what the other library has under the same %s, whatever else is said of it', async (_, ours, theirs) => {
    const here = await temporaryWorkbench();
    const story = await aStory(here);
    const [cited] = await here.api.sources.list();
    const source = await here.api.sources.get({ id: cited?.source.id ?? '' });
    await here.api.sources.save({ source: { ...source, csl: { ...source.csl, title: 'As we call it', ...ours } } });
    const there = await temporaryWorkbench();
    const { files } = await here.api.publishing.exportStory({ id: story.id, options: { format: 'json' } });
    await there.api.sources.create({ csl: { type: 'webpage', title: 'As they call it', ...theirs } });
    const result = await importFile(there, files[0]?.text ?? '');
    expect(result).toMatchObject({ status: 'imported', sourcesAdded: 2 });
  });

  it.each([
    ['{"format":"galley-story","schemaVersion":1', 'not valid JSON'],
    ['{"format":"galley-story","schemaVersion":1,"story":{}}', 'damaged at'],
    ['{"format":"galley-story","schemaVersion":7,"story":{}}', 'newer version'],
    ['---\ntitle: x\ngalley:\n  schemaVersion: 1\n---\n\nText\n', 'damaged at'],
  ])('is refused with a sentence where it is damaged: %s', async (text, sentence) => {
    const here = await temporaryWorkbench();
    await expect(importFile(here, text)).rejects.toThrow(sentence);
    expect(await here.api.stories.list()).toEqual([]);
    expect(await here.api.sources.list()).toEqual([]);
  });
});

describe('the citation keys of a Pandoc export', () => {
  const article = (title: string, day: number) => ({
    type: 'article-newspaper' as const,
    title,
    'container-title': 'Meridian Wire',
    issued: { 'date-parts': [[2026, 2, day]] },
  });

  /** A document and its bibliography, of a story that cites one article. */
  async function pairOf(csl: ReturnType<typeof article>): Promise<string[]> {
    const here = await temporaryWorkbench();
    const source = await here.api.sources.create({ csl });
    const page = `# About ${csl.title}\n\n## A\n\nText (Meridian Wire, February 2026).\n`;
    const result = await importFile(here, page);
    if (result.status !== 'imported') throw new Error('The page was imported.');
    const { story } = await here.api.stories.get({ id: result.storyId });
    expect(sourcesCitedIn(story.document)).toEqual([source.id]);
    const { files } = await here.api.publishing.exportStory({ id: story.id, options: { format: 'pandoc' } });
    return files.map(({ text }) => text ?? '');
  }

  async function titlesCitedIn({ api }: Workbench, storyId: string): Promise<(string | undefined)[]> {
    const { story } = await api.stories.get({ id: storyId });
    const titles = sourcesCitedIn(story.document).map(async (id) => (await api.sources.get({ id })).csl.title);
    return Promise.all(titles);
  }

  it('name the works of their own file, where other files give the same key to others', async () => {
    const titles = ['First report', 'Second report', 'Third report'];
    const pairs = await Promise.all(titles.map((title, index) => pairOf(article(title, index + 1))));
    for (const [markdown] of pairs) expect(markdown).toContain('[@meridian-wire-2026]');
    const there = await temporaryWorkbench();
    for (const [, bibliography = ''] of pairs) await importFile(there, bibliography, false, 'b.csl.json');
    for (const [index, [markdown = '']] of pairs.entries()) {
      const result = await importFile(there, markdown);
      if (result.status !== 'imported') throw new Error('The document was imported.');
      expect(result.warnings).toEqual([]);
      expect(await titlesCitedIn(there, result.storyId)).toEqual([titles[index]]);
    }
  });

  it('name no work of the library that only has the same key, and say that the source is missing', async () => {
    const [markdown = ''] = await pairOf(article('First report', 1));
    const there = await temporaryWorkbench();
    await there.api.sources.create({ csl: { ...article('Another', 20), 'citation-key': 'meridian-wire-2026' } });
    const result = await importFile(there, markdown);
    if (result.status !== 'imported') throw new Error('The document was imported.');
    expect(result).toMatchObject({ sourcesAdded: 1, warnings: [expect.stringContaining('was not in the file')] });
    expect(await titlesCitedIn(there, result.storyId)).toEqual(['meridian-wire-2026']);
  });

  it('name their works where nothing but a block that is kept whole cites them', async () => {
    const here = await temporaryWorkbench();
    const source = await here.api.sources.create({ csl: article('First report', 1) });
    const story = await aStory(here);
    const element = { version: 1, direction: null, format: '' as const, indent: 0 };
    const text = (format: number) => ({
      type: 'text',
      version: 1,
      mode: 'normal',
      style: '',
      detail: 0,
      text: 'a',
      format,
    });
    const citation = { id: 'c1', items: [{ sourceId: source.id }], quote: '', verdict: 'unverified', note: '' };
    const children = [text(1), text(2), text(16), { type: 'citation', version: 1, citation }];
    const paragraph = { ...element, type: 'paragraph', textFormat: 0, textStyle: '', children };
    const document = { root: { ...element, type: 'root', children: [paragraph] } };
    await here.api.stories.save({ story: { ...story, document } });
    const [markdown, bibliography] = (
      await here.api.publishing.exportStory({ id: story.id, options: { format: 'pandoc' } })
    ).files;
    expect(markdown?.text).toContain('.galley-block');
    const there = await temporaryWorkbench();
    await importFile(there, bibliography?.text ?? '', false, 'b.csl.json');
    const result = await importFile(there, markdown?.text ?? '');
    expect(result).toMatchObject({ status: 'imported', sourcesAdded: 0, warnings: [] });
    expect(await titlesCitedIn(there, story.id)).toEqual(['First report']);
  });

  it('name the work that the library has under another key', async () => {
    const [markdown = ''] = await pairOf(article('First report', 1));
    const there = await temporaryWorkbench();
    await there.api.sources.create({ csl: { ...article('First report', 1), 'citation-key': 'mine' } });
    const result = await importFile(there, markdown);
    expect(result).toMatchObject({ status: 'imported', sourcesAdded: 0, warnings: [] });
  });

  it('that somebody wrote by hand name the one source that has them', async () => {
    const [markdown = ''] = await pairOf(article('First report', 1));
    const by = (title: string, day: number) => ({ csl: { ...article(title, day), 'citation-key': 'roe-2026' } });
    const titlesThere = async (workbench: Workbench) => {
      const result = await importFile(workbench, markdown.replace('[@meridian-wire-2026]', '[@roe-2026]'));
      if (result.status !== 'imported') throw new Error('The document was imported.');
      return titlesCitedIn(workbench, result.storyId);
    };
    const there = await temporaryWorkbench();
    await there.api.sources.create(by('Of that key', 3));
    expect(await titlesThere(there)).toEqual(['Of that key']);
    const elsewhere = await temporaryWorkbench();
    await elsewhere.api.sources.create(by('Of that key', 3));
    await elsewhere.api.sources.create(by('Of that key too', 4));
    expect(await titlesThere(elsewhere)).toEqual(['roe-2026']);
  });
});

describe('a briefing that comes back from an export', () => {
  it('brings its stories and sources', async () => {
    const here = await temporaryWorkbench();
    const story = await aStory(here);
    const made = await here.api.briefings.create({
      title: 'Briefing',
      items: [{ id: 'i1', storyId: story.id, title: story.title, show: 'full' }],
    });
    const text = (await here.api.briefings.export({ id: made.id, options: { format: 'json' } })).files[0]?.text ?? '';
    const there = await temporaryWorkbench();
    expect(await importFile(there, text)).toMatchObject({
      status: 'imported-briefing',
      briefingId: made.id,
      stories: 1,
      sourcesAdded: 3,
    });
    const printed = await there.api.briefings.export({ id: made.id, options: { format: 'markdown' } });
    expect(printed.missing).toEqual([]);
    expect(printed.files[0]?.text).toContain('Two refineries in Antofagasta');
    await expect(importFile(there, text)).rejects.toThrow('in this library already');
  });
});
