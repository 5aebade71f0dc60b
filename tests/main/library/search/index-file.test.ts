import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DocumentIndex } from '#main/library/search/document-index.ts';
import { readIndex, writeIndex } from '#main/library/search/index-file.ts';
import { temporaryFolder } from '../temporary-library.ts';

const stamp = { mtimeMs: 1_773_050_400_000.25, sizeBytes: 4_711 };

function indexOf(texts: readonly string[]): DocumentIndex {
  const index = new DocumentIndex();
  texts.forEach((text, number) => {
    // Of every third only the title is indexed.
    const document = { id: `id${number}`, stamp: number % 3 === 2 ? undefined : stamp };
    index.put(document, { title: '', keywords: '', summary: '', text });
  });
  return index;
}

describe('an index on the disk', () => {
  it('comes back as it was written', async () => {
    const file = path.join(await temporaryFolder(), 'stories.search');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), async (texts) => {
        const { segment, documents } = indexOf(texts).compacted();
        await writeIndex(file, { segment, documents });
        expect(readIndex(file)).toEqual({ segment, documents });
      }),
    );
  });

  it('is not taken where a byte is another or the end is missing, and nobody is told', async () => {
    const file = path.join(await temporaryFolder(), 'stories.search');
    await writeIndex(file, indexOf(['lithium from Antofagasta', 'copper', 'tin']).compacted());
    const whole = await readFile(file);
    const complaints = vi.spyOn(console, 'error');
    for (let at = 0; at < whole.length; at += 1) {
      await writeFile(file, whole.with(at, (whole[at] ?? 0) ^ 0x40));
      expect(readIndex(file), `with another byte ${at}`).toBeUndefined();
      await writeFile(file, whole.subarray(0, at));
      expect(readIndex(file), `cut off at ${at}`).toBeUndefined();
    }
    expect(complaints).not.toHaveBeenCalled();
    complaints.mockRestore();
    await writeFile(file, whole);
    expect(readIndex(file)?.documents).toHaveLength(3);
  });

  it('is nothing where there is no file', async () => {
    expect(readIndex(path.join(await temporaryFolder(), 'stories.search'))).toBeUndefined();
  });
});
