import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf, temporaryLibrary } from './temporary-library.ts';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

describe('attachments', () => {
  it('are kept byte for byte under their hash, once', async () => {
    const library = await temporaryLibrary();
    const name = await library.attachments.put(PNG);
    expect(name).toMatch(/^[0-9a-f]{64}\.png$/);
    expect(await library.attachments.put(PNG)).toBe(name);
    expect(await readdir(path.join(library.folder, 'attachments'))).toEqual([name]);
    const { bytes, mediaType } = await library.attachments.read(name);
    expect(new Uint8Array(bytes)).toEqual(PNG);
    expect(mediaType).toBe('image/png');
    expect(await library.attachments.dataUri(name)).toBe(
      `data:image/png;base64,${Buffer.from(PNG).toString('base64')}`,
    );
  });

  it.each([
    ['SVG, which can carry script', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ['HTML', '<!doctype html><p>'],
    ['nothing', ''],
  ])('refuse %s', async (_, text) => {
    const library = await temporaryLibrary();
    expect(await failureOf(library.attachments.put(new TextEncoder().encode(text)))).toMatchObject({ kind: 'Invalid' });
    expect(await readdir(path.join(library.folder, 'attachments'))).toEqual([]);
  });

  it('refuse what is larger than 25 MB', async () => {
    const library = await temporaryLibrary();
    const large = new Uint8Array(25 * 1024 * 1024 + 1);
    large.set(PNG);
    expect(await failureOf(library.attachments.put(large))).toMatchObject({ kind: 'Invalid' });
  });

  it.each([
    '../library.json',
    '..%2flibrary.json',
    `${'a'.repeat(64)}.svg`,
    `../attachments/${'a'.repeat(64)}.png`,
    '',
  ])('read nothing by the name %j', async (name) => {
    const library = await temporaryLibrary();
    expect(await failureOf(library.attachments.read(name))).toMatchObject({ kind: 'NotFound' });
  });
});
