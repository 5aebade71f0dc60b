// What an import would add is what it adds, and looking at it writes nothing.
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { totalsInWords, totalsOf } from '#core/intake/totals.ts';
import { paragraph, wordFile } from '../../core/intake/word.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';
import { temporaryWorkbench } from './temporary-workbench.ts';

const PNG = `iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==`;
const HTML = `<!doctype html><title>T</title><h1>T</h1><h2>A</h2><p>Text (Harbour Gazette, March 2026). <img src="data:image/png;base64,${PNG}" alt="dot"></p>`;
const FILES: [string, string | Uint8Array][] = [
  ['lithium-corridor.txt', readFileSync('tests/fixtures/lithium-corridor.txt')],
  ['page.html', HTML],
  ['file.docx', wordFile(paragraph('T', 'Title') + paragraph('A', 'Heading1') + paragraph('Text (Wire, 2025).'))],
  ['sources.bib', readFileSync('tests/fixtures/sources.bib')],
];

type Workbench = Awaited<ReturnType<typeof temporaryWorkbench>>;
const file = (fileName: string, content: string | Uint8Array) => ({
  fileName,
  base64: Buffer.from(content).toString('base64'),
});
const counts = async ({ api }: Workbench) => ({
  stories: (await api.stories.list()).length,
  sources: (await api.sources.list()).length,
});

async function contentsOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const inside = files.filter((name) => !name.includes('.cache') && !name.endsWith('.lock')).sort();
  return Object.fromEntries(
    await Promise.all(inside.map(async (name) => [name, await readFile(name, 'utf8')] as const)),
  );
}

describe('the preview of an import', () => {
  it.each(FILES)('of %s says what the import adds, and writes nothing', async (name, content) => {
    const library = await temporaryLibrary();
    const here = await temporaryWorkbench(library);
    const before = await contentsOf(library.folder);
    const preview = await here.api.intake.preview(file(name, content));
    expect(await contentsOf(library.folder)).toEqual(before);
    const then = await counts(here);
    await here.api.intake.importPage(file(name, content));
    expect(await counts(here)).toEqual({
      stories: then.stories + preview.stories.length,
      sources: then.sources + preview.newSources.length,
    });
    expect(preview.newSources.length).toBeGreaterThan(0);
  });

  it('names sections, sources new and matched, images, and remarks by line', async () => {
    const here = await temporaryWorkbench();
    await here.api.intake.importPage(file(...(FILES[0] as [string, string])));
    expect(await here.api.intake.preview(file('page.html', HTML))).toMatchObject({
      kind: 'story',
      title: 'T',
      alreadyThere: null,
      stories: [{ title: 'T', sections: [{ heading: 'A', level: 2 }], citations: 1 }],
      newSources: [],
      matchedSources: 1,
      images: 1,
    });
    const withImage = await here.api.intake.preview(file('page.html', HTML));
    expect(totalsInWords(totalsOf([withImage, withImage]))).toBe(
      '2 stories, 2 sections and 2 images; 1 source is there already',
    );
    const page = readFileSync('tests/fixtures/lithium-corridor.txt', 'utf8').replace('Mentions: 3', 'Mentions: 9');
    const { remarks } = await here.api.intake.preview(file('page.txt', page));
    expect(remarks).toEqual([{ line: 4, message: 'The page says 9 mentions; it cites 3 sources.' }]);
    const bib = await here.api.intake.preview(
      file('s.bib', '@article{a, title={A}, journal={B}, year=2025}\n\n@article{b,\n'),
    );
    expect(bib).toMatchObject({ kind: 'sources', newSources: [{ label: expect.stringContaining('A') }] });
    expect(bib.remarks).toEqual([{ line: 3, message: expect.any(String) }]);
  });

  it('of our own Pandoc pair counts no source as there that only comes with it', async () => {
    const here = await temporaryWorkbench();
    const added = await here.api.intake.importPage(file(...(FILES[0] as [string, string])));
    if (added.status !== 'imported') throw new Error('It was imported.');
    const { files } = await here.api.publishing.exportStory({ id: added.storyId, options: { format: 'pandoc' } });
    const previewsIn = async ({ api }: Workbench) => {
      const [document, bibliography] = files.map(({ fileName, text }) => file(fileName, text ?? ''));
      if (!document || !bibliography) throw new Error('There are two files.');
      const first = await api.intake.preview(bibliography);
      const planned = first.newSources.flatMap(({ csl }) => csl ?? []);
      return [first, await api.intake.preview({ ...document, planned })];
    };
    const fresh = await previewsIn(await temporaryWorkbench());
    expect(fresh[1]).toMatchObject({ newSources: [], matchedSources: 0, plannedSources: 3 });
    expect(totalsInWords(totalsOf(fresh))).toBe('1 story, 6 sections and 3 new sources');
    const known = await previewsIn(here);
    expect(totalsInWords(totalsOf(known))).toBe('1 story and 6 sections; 3 sources are there already');
  });

  it('says that a file was imported before', async () => {
    const here = await temporaryWorkbench();
    for (const [name, content] of FILES.slice(0, 3)) {
      await here.api.intake.importPage(file(name, content));
      expect((await here.api.intake.preview(file(name, content))).alreadyThere).toMatchObject({
        title: expect.any(String),
      });
    }
  });

  it.each([
    ['a Word file of the old kind', 'a.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /old kind/],
    ['an archive that is no Word file', 'a.docx', Buffer.from('PK\u0003\u0004'), /damaged/],
    ['JSON that is no bibliography', 'a.json', '[]', /holds no source/],
  ])('refuses %s with a sentence', async (_, name, content, sentence) => {
    const here = await temporaryWorkbench();
    await expect(here.api.intake.preview(file(name, content))).rejects.toThrow(sentence);
    await expect(here.api.intake.importPage(file(name, content))).rejects.toThrow(sentence);
  });

  it('keeps the images of a page, and the story shows them', async () => {
    const library = await temporaryLibrary();
    const here = await temporaryWorkbench(library);
    const result = await here.api.intake.importPage(file('page.html', HTML));
    if (result.status !== 'imported') throw new Error('It was imported.');
    const exported = await here.api.publishing.exportStory({ id: result.storyId, options: { format: 'html' } });
    expect(exported.files[0]?.text).toContain(`<img src="data:image/png;base64,${PNG}" alt="dot">`);
  });

  it('cites the bibliography that stood beside a Pandoc export', async () => {
    const here = await temporaryWorkbench();
    const added = await here.api.intake.importPage(file(...(FILES[2] as [string, Uint8Array])));
    if (added.status !== 'imported') throw new Error('It was imported.');
    const [source] = await here.api.sources.list();
    if (!source) throw new Error('It cites a source.');
    const stored = await here.api.sources.get({ id: source.source.id });
    await here.api.sources.save({
      source: { ...stored, csl: { ...stored.csl, title: 'On cables' }, needsDetails: false },
    });
    const { files } = await here.api.publishing.exportStory({ id: added.storyId, options: { format: 'pandoc' } });
    const there = await temporaryWorkbench();
    for (const { fileName, text } of files.toReversed()) await there.api.intake.importPage(file(fileName, text ?? ''));
    expect((await there.api.sources.list()).map(({ source: { csl } }) => csl.title)).toEqual(['On cables']);
  });
});
