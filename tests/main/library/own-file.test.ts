// What lies in a library and is no file of its own: links and pipes. They are named, never followed and never waited for.
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLibrary } from '#main/library/check/check-library.ts';
import { openLibrary } from '#main/library/library.ts';
import { storyOf, temporaryFolder, temporaryLibrary } from './temporary-library.ts';

async function savedLibrary(): Promise<string> {
  const library = await temporaryLibrary();
  await library.stories.create(storyOf('a', 'Alpha'));
  await library.close();
  return library.folder;
}

// Windows makes links only for administrators, and has no such pipes.
describe.skipIf(process.platform === 'win32')('in a library that somebody else has packed', () => {
  it('a pipe and a link without an end keep nothing from opening', async () => {
    const folder = await savedLibrary();
    await symlink('/dev/zero', path.join(folder, 'stories', 'zero.json'));
    for (const place of ['stories/pipe.json', 'trash/stories/pipe.json', 'history/a/20260309T100000000Z.json.gz']) {
      await mkdir(path.dirname(path.join(folder, place)), { recursive: true });
      execFileSync('mkfifo', [path.join(folder, place)]);
    }
    const note = path.join(folder, 'quarantine', 'stories', 'x.json.note.json');
    await mkdir(path.dirname(note), { recursive: true });
    execFileSync('mkfifo', [note]);
    const library = await temporaryLibrary({ settleMs: 0 }, folder);
    expect(library.stories.list().map(({ title }) => title)).toEqual(['Alpha']);
    expect(
      library
        .problems()
        .map(({ file }) => file)
        .toSorted(),
    ).toEqual(['stories/pipe.json', 'stories/zero.json']);
    expect(library.problems()[0]?.message).toContain('it was not followed');
    expect(await library.trash.list()).toMatchObject([{ id: 'pipe', isReadable: false }]);
    expect(await library.history.list('a')).toEqual([]);
    expect((await checkLibrary(library)).isSound).toBe(false);
  });

  it('a link takes nothing from elsewhere into the library', async () => {
    const folder = await savedLibrary();
    const secret = path.join(await temporaryFolder(), 'secret.txt');
    await writeFile(secret, 'a secret');
    await symlink(secret, path.join(folder, 'stories', 'linked.json'));
    const attachment = path.join(folder, 'attachments', `${'a'.repeat(64)}.png`);
    await symlink('/dev/zero', attachment);
    const library = await temporaryLibrary({ settleMs: 0 }, folder);
    expect(library.problems()).toMatchObject([{ file: 'stories/linked.json' }]);
    expect(library.notices()).toEqual([]);
    expect(await readdir(folder)).not.toContain('quarantine');
    const { findings } = await checkLibrary(library);
    expect(findings.map(({ place }) => place)).toContain(`attachments/${path.basename(attachment)}`);
  });

  it.each(['stories', 'attachments', 'styles', 'trash/sources', '.cache/copies'])(
    'a folder that is a link keeps it closed, and what it leads to as it is: %s',
    async (place) => {
      const folder = await savedLibrary();
      const elsewhere = await temporaryFolder();
      await writeFile(path.join(elsewhere, 'mine.json'), '{}');
      await rm(path.join(folder, place), { recursive: true, force: true });
      await symlink(elsewhere, path.join(folder, place));
      for (const readOnly of [false, true]) {
        await expect(openLibrary(folder, { readOnly, watch: false })).rejects.toMatchObject({
          kind: 'Invalid',
          message: expect.stringContaining('is a link to another place'),
        });
      }
      expect(await readdir(elsewhere)).toEqual(['mine.json']);
    },
  );

  it('the history of a story that is a link is neither read nor thinned nor written to', async () => {
    const folder = await savedLibrary();
    const elsewhere = await temporaryFolder();
    // By its name a snapshot, and long past its time.
    const theirs = ['20200309T100000000Z.json.gz', '20200309T100001000Z.json.gz'];
    for (const name of theirs) await writeFile(path.join(elsewhere, name), 'theirs');
    await rm(path.join(folder, 'history', 'a'), { recursive: true, force: true });
    await symlink(elsewhere, path.join(folder, 'history', 'a'));
    const library = await temporaryLibrary({}, folder);
    expect(await library.history.list('a')).toEqual([]);
    await expect(library.history.keep(await library.stories.get('a'), 'by-hand', 'Mine')).rejects.toMatchObject({
      kind: 'Invalid',
    });
    await library.history.tidy();
    expect((await readdir(elsewhere)).toSorted()).toEqual(theirs);
  });
});
