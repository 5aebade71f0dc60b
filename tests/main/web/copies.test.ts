import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../library/temporary-library.ts';
import { temporaryWorkbench } from '../workbench/temporary-workbench.ts';

const HOSTILE = '<!doctype html><script>alert(document.domain)</script><p>Words';

describe('the bytes of a copy', () => {
  it('come back as they were, as a download that nothing opens', async () => {
    const { api, context, keep, send } = await temporaryWorkbench();
    await context.library.sources.create(sourceOf('wire'));
    const { copyId } = await api.copies.attach({
      sourceId: 'wire',
      attachment: await keep(HOSTILE),
      fileName: 'Señal “1”/..\\x\r\n.html',
    });
    const answer = await send('GET', `/copies/wire/${copyId}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(HOSTILE);
    expect(answer.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(answer.headers.get('Content-Length')).toBe(String(Buffer.byteLength(HOSTILE)));
    expect(answer.headers.get('Content-Disposition')).toBe(
      "attachment; filename*=UTF-8''Se%C3%B1al%20%E2%80%9C1%E2%80%9D_.._x__.html",
    );
    expect(answer.headers.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox");
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /empty/],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), /neither a PDF, a page nor text/],
    ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0]), /neither a PDF/],
  ])('are refused in a sentence where they are %s, and nothing stays', async (_, bytes, sentence) => {
    const { context, send } = await temporaryWorkbench();
    const answer = await send('POST', '/copies', bytes);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ kind: 'Invalid', message: expect.stringMatching(sentence) });
    expect(await readdir(path.join(context.library.folder, 'attachments'))).toEqual([]);
  });

  it('are not sent out by another name, and never as an image', async () => {
    const { context, keep, send } = await temporaryWorkbench();
    await context.library.sources.create(sourceOf('wire'));
    const attachment = await keep(HOSTILE);
    for (const at of [
      `/attachments/${attachment}`,
      '/copies/wire/none',
      '/copies/none/none',
      '/copies/..%2flibrary.json/x',
      `/copies/wire/${attachment}`,
      '/copies/resources',
    ]) {
      expect((await send('GET', at)).status).toBe(404);
    }
  });

  it('may be more than what any other request may have', async () => {
    const { send } = await temporaryWorkbench();
    const answer = await send('POST', '/copies', Buffer.alloc(40 * 1024 * 1024, 'words '));
    expect(await answer.json()).toMatchObject({ sizeBytes: 40 * 1024 * 1024 });
    expect((await send('POST', '/copies/resources', Buffer.alloc(70 * 1024 * 1024))).status).toBe(400);
    expect((await send('POST', '/attachments', Buffer.alloc(40 * 1024 * 1024))).status).toBe(413);
  });
});
