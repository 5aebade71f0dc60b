// A briefing in the formats that write down what it holds: Pandoc Markdown and JSON.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Briefing } from '#core/model/briefing.ts';
import type { Format, PublishOptions } from '#core/model/publishing.ts';
import { readPandoc } from '#core/pandoc/read.ts';
import { type TemporaryWorkbench, temporaryWorkbench } from './temporary-workbench.ts';

const page = (title: string, cited: string) =>
  [
    'Developing Story',
    title,
    `The summary of ${title}.`,
    'Importance: 70%Confidence: 60%Mentions: 1Updated: March 9, 2026',
    `## ${title}`,
    '### Overview',
    `It was said ${cited}.`,
    '### Strategic Significance',
    '- **For investors:** Buy.',
    '- **For attorneys:** Read.',
    '### Open Questions',
    '- Will it hold?',
    '',
  ].join('\n');

let workbench: TemporaryWorkbench;
let ids: string[];

beforeEach(async () => {
  workbench = await temporaryWorkbench();
  ids = [];
  for (const text of [
    page('Twice', '(Harbour Gazette, March 2026)'),
    page('Twice', '(Harbour Gazette, April 2026)'),
    page('Gone', '(Harbour Gazette, May 2026)'),
  ]) {
    const result = await workbench.api.intake.importPage({
      fileName: `${ids.length}.txt`,
      base64: Buffer.from(text).toString('base64'),
    });
    if (result.status === 'imported') ids.push(result.storyId);
  }
});

async function briefing(change: Partial<Briefing> = {}): Promise<Briefing> {
  const items = ids.map((storyId, index) => ({
    id: `item${index}`,
    storyId,
    title: `Item ${index}`,
    show: 'full' as const,
  }));
  const made = await workbench.api.briefings.create({ title: 'Weekly', items });
  return workbench.api.briefings.save({ briefing: { ...made, number: '7', handling: 'TLP:AMBER', ...change } });
}

async function exported(id: string, format: Format, publish: Partial<PublishOptions> = {}) {
  const { files, ...said } = await workbench.api.briefings.export({ id, options: { format, publish } });
  return { ...said, names: files.map(({ fileName }) => fileName), texts: files.map(({ text }) => text ?? '') };
}

describe('a briefing in Pandoc Markdown', () => {
  it('is one document with its head, and every source of it has a key of its own', async () => {
    const { names, texts } = await exported((await briefing()).id, 'pandoc');
    expect(names).toEqual(['Weekly.md', 'Weekly.csl.json']);
    const [markdown = '', bibliography = ''] = texts;
    expect(markdown).toMatch(/^---\ntitle: Weekly\nlabel: TLP:AMBER\n/);
    expect(markdown).toContain('bibliography: Weekly.csl.json\n');
    expect(markdown).toContain('Number: 7 · Date: ');
    expect(markdown.match(/^# (?:Twice|Gone)/gm)).toEqual(['# Twice', '# Twice', '# Gone']);
    expect(markdown.match(/The summary of \w+\./g)).toHaveLength(3);
    const keys = Array.from(markdown.matchAll(/\[@([\w-]+)\]/g), ([, key]) => key);
    expect(keys).toEqual(['harbour-gazette-2026', 'harbour-gazette-2026-2', 'harbour-gazette-2026-3']);
    expect(JSON.parse(bibliography).map(({ id }: { id: string }) => id)).toEqual(keys);
  });

  it('holds what is for its audience, and says what was left out', async () => {
    const { texts, leftOut } = await exported((await briefing()).id, 'pandoc', {
      audience: 'attorneys',
      openQuestions: false,
    });
    expect(texts[0]).toContain('For attorneys:');
    expect(texts[0]).not.toContain('For investors:');
    expect(texts[0]).not.toContain('Will it hold?');
    expect(leftOut).toEqual({ bullets: 3, questions: 3 });
  });

  it('shows a summary, key points and single sections as they were chosen', async () => {
    const [first = '', second = ''] = ids;
    const section = (await workbench.api.briefings.materials({ storyIds: [second] }))[0]?.sections[0];
    const { id } = await briefing({
      items: [
        { id: 'a', storyId: first, title: '', show: 'summary' },
        { id: 'b', storyId: first, title: '', show: 'key-points' },
        { id: 'c', storyId: second, sectionId: section?.id, title: '', show: 'full' },
      ],
    });
    const { texts } = await exported(id, 'pandoc');
    expect(texts[0]?.match(/^#+ [\w ]+/gm)).toEqual(['# Twice ', '# Twice ', '# Twice ', '## Overview ']);
    expect(texts[0]?.match(/For \w+:/g)).toEqual(['For investors:', 'For attorneys:']);
  });

  it('comes back in as one story with the same text', async () => {
    const { texts } = await exported((await briefing()).id, 'pandoc');
    const back = readPandoc(texts[0] ?? '', () => 'new');
    expect(back?.story).toMatchObject({ title: 'Weekly', label: 'TLP:AMBER' });
    expect(back?.named.size).toBe(3);
    expect(texts[0]).not.toContain('galley-block');
  });
});

describe('a story that is gone', () => {
  it.each(['pandoc', 'json', 'markdown'] as const)('is named in an export as %s', async (format) => {
    const { id } = await briefing();
    await workbench.api.stories.remove({ id: ids[2] ?? '' });
    const { missing, texts } = await exported(id, format);
    expect(missing).toEqual(['Item 2']);
    expect(texts[0]).not.toContain('The summary of Gone');
  });
});

describe('a story in Pandoc Markdown', () => {
  it('holds what is for one audience where one is named', async () => {
    const options = { format: 'pandoc' as const, publish: { audience: 'attorneys' } };
    const { files, leftOut } = await workbench.api.publishing.exportStory({ id: ids[0] ?? '', options });
    expect(files[0]?.text).not.toContain('For investors:');
    expect(leftOut).toEqual({ bullets: 1, questions: 0 });
  });
});

describe('a story page', () => {
  it('is the page again, however else the story was last exported', async () => {
    const publish = {
      citations: 'footnotes',
      contents: true,
      verdicts: true,
      confidence: true,
      sourceList: true,
    } as const;
    const options = { format: 'markdown' as const, layout: 'page' as const, publish };
    const { files } = await workbench.api.publishing.exportStory({ id: ids[0] ?? '', options });
    expect(files[0]?.text).toBe(page('Twice', '(Harbour Gazette, March 2026)'));
  });
});

it('remembers from which state of its stories it was made, though they have changed since', async () => {
  const { id } = await briefing();
  const { storyRevs } = await exported(id, 'html');
  const { story } = await workbench.api.stories.get({ id: ids[0] ?? '' });
  await workbench.api.stories.save({ story: { ...story, title: 'Changed meanwhile' } });
  const marked = await workbench.api.briefings.markExported({ id, storyRevs });
  expect(marked.exported?.revs).toEqual(storyRevs);
  const [listed] = await workbench.api.briefings.list();
  expect(listed).toMatchObject({ changedStories: 1 });
});

it('prints a style of notes as notes unless told otherwise', async () => {
  const options = { format: 'markdown' as const, styleId: 'chicago-note-bibliography' };
  const text = async (publish: Partial<PublishOptions>) =>
    (await workbench.api.publishing.exportStory({ id: ids[0] ?? '', options: { ...options, publish } })).files[0]?.text;
  expect(await text({})).toContain('[^1]: ');
  expect(await text({ citations: 'inline' })).not.toContain('[^1]');
});
