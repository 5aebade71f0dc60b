import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractInWorker } from '#main/library/copies/extraction.ts';
import { failureOf } from '../temporary-library.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'galley-extraction-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const waiting = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;

describe('an extraction', () => {
  it('leaves nothing that would keep the program from ending, when the library closes meanwhile', async () => {
    const file = path.join(folder, 'notes.txt');
    writeFileSync(file, 'Some notes.');
    const closing = new AbortController();
    const before = waiting();
    const reading = failureOf(extractInWorker({ file, sizeBytes: 11, whole: false }, closing.signal));
    expect(waiting()).toBe(before + 1);
    closing.abort();
    expect(await reading).toMatchObject({ kind: 'NotFound' });
    // A timer of the runner's own may have ended meanwhile.
    expect(waiting()).toBeLessThanOrEqual(before);
  });
});
