// Archives as they come, and as they are made to hurt.
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { growingZip, zipOf } from '#core/publish/zip.ts';
import { MAX_UNPACKED_BYTES, openZip } from '#main/workbench/unzip.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** An archive of one deflated file that declares to be `declared` bytes long. */
function deflated(content: Uint8Array, declared = content.length): Uint8Array {
  const packed = deflateRawSync(content);
  const archive = zipOf([{ name: 'a', bytes: packed }]);
  const view = new DataView(archive.buffer);
  const entry = 31 + packed.length;
  view.setUint16(8, 8, true);
  view.setUint16(entry + 10, 8, true);
  view.setUint32(entry + 24, declared, true);
  return archive;
}

describe('an archive', () => {
  it('gives back what was put in, whatever its name', () => {
    const files = [
      { name: 'a.txt', bytes: bytes('one') },
      { name: 'dossier/🗂 ملف.html', bytes: bytes('') },
    ];
    const archive = openZip(zipOf(files));
    expect(archive.names).toEqual(files.map(({ name }) => name));
    for (const file of files) expect(archive.read(file.name)).toEqual(file.bytes);
    expect(archive.read('b')).toBeUndefined();
  });

  it('takes as many files as the format counts and as many bytes as it can point to, and says so of one more', () => {
    const zip = growingZip();
    const nothing = new Uint8Array();
    for (let index = 0; index < 0xfffe; index += 1) zip.add({ name: `${index}`, bytes: nothing });
    expect(() => zip.add({ name: 'Ports.html', bytes: nothing })).toThrow(
      '“Ports.html” has no room in the archive, which holds 65,534 files already; export the rest by itself.',
    );
    const archive = zip.pack();
    expect(new DataView(archive.buffer).getUint16(archive.length - 12, true)).toBe(0xfffe);

    const full = growingZip({ files: 10, bytes: 200 });
    full.add({ name: 'a', bytes: bytes('x'.repeat(50)) });
    expect(() => full.add({ name: 'b', bytes: bytes('x'.repeat(50)) })).toThrow(/no room/);
    expect(openZip(full.pack()).names).toEqual(['a']);
  });

  it('is unpacked where it is deflated', () => {
    expect(Buffer.from(openZip(deflated(bytes('x'.repeat(5_000)))).read('a') ?? [])).toHaveLength(5_000);
  });

  it('is refused where it says that it unpacks to more than 200 MB', () => {
    expect(() => openZip(deflated(bytes('x'), MAX_UNPACKED_BYTES + 1))).toThrow(/unpacks to more/);
  });

  it('is stopped where it unpacks to more than it says', () => {
    const archive = openZip(deflated(new Uint8Array(50 * 1024 * 1024), 1_000));
    expect(() => archive.read('a')).toThrow(/unpacks to more than it says/);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', bytes('PK\u0003\u0004 and no more')],
    ['an archive cut short', zipOf([{ name: 'a', bytes: bytes('one') }]).slice(5)],
  ])('is refused where it is %s', (_, content) => {
    expect(() => openZip(content).read('a')).toThrow(/damaged/);
  });

  it('is refused where what is packed in it is damaged', () => {
    const archive = deflated(bytes('x'.repeat(5_000)));
    archive.fill(0xff, 31, 40);
    expect(() => openZip(archive).read('a')).toThrow(/damaged/);
  });
});
