// Images go out with a story and come in again with it, whatever the format; what is no image of its name never does.
import { createHash } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { imagesIn } from '#core/document/images.ts';
import { newBriefing } from '#core/model/briefing.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';
import { temporaryWorkbench } from './temporary-workbench.ts';

const PIXEL = `iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==`;
const NAME = `${createHash('sha256').update(Buffer.from(PIXEL, 'base64')).digest('hex')}.png`;
const HTML = `<!doctype html><title>T</title><h1>T</h1><h2>A</h2><p>Text. <img src="data:image/png;base64,${PIXEL}" alt="dot"></p>`;

type Workbench = Awaited<ReturnType<typeof temporaryWorkbench>>;
const file = (fileName: string, content: string) => ({ fileName, base64: Buffer.from(content).toString('base64') });

/** A library with one story that shows an image. */
async function illustrated(): Promise<{ here: Workbench; id: string; folder: string }> {
  const library = await temporaryLibrary();
  const here = await temporaryWorkbench(library);
  const result = await here.api.intake.importPage(file('page.html', HTML));
  if (result.status !== 'imported') throw new Error('It was imported.');
  return { here, id: result.storyId, folder: library.folder };
}
const read = async ({ context }: Workbench, name: string) =>
  Buffer.from((await context.library.attachments.read(name)).bytes).toString('base64');

describe('the images of an export', () => {
  it('lie in its JSON, and come in with it', async () => {
    const { here, id } = await illustrated();
    const { files, imagesLeftOut } = await here.api.publishing.exportStory({ id, options: { format: 'json' } });
    expect([files.length, imagesLeftOut]).toEqual([1, 0]);
    expect(JSON.parse(files[0]?.text ?? '').attachments).toEqual({ [NAME]: PIXEL });
    const there = await temporaryWorkbench();
    const sent = file('story.json', files[0]?.text ?? '');
    expect(await there.api.intake.preview(sent)).toMatchObject({ images: 1, remarks: [] });
    expect(await there.api.intake.importPage(sent)).toMatchObject({ status: 'imported', warnings: [] });
    expect(await read(there, NAME)).toBe(PIXEL);
  });

  it('lie in a briefing’s JSON, each once', async () => {
    const { here, id } = await illustrated();
    const briefing = {
      ...newBriefing('briefing1', new Date('2026-03-09T09:00:00Z'), '2026-03-09'),
      title: 'B',
      items: [{ id: 'item1', storyId: id, title: 'T', show: 'full' as const }],
    };
    const { files } = await here.api.briefings.exportDraft({ briefing, options: { format: 'json' } });
    const there = await temporaryWorkbench();
    const result = await there.api.intake.importPage(file('briefing.json', files[0]?.text ?? ''));
    expect(result).toMatchObject({ status: 'imported-briefing', warnings: [] });
    expect(await read(there, NAME)).toBe(PIXEL);
  });

  it.each(['pandoc', 'markdown'] as const)('lie beside its document (%s)', async (format) => {
    const { here, id } = await illustrated();
    const { files } = await here.api.publishing.exportStory({ id, options: { format } });
    expect(files[0]?.text).toContain(`![dot](attachments/${NAME})`);
    expect(files.at(-1)).toEqual({ fileName: `attachments/${NAME}`, mediaType: 'image/png', base64: PIXEL });
  });

  it('that are gone, or leave no room for coming in again, are counted', async () => {
    const { here, id, folder } = await illustrated();
    unlinkSync(path.join(folder, 'attachments', NAME));
    for (const format of ['json', 'pandoc', 'markdown'] as const)
      expect((await here.api.publishing.exportStory({ id, options: { format } })).imagesLeftOut).toBe(1);

    const large = Buffer.concat([Buffer.from(PIXEL, 'base64'), Buffer.alloc(16 * 1024 * 1024)]);
    const { context, ...rest } = here;
    const name = await context.library.attachments.put(large);
    const { story } = await here.api.stories.get({ id });
    const document = JSON.parse(JSON.stringify(story.document).replaceAll(NAME, name));
    const exported = await rest.api.publishing.exportDraft({
      story: { ...story, document },
      options: { format: 'json' },
    });
    expect(exported.imagesLeftOut).toBe(1);
    expect(JSON.parse(exported.files[0]?.text ?? '')).not.toHaveProperty('attachments');
  });
});

describe('an import', () => {
  it('says how many images are missing, and none of those that lie beside the file', async () => {
    const { here, id } = await illustrated();
    for (const format of ['pandoc', 'markdown'] as const) {
      const { files } = await here.api.publishing.exportStory({ id, options: { format } });
      const sent = file('story.md', files[0]?.text ?? '');
      const there = await temporaryWorkbench();
      const said =
        '1 image of this file is missing: it was not in it, nor in a folder “attachments” that came with it.';
      expect((await there.api.intake.preview(sent)).remarks.map(({ message }) => message)).toContain(said);
      const beside = await there.api.intake.preview({ ...sent, beside: [NAME] });
      expect(beside.images).toBe(1);
      expect(beside.remarks.map(({ message }) => message)).not.toContain(said);
      const result = await there.api.intake.importPage(sent);
      expect(result).toMatchObject({ warnings: expect.arrayContaining([said]) });
    }
  });

  it.each([
    ['is another than its name says', Buffer.concat([Buffer.from(PIXEL, 'base64'), Buffer.from('x')])],
    ['is no image', Buffer.from('<svg onload="alert(1)"/>')],
  ])('keeps nothing of what %s', async (_, bytes) => {
    const { here, id } = await illustrated();
    const { files } = await here.api.publishing.exportStory({ id, options: { format: 'json' } });
    const there = await temporaryWorkbench();
    const forged = (files[0]?.text ?? '').replace(PIXEL, bytes.toString('base64'));
    const result = await there.api.intake.importPage(file('story.json', forged));
    expect(result).toMatchObject({ status: 'imported', warnings: [expect.stringMatching(/^1 image of this file is/)] });
    await expect(read(there, NAME)).rejects.toThrow('no such attachment');
    const [story] = await there.api.stories.list();
    const { document } = (await there.api.stories.get({ id: story?.id ?? '' })).story;
    expect(imagesIn(document)).toEqual([{ attachment: NAME, alt: 'dot' }]);
  });

  it('keeps no image that the story doesn’t show', async () => {
    const { here, id } = await illustrated();
    const { files } = await here.api.publishing.exportStory({ id, options: { format: 'json' } });
    const json = JSON.parse(
      (files[0]?.text ?? '').replaceAll(`"attachment": "${NAME}"`, `"attachment": "${'0'.repeat(64)}.png"`),
    );
    const there = await temporaryWorkbench();
    await there.api.intake.importPage(file('story.json', JSON.stringify(json)));
    await expect(read(there, NAME)).rejects.toThrow('no such attachment');
  });
});
