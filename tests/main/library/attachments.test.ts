import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '#core/model/failure.ts';
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

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'png'],
    ['a page', '<!doctype html><script>1</script>', 'jpg'],
    ['an image of another kind', PNG, 'gif'],
    ['nothing', '', 'webp'],
  ])('give out no file in their folder that is %s under an image’s name', async (_, bytes, extension) => {
    const library = await temporaryLibrary();
    const name = `${'c'.repeat(64)}.${extension}`;
    await writeFile(path.join(library.folder, 'attachments', name), bytes);
    expect(await failureOf(library.attachments.read(name))).toMatchObject({ kind: 'NotFound' });
    expect(await failureOf(library.attachments.dataUri(name))).toMatchObject({ kind: 'NotFound' });
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

describe('files that stream in', () => {
  const options = { maxBytes: 1_000, headBytes: 8, extensionOf: () => 'bin' };
  async function* stream(...chunks: (string | Uint8Array)[]) {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const kept = async (folder: string) => readdir(path.join(folder, 'attachments'));

  it('are kept byte for byte under their hash, for their owner only, once', async () => {
    const { attachments, folder } = await temporaryLibrary();
    const bytes = Uint8Array.from({ length: 600 }, (_, index) => index % 256);
    const file = await attachments.keep(stream(bytes.subarray(0, 5), bytes.subarray(5)), options);
    expect(file).toEqual({ name: `${createHash('sha256').update(bytes).digest('hex')}.bin`, sizeBytes: 600 });
    expect(await attachments.keep(stream(bytes), options)).toEqual(file);
    expect(await kept(folder)).toEqual([file.name]);
    const found = await attachments.locate(file.name);
    expect(new Uint8Array(await readFile(found.file))).toEqual(bytes);
    expect(found.sizeBytes).toBe(600);
    if (process.platform !== 'win32') expect((await stat(found.file)).mode & 0o777).toBe(0o600);
  });

  it('are told by their first bytes, however these arrive, also where there are few', async () => {
    const { attachments } = await temporaryLibrary();
    const heads: string[] = [];
    const extensionOf = (head: Uint8Array) => {
      heads.push(Buffer.from(head).toString());
      return 'txt';
    };
    await attachments.keep(stream('ab', 'cdefg', 'hijklm', 'nop'), { ...options, extensionOf });
    await attachments.keep(stream('short'), { ...options, extensionOf });
    await attachments.keep(stream(), { ...options, extensionOf });
    expect(heads).toEqual(['abcdefgh', 'short', '']);
  });

  it('leave nothing behind where they are too large, refused or cut off', async () => {
    const { attachments, folder } = await temporaryLibrary();
    const tooLarge = failureOf(attachments.keep(stream('x'.repeat(600), 'x'.repeat(600)), options));
    expect(await tooLarge).toMatchObject({ kind: 'Invalid', message: expect.stringMatching(/larger than/) });
    const refuse = () => {
      throw new Failure('Invalid', 'Not this.');
    };
    expect(await failureOf(attachments.keep(stream('some'), { ...options, extensionOf: refuse }))).toMatchObject({
      message: 'Not this.',
    });
    async function* cutOff() {
      yield Buffer.from('some');
      throw new Error('The window went away.');
    }
    expect(await failureOf(attachments.keep(cutOff(), options))).toBeInstanceOf(Failure);
    expect(await kept(folder)).toEqual([]);
  });

  it('put a file right that a power cut has shortened, and sweep away what was half-written', async () => {
    const { attachments, folder } = await temporaryLibrary();
    const half = path.join(folder, 'attachments', `x.${'0'.repeat(12)}.tmp`);
    await writeFile(half, 'half');
    const { name } = await attachments.keep(stream('whole'), options);
    await writeFile(path.join(folder, 'attachments', name), 'who');
    await attachments.keep(stream('whole'), options);
    expect(await readFile(path.join(folder, 'attachments', name), 'utf8')).toBe('whole');
    expect(await kept(folder)).toEqual([name]);
  });

  it('are not taken by a library that is open for reading only', async () => {
    const library = await temporaryLibrary();
    await library.close();
    const reader = await temporaryLibrary({ readOnly: true }, library.folder);
    expect(await failureOf(reader.attachments.keep(stream('x'), options))).toMatchObject({ kind: 'ReadOnly' });
    expect(await kept(library.folder)).toEqual([]);
  });

  it.each(['../library.json', '', `${'a'.repeat(64)}.txt`])('are not found by the name %j', async (name) => {
    const { attachments } = await temporaryLibrary();
    expect(await failureOf(attachments.locate(name))).toMatchObject({ kind: 'NotFound' });
  });
});
