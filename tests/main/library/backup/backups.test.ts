// The backup of every week: made when it is due, the newest few kept, nothing else touched, a failure told and survived.
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { backupsFolderOf } from '#main/library/backup/backups.ts';
import { failureOf, readJson, temporaryFolder, temporaryLibrary } from '../temporary-library.ts';

const DAY_MS = 24 * 60 * 60_000;

async function libraryOverTime() {
  const clock = { now: new Date('2026-03-09T10:00:00Z') };
  const parent = await temporaryFolder();
  const library = await temporaryLibrary({ now: () => clock.now }, path.join(parent, 'library'));
  const pass = async (days: number) => {
    clock.now = new Date(clock.now.getTime() + days * DAY_MS);
    await library.backups.makeWhenDue();
    return (await library.backups.status()).kept.map(({ madeAt }) => madeAt.slice(0, 10));
  };
  return { library, parent, pass };
}

describe('the weekly backup', () => {
  it('is made a week after the library, and then every week', async () => {
    const { library, pass } = await libraryOverTime();
    expect(await pass(6)).toEqual([]);
    expect(await pass(1)).toEqual(['2026-03-16']);
    expect(await pass(6)).toEqual(['2026-03-16']);
    expect(await pass(1)).toEqual(['2026-03-23', '2026-03-16']);
    expect((await library.backups.status()).folder).toBe(backupsFolderOf(library.folder));
  });

  it('keeps the newest few and leaves what is not its own', async () => {
    const { library, pass } = await libraryOverTime();
    await library.saveSettings({ backups: { keep: 2 } });
    await pass(7);
    const folder = backupsFolderOf(library.folder);
    const strangers = [
      'holiday.zip',
      'galley-otherlib-2020-01-01T000000.zip',
      `galley-${library.id.slice(0, 8)}-old.zip`,
    ];
    for (const name of strangers) await writeFile(path.join(folder, name), 'x');
    await pass(7);
    expect(await pass(7)).toEqual(['2026-03-30', '2026-03-23']);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(strangers));
  });

  it('goes on after the clock was set back', async () => {
    const { pass } = await libraryOverTime();
    await pass(70);
    expect(await pass(-60)).toEqual(['2026-05-18', '2026-03-19']);
  });

  it('is made no more often, and pushes no other out, after one that a clock far ahead has dated', async () => {
    const { library, pass } = await libraryOverTime();
    await library.saveSettings({ backups: { keep: 4 } });
    const weekly = ['2026-03-30', '2026-03-23', '2026-03-16'];
    for (const _ of weekly) await pass(7);
    const ahead = '2026-10-26';
    expect(await pass(210)).toEqual([ahead, ...weekly]);
    expect(await pass(-209)).toEqual([ahead, ...weekly]);
    for (let hour = 0; hour < 6; hour += 1) expect(await pass(1 / 24)).toEqual([ahead, ...weekly]);
    expect(await pass(6)).toEqual([ahead, '2026-04-06', ...weekly]);
    expect(await pass(1 / 24)).toEqual([ahead, '2026-04-06', ...weekly]);
    expect(await pass(7)).toEqual([ahead, '2026-04-13', '2026-04-06', ...weekly.slice(0, 2)]);
  });

  it('is not made where it is switched off', async () => {
    const { library, pass } = await libraryOverTime();
    await library.saveSettings({ backups: { isOn: false } });
    expect(await pass(30)).toEqual([]);
  });

  it('tells why it could not be made, and makes it when it can', async () => {
    const { library, parent, pass } = await libraryOverTime();
    await writeFile(path.join(parent, 'file'), '');
    await library.backups.chooseFolder(path.join(parent, 'file', 'below'));
    expect(await pass(7)).toEqual([]);
    expect((await library.backups.status()).problem).toContain('could not be');
    await library.backups.chooseFolder(path.join(parent, 'other'));
    expect(await pass(0)).toEqual(['2026-03-16']);
    expect((await library.backups.status()).problem).toBeNull();
  });

  it('goes where this machine says, never where the library itself does', async () => {
    const { library, parent } = await libraryOverTime();
    const chosen = path.join(parent, 'disk');
    await library.backups.chooseFolder(chosen);
    expect(await library.backups.status()).toMatchObject({ folder: chosen, chosenFolder: chosen });
    await library.close();
    const there = await temporaryLibrary({}, library.folder);
    const beside = backupsFolderOf(library.folder);
    expect(await there.backups.status()).toMatchObject({ folder: beside, chosenFolder: '' });
    await there.close();
    // As a library may come from anybody.
    const file = path.join(library.folder, 'library.json');
    const { settings, ...rest } = await readJson(file);
    const backups = { isOn: true, keep: 1, folder: path.join(parent, 'theirs') };
    await writeFile(file, JSON.stringify({ ...rest, settings: { ...Object(settings), backups } }));
    const opened = await temporaryLibrary({}, library.folder);
    expect(await opened.backups.status()).toMatchObject({ folder: beside, chosenFolder: '' });
  });

  it('goes beside the library where what this machine has chosen can’t be read', async () => {
    const machineFolder = await temporaryFolder();
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const library = await temporaryLibrary({ machineFolder });
    await writeFile(path.join(machineFolder, 'backup-folders.json'), '{"schemaVersion":1,');
    expect((await library.backups.status()).folder).toBe(backupsFolderOf(library.folder));
    await library.backups.chooseFolder('/elsewhere');
    expect((await library.backups.status()).folder).toBe('/elsewhere');
    await library.backups.chooseFolder('');
    expect((await library.backups.status()).folder).toBe(backupsFolderOf(library.folder));
    expect(logged).toHaveBeenCalled();
    logged.mockRestore();
  });

  it('is not made of a library that is only read, and not into the library itself', async () => {
    const { library } = await libraryOverTime();
    await library.backups.chooseFolder(path.join(library.folder, 'b'));
    expect((await failureOf(library.backups.make())).kind).toBe('Invalid');
    await library.close();
    expect((await failureOf(library.backups.make())).kind).toBe('ReadOnly');
  });
});
