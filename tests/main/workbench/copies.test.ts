import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { column, writePdf } from '../library/copies/write-pdf.ts';
import { sourceOf, temporaryLibrary } from '../library/temporary-library.ts';
import { type TemporaryWorkbench, temporaryWorkbench } from './temporary-workbench.ts';

const PDF = writePdf([column(['First page']), column(['Second page'])]);

async function withSource(): Promise<TemporaryWorkbench> {
  const workbench = await temporaryWorkbench();
  await workbench.context.library.sources.create(sourceOf('wire'));
  return workbench;
}

/** The failure that a call ends with, as the window gets it. */
async function refused(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof TRPCError ? error.cause : error;
}

describe('offline copies', () => {
  it('are attached with what they are, how large, and how many pages they have', async () => {
    const { api, keep, context } = await withSource();
    const attachment = await keep(PDF);
    const { source, copyId } = await api.copies.attach({ sourceId: 'wire', attachment, fileName: 'Report.pdf' });
    expect(source.copies).toEqual([
      {
        id: copyId,
        kind: 'pdf',
        attachment,
        fileName: 'Report.pdf',
        sizeBytes: PDF.length,
        keptAt: expect.any(String),
        pages: 2,
      },
    ]);
    const original = await readFile(path.join(context.library.folder, 'attachments', attachment));
    expect(new Uint8Array(original)).toEqual(PDF);
    expect((await context.library.sources.get('wire')).copies).toEqual(source.copies);
    const { blocks, pages } = await api.copies.text({ sourceId: 'wire', copyId });
    expect(blocks.map(({ text, page }) => [text, page])).toEqual([
      ['First page', 1],
      ['Second page', 2],
    ]);
    expect(pages).toBe(2);
  });

  it('are pasted text too, which stays text whatever it looks like', async () => {
    const { api } = await withSource();
    const { source, copyId } = await api.copies.attachText({ sourceId: 'wire', text: '<h1>Not a page</h1>' });
    expect(source.copies[0]).toMatchObject({ kind: 'text', fileName: 'Pasted text' });
    expect((await api.copies.text({ sourceId: 'wire', copyId })).blocks[0]?.text).toBe('<h1>Not a page</h1>');
    expect(await refused(api.copies.attachText({ sourceId: 'wire', text: ' \n ' }))).toMatchObject({ kind: 'Invalid' });
  });

  it('keep what a browser saved beside a page, byte for byte, under an ending that says nothing', async () => {
    const { api, keep, context } = await withSource();
    const resource = await keep('<script>alert(1)</script>', '/copies/resources');
    expect(resource).toMatch(/\.bin$/);
    const page = { sourceId: 'wire', attachment: await keep('<!doctype html><p>Words'), fileName: 'page.html' };
    const { copyId } = await api.copies.attach({
      ...page,
      resources: [{ path: 'page_files/a.js', attachment: resource }],
    });
    const style = await keep('p {}', '/copies/resources');
    const source = await api.copies.addResources({
      sourceId: 'wire',
      copyId,
      resources: [
        { path: 'page_files/a.js', attachment: resource },
        { path: 'page_files/b.css', attachment: style },
      ],
    });
    expect(source.copies[0]?.resources).toEqual([
      { path: 'page_files/a.js', attachment: resource },
      { path: 'page_files/b.css', attachment: style },
    ]);
    const { file } = await context.library.attachments.locate(resource);
    expect(await readFile(file, 'utf8')).toBe('<script>alert(1)</script>');
    for (const at of ['../x', '/etc/passwd', 'a\\..\\b', 'C:\\x']) {
      const leading = api.copies.addResources({
        sourceId: 'wire',
        copyId,
        resources: [{ path: at, attachment: style }],
      });
      await expect(leading).rejects.toThrow(/leads out of its folder/);
    }
    // A resource is no copy, whatever is in it.
    expect(
      await refused(api.copies.attach({ sourceId: 'wire', attachment: resource, fileName: 'a.js' })),
    ).toMatchObject({ kind: 'Invalid' });
  });

  it('go from their source and come back, while the file stays', async () => {
    const { api, keep, context } = await withSource();
    const attachment = await keep('Some text');
    const { source, copyId } = await api.copies.attach({ sourceId: 'wire', attachment, fileName: 'a.txt' });
    expect((await api.copies.remove({ sourceId: 'wire', copyId })).copies).toEqual([]);
    await context.library.attachments.locate(attachment);
    const [copy] = source.copies;
    if (!copy) throw new Error('There is one.');
    expect((await api.copies.restore({ sourceId: 'wire', copy })).copies).toEqual([copy]);
    const lost = { ...copy, attachment: `${'0'.repeat(64)}.txt` };
    expect(await refused(api.copies.restore({ sourceId: 'wire', copy: lost }))).toMatchObject({ kind: 'NotFound' });
  });

  it('are there once in a source, and only where source and file are there', async () => {
    const { api, keep } = await withSource();
    const attachment = await keep('Some text');
    const attach = (sourceId: string, name = attachment) =>
      api.copies.attach({ sourceId, attachment: name, fileName: 'a.txt' });
    await attach('wire');
    expect(await refused(attach('wire'))).toMatchObject({ kind: 'AlreadyThere' });
    expect(await refused(attach('nobody'))).toMatchObject({ kind: 'NotFound' });
    expect(await refused(attach('wire', `${'0'.repeat(64)}.txt`))).toMatchObject({ kind: 'NotFound' });
    expect(await refused(attach('wire', `${'0'.repeat(64)}.png`))).toMatchObject({ kind: 'Invalid' });
    expect(await refused(api.copies.text({ sourceId: 'wire', copyId: 'none' }))).toMatchObject({ kind: 'NotFound' });
    expect(await refused(api.copies.remove({ sourceId: 'wire', copyId: 'none' }))).toMatchObject({ kind: 'NotFound' });
  });

  it('are attached to a source that is saved at the same time, and neither change is lost', async () => {
    const { api, keep, context } = await withSource();
    const names = await Promise.all(Array.from({ length: 4 }, (_, index) => keep(`Text ${index}`)));
    const attached = names.map((attachment) => api.copies.attach({ sourceId: 'wire', attachment, fileName: 'a.txt' }));
    const excerpt = { id: 'one', text: 'A passage' };
    await Promise.all([...attached, api.excerpts.add({ sourceId: 'wire', excerpt })]);
    const source = await context.library.sources.get('wire');
    expect(source.copies.map(({ attachment }) => attachment).sort()).toEqual(names.sort());
    expect(source.excerpts).toEqual([excerpt]);
  });

  it('are refused by a library that is open for reading only, and read there', async () => {
    const { api, keep, context } = await withSource();
    const { copyId } = await api.copies.attach({
      sourceId: 'wire',
      attachment: await keep('Words'),
      fileName: 'a.txt',
    });
    await context.library.close();
    const reader = await temporaryWorkbench(await temporaryLibrary({ readOnly: true }, context.library.folder));
    expect((await reader.api.copies.text({ sourceId: 'wire', copyId })).blocks[0]?.text).toBe('Words');
    for (const call of [
      reader.api.copies.attachText({ sourceId: 'wire', text: 'More' }),
      reader.api.copies.remove({ sourceId: 'wire', copyId }),
      reader.api.excerpts.add({ sourceId: 'wire', excerpt: { id: 'one', text: 'A passage' } }),
    ]) {
      expect(await refused(call)).toMatchObject({ kind: 'ReadOnly' });
    }
    expect((await reader.send('POST', '/copies', 'More')).status).toBe(400);
  });
});
