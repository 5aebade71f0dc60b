import { describe, expect, it } from 'vitest';
import type { Extracted, ExtractionJob } from '#main/library/copies/extraction-job.ts';
import { createExtractionLine } from '#main/library/copies/extraction-line.ts';

const job = (file: string): ExtractionJob => ({ file, sizeBytes: 1, whole: false });
const read = (file: string): Extracted => ({
  text: { blocks: [{ kind: 'paragraph', text: file }] },
  isFinal: true,
  hasRunOut: false,
});

/** A line whose copies named `slow…` are read until they are let go or stopped; all others at once. */
function lineOf(longAfterMs: number) {
  const closing = new AbortController();
  const letGo = new Map<string, () => void>();
  const begun: string[] = [];
  const atOnce = { now: 0, most: 0 };
  const inLine = createExtractionLine({
    longAfterMs,
    closing: closing.signal,
    extract: async ({ file }, stopping) => {
      begun.push(file);
      atOnce.now += 1;
      atOnce.most = Math.max(atOnce.most, atOnce.now);
      try {
        if (!file.startsWith('slow')) return read(file);
        return await new Promise<Extracted>((resolve, reject) => {
          letGo.set(file, () => resolve(read(file)));
          stopping.addEventListener('abort', () => reject(new Error('stopped')));
          if (stopping.aborted) reject(new Error('stopped'));
        });
      } finally {
        atOnce.now -= 1;
      }
    },
  });
  return { inLine, letGo, begun, atOnce, closing };
}

describe('copies that are read in line', () => {
  it('are read while others take long, two at once at most', async () => {
    const { inLine, letGo, atOnce } = lineOf(5);
    const slow = [inLine(job('slow 1')), inLine(job('slow 2')), inLine(job('slow 3'))];
    for (const name of ['a', 'b', 'c']) expect(await inLine(job(name))).toEqual(read(name));
    letGo.get('slow 1')?.();
    expect(await slow[0]).toEqual(read('slow 1'));
    // Each of the others is begun anew once its turn comes.
    for (const [index, name] of [[1, 'slow 2'] as const, [2, 'slow 3'] as const]) {
      await expect.poll(() => (letGo.get(name)?.(), Promise.race([slow[index], null]))).toEqual(read(name));
    }
    expect(atOnce.most).toBe(2);
  });

  it('are read one after the other where none takes long', async () => {
    const { inLine, begun, atOnce } = lineOf(60_000);
    await Promise.all(['a', 'b', 'c'].map((name) => inLine(job(name))));
    expect(begun).toEqual(['a', 'b', 'c']);
    expect(atOnce.most).toBe(1);
  });

  it('are read after one that failed', async () => {
    const { inLine, closing } = lineOf(60_000);
    const slow = inLine(job('slow')).catch((error: Error) => error.message);
    const next = inLine(job('a'));
    await Promise.resolve();
    closing.abort();
    expect(await slow).toBe('stopped');
    expect(await next).toEqual(read('a'));
  });
});
