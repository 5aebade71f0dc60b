// A library with a damaged story: every command does what it can, and says on standard error what it could not read.
import { readFileSync, truncateSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { galley, temporaryFolder } from './galley.ts';

const LITHIUM = 'tests/fixtures/lithium-corridor.txt';
const ORBITAL = 'tests/fixtures/orbital-debris.md';

/** A library whose imported story was cut short, by now or an hour ago: what has lain still is set aside by who may write. */
async function damagedLibrary({ isStill }: { isStill: boolean }) {
  const library = path.join(temporaryFolder(), 'library');
  const { id } = JSON.parse((await galley('import', LITHIUM, '--json', '--library', library)).out);
  const file = path.join(library, 'stories', `${id}.json`);
  truncateSync(file, 400);
  if (isStill) utimesSync(file, Date.now() / 1000 - 3600, Date.now() / 1000 - 3600);
  return { library, id: String(id) };
}

const damage = (id: string) => `galley: stories/${id}.json is damaged: it is not valid JSON.`;
const aside = (id: string) =>
  new RegExp(
    `^galley: stories/${id}\\.json is damaged: it is not valid JSON\\. There was no earlier version to restore\\. It was set aside: what was found lies in quarantine/stories/${id}\\.\\w+\\.json\\.\\n$`,
  );

describe('a damaged story', () => {
  it('is named by what only reads, which does what it was asked', async () => {
    const { library, id } = await damagedLibrary({ isStill: true });
    for (const command of [
      ['list'],
      ['list', '--json'],
      ['list', 'sources'],
      ['show', 'starter-grain-index', '--json'],
      ['export', 'starter-grain-index', '--format', 'json'],
      ['sources', 'export', '--format', 'ris'],
      ['briefing', 'list', '--json'],
      ['import', ORBITAL, '--dry-run'],
    ]) {
      const { code, out, err } = await galley(...command, '--library', library);
      expect({ command, code, err }).toEqual({ command, code: 0, err: `${damage(id)}\n` });
      expect(out).not.toContain('damaged');
    }
    const { out } = await galley('list', '--json', '--library', library);
    expect(JSON.parse(out)).toHaveLength(3);
  });

  it('is said to be damaged where it is asked for, once', async () => {
    const { library, id } = await damagedLibrary({ isStill: false });
    for (const command of [
      ['show', id],
      ['show', id, '--json'],
      ['export', id, '--format', 'html'],
      ['briefing', 'create', id, '--title', 'T'],
    ]) {
      const result = await galley(...command, '--library', library);
      expect({ command, ...result }).toEqual({ command, code: 1, out: '', err: `${damage(id)}\n` });
    }
    expect(await galley('show', 'nowhere', '--library', library)).toEqual({
      code: 1,
      out: '',
      err: `${damage(id)}\ngalley: There is no story “nowhere” in this library.\n`,
    });
  });

  it('is named when it is set aside, and not again until it is asked for', async () => {
    const { library, id } = await damagedLibrary({ isStill: true });
    const imported = await galley('import', ORBITAL, '--json', '--library', library);
    expect(imported.code).toBe(0);
    expect(JSON.parse(imported.out).warnings).toEqual([]);
    expect(imported.err).toMatch(aside(id));
    const [place] = imported.err.match(/quarantine\S+json/) ?? [];
    expect(readFileSync(path.join(library, place ?? '')).length).toBe(400);
    expect(await galley('list', '--library', library)).toMatchObject({ code: 0, err: '' });
    const shown = await galley('show', id, '--library', library);
    expect(shown).toMatchObject({ code: 1, out: '' });
    expect(shown.err).toMatch(aside(id));
  });

  it('is told by a check in its report alone', async () => {
    const { library, id } = await damagedLibrary({ isStill: false });
    const { code, out, err } = await galley('check', '--library', library);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain(`stories/${id}.json`);
  });
});
