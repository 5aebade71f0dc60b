// `galley check`, `backup` and `restore`, as their users run them.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, galley, temporaryFolder } from './galley.ts';

let folder: string;
let library: string;
beforeEach(async () => {
  folder = temporaryFolder();
  library = path.join(folder, 'library');
  await galley('import', 'tests/fixtures/lithium-corridor.txt', '--library', library);
});

describe('the keeping of a library', () => {
  it('backs up and restores, byte for byte', async () => {
    const file = path.join(folder, 'all.zip');
    const made = await galley('backup', file, '--library', library);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/all\.zip {2}\(\d+ files, [\d.]+ MB, read again and compared\)/);
    const again = path.join(folder, 'again');
    expect(await galley('restore', file, '--library', again)).toMatchObject({ code: 0, err: '' });
    const { '.cache/stories.json': _, ...restored } = bytesOf(again);
    const kept = Object.entries(bytesOf(library)).filter(([name]) => !name.startsWith('.'));
    expect(restored).toEqual(Object.fromEntries(kept));
    expect(await galley('check', '--library', again)).toMatchObject({
      code: 0,
      out: 'The library is sound: 4 stories, 13 sources, 0 briefings, 3 attachments.\n',
    });
  });

  it('says what is wrong in a line each, exits 1, and mends what it can', async () => {
    const { out } = await galley('list', 'sources', '--library', library, '--json');
    const cited = JSON.parse(out).find(
      (source: { csl: Record<string, unknown> }) => source.csl['container-title'] === 'Meridian Wire',
    );
    rmSync(path.join(library, 'sources', `${cited.id}.json`));
    const checked = await galley('check', '--library', library);
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(/^damage {2}stories\/.*cites the source .* which is not in the library\.\n/);
    expect(checked.out).toMatch(/\nThe library is not sound: \d damages?\.\n$/);
    const repaired = await galley('check', '--repair', '--library', library);
    expect(repaired.code).toBe(0);
    expect(repaired.out).toContain('An empty source stands in its place');
    expect(JSON.parse((await galley('check', '--json', '--library', library)).out)).toMatchObject({ isSound: true });
  });

  it('refuses in one sentence and changes nothing', async () => {
    const none = path.join(folder, 'none');
    for (const command of [['check'], ['check', '--repair'], ['backup', path.join(folder, 'b.zip')]]) {
      const { code, err } = await galley(...command, '--library', none);
      expect([code, err.trim().split('\n').length]).toEqual([1, 1]);
      expect(existsSync(none)).toBe(false);
    }
    const before = bytesOf(library);
    writeFileSync(path.join(folder, 'no.zip'), 'nonsense');
    for (const file of ['no.zip', 'missing.zip']) {
      const { code, err } = await galley('restore', path.join(folder, file), '--library', none);
      expect([code, err.trim().split('\n').length]).toEqual([1, 1]);
    }
    const made = path.join(folder, 'all.zip');
    await galley('backup', made, '--library', library);
    expect((await galley('restore', made, '--library', library)).err).toContain('is not empty');
    const bytes = readFileSync(made);
    expect((await galley('backup', made, '--library', library)).err).toContain('is there already');
    expect(readFileSync(made).equals(bytes)).toBe(true);
    expect(bytesOf(library)).toEqual(before);
  });

  it('tells wrong usage', async () => {
    for (const line of [['backup'], ['restore', 'a', 'b'], ['check', 'all']]) {
      expect((await galley(...line)).code).toBe(2);
    }
  });
});
