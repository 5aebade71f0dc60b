// A look through the library names every kind of damage, says in one line whether it is sound, and mends without losing.
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { newBriefing } from '#core/model/briefing.ts';
import { checkLibrary } from '#main/library/check/check-library.ts';
import { verdictOf } from '#main/library/check/findings.ts';
import { repairLibrary } from '#main/library/check/repair.ts';
import type { Library } from '#main/library/library.ts';
import { citationOf, sourceOf, storyOf, temporaryFolder, temporaryLibrary } from '../temporary-library.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const copyOf = (attachment: string) => ({
  id: 'copy',
  kind: 'pdf' as const,
  attachment,
  fileName: 'a.pdf',
  sizeBytes: 1,
  keptAt: '2026-03-09T10:00:00Z',
});

async function soundLibrary(): Promise<Library> {
  const library = await temporaryLibrary();
  await chmod(library.folder, 0o700);
  await library.sources.create(sourceOf('s1'));
  await library.stories.create(storyOf('a', 'Alpha', 'Text', [citationOf('c1', 's1')]));
  return library;
}

const kindsIn = async (library: Library) => (await checkLibrary(library)).findings.map(({ kind }) => kind);
const at = (library: Library, ...place: string[]) => path.join(library.folder, ...place);

describe('checking a library', () => {
  it('finds a sound one sound, in one line', async () => {
    const report = await checkLibrary(await soundLibrary());
    expect(report.findings).toEqual([]);
    expect(verdictOf(report)).toBe('The library is sound: 1 story, 1 source, 0 briefings, 0 attachments.');
  });

  it('reads every document anew, also one that looks untouched', async () => {
    const library = await soundLibrary();
    await writeFile(at(library, 'stories', 'a.json'), '{"torn":');
    const report = await checkLibrary(library);
    expect(report.findings).toMatchObject([{ kind: 'unreadable-document', place: 'stories/a.json', isDamage: true }]);
    expect(verdictOf(report)).toBe('The library is not sound: 1 damage.');
  });

  it('tells of what was set aside and replaced as the library was opened', async () => {
    const library = await soundLibrary();
    await library.stories.save({ ...(await library.stories.get('a')), title: 'Alpha again' });
    await library.close();
    await writeFile(at(library, 'stories', 'a.json'), '{"torn":');
    const again = await temporaryLibrary({ settleMs: 0 }, library.folder);
    await again.stories.get('a').catch(() => undefined);
    const report = await checkLibrary(again);
    expect(report.findings).toMatchObject([
      { kind: 'set-aside', place: 'stories/a.json', repaired: expect.stringContaining('was restored') },
    ]);
    expect(report.isSound).toBe(true);
  });

  it('doesn’t call sound what has lost a story that no earlier version was there for', async () => {
    const library = await soundLibrary();
    await library.close();
    await writeFile(at(library, 'stories', 'a.json'), '{"torn":');
    const again = await temporaryLibrary({ settleMs: 0 }, library.folder);
    const report = await checkLibrary(again);
    expect(report.findings).toMatchObject([{ kind: 'set-aside', place: 'stories/a.json', isLoss: true }]);
    expect(verdictOf(report)).toBe('The library is not sound: 1 damage.');
    expect((await repairLibrary(again, report)).isSound).toBe(false);
    await again.dismissNotice(again.notices()[0]?.original ?? '');
    expect((await checkLibrary(again)).isSound).toBe(true);
  });

  it('finds a citation without its source, and brings that back from the trash', async () => {
    const library = await soundLibrary();
    await library.sources.remove('s1');
    expect(await kindsIn(library)).toEqual(['missing-source']);
    const repaired = await repairLibrary(library, await checkLibrary(library));
    expect(repaired.findings[0]?.repaired).toContain('from the trash');
    expect(verdictOf(repaired)).toBe(
      'The library is sound: 1 story, 1 source, 0 briefings, 0 attachments (1 thing repaired).',
    );
    expect(await kindsIn(library)).toEqual([]);
  });

  it('puts an empty source where one is gone for good, once for all who cite it', async () => {
    const library = await soundLibrary();
    await library.stories.create(storyOf('b', 'Beta', 'Text', [citationOf('c2', 's1')]));
    await rm(at(library, 'sources', 's1.json'));
    await library.sources.refreshAll();
    const repaired = await repairLibrary(library, await checkLibrary(library));
    expect(repaired.isSound).toBe(true);
    expect(await library.sources.get('s1')).toMatchObject({ needsDetails: true, csl: { title: 'Lost source' } });
    expect(await kindsIn(library)).toEqual([]);
  });

  it('counts a source that was merged into another as there', async () => {
    const library = await soundLibrary();
    await library.sources.create({ ...sourceOf('s2'), mergedIds: ['s1'] });
    await library.sources.remove('s1');
    expect(await kindsIn(library)).toEqual([]);
  });

  it('compares attachments with their hashes, and sets changed ones aside', async () => {
    const library = await soundLibrary();
    const name = await library.attachments.put(PNG);
    await library.sources.save({ ...(await library.sources.get('s1')), copies: [copyOf(name)] });
    expect(await kindsIn(library)).toEqual([]);
    await writeFile(at(library, 'attachments', name), 'other');
    expect(await kindsIn(library)).toEqual(['changed-attachment']);
    const mended = await repairLibrary(library, await checkLibrary(library));
    expect(await readFile(at(library, 'quarantine', 'attachments', name), 'utf8')).toBe('other');
    // Where it is used it is missing now, which the verdict must not hide.
    expect(verdictOf(mended)).toBe('The library is not sound: 1 damage.');
    const report = await checkLibrary(library);
    expect(report.findings).toMatchObject([{ kind: 'missing-attachment', place: 'sources/s1.json' }]);
    expect((await repairLibrary(library, report)).isSound).toBe(false);
    // One that is damaged again lies beside the first.
    await writeFile(at(library, 'attachments', name), 'third');
    await repairLibrary(library, await checkLibrary(library));
    const aside = await readdir(at(library, 'quarantine', 'attachments'));
    expect(
      await Promise.all(aside.map((file) => readFile(at(library, 'quarantine', 'attachments', file), 'utf8'))),
    ).toEqual(expect.arrayContaining(['other', 'third']));
  });

  it.skipIf(process.platform === 'win32')('takes a link in the place of an attachment for none', async () => {
    const library = await soundLibrary();
    const name = `${createHash('sha256').update(PNG).digest('hex')}.png`;
    const elsewhere = path.join(await temporaryFolder(), 'elsewhere.png');
    await writeFile(elsewhere, PNG);
    await mkdir(at(library, 'attachments'), { recursive: true });
    await symlink(elsewhere, at(library, 'attachments', name));
    expect(await kindsIn(library)).toEqual(['changed-attachment']);
  });

  it('moves an attachment that nothing uses to the trash, but none that a state aside uses', async () => {
    const library = await soundLibrary();
    const name = await library.attachments.put(PNG);
    expect(await kindsIn(library)).toEqual(['unused-attachment']);
    const picture = { type: 'image', version: 1, attachment: name, alt: '', caption: '' };
    const { id } = await library.history.keep(storyOf('a', 'Alpha', '', [picture]), 'by-hand', 'With its picture');
    expect(await kindsIn(library)).toEqual([]);
    await library.history.remove('a', id);
    const aside = storyOf('aside', 'Aside', '', [picture]);
    const entry = { schemaVersion: 1, window: 'w', change: 1, keptAt: '2026-03-09T10:00:00Z', story: aside };
    for (const [place, document] of [
      ['trash/stories/aside.json', aside],
      ['previous/stories/aside.json', aside],
      ['journal/aside.w.json', entry],
    ] as const) {
      await mkdir(path.dirname(at(library, place)), { recursive: true });
      await writeFile(at(library, place), JSON.stringify(document));
      expect(await kindsIn(library)).toEqual([]);
      await rm(at(library, place));
    }
    await repairLibrary(library, await checkLibrary(library));
    expect(await readdir(at(library, 'trash', 'attachments'))).toEqual([name]);
  });

  it('finds an image whose file is gone', async () => {
    const library = await soundLibrary();
    const attachment = `${createHash('sha256').update('x').digest('hex')}.png`;
    const image = { type: 'image', version: 1, image: { attachment, alt: '' } };
    await library.stories.create(storyOf('b', 'Beta', 'Text', [image]));
    const report = await checkLibrary(library);
    expect(report.findings).toMatchObject([{ kind: 'missing-attachment', place: 'stories/b.json', isDamage: true }]);
  });

  it('finds damaged parts, dead links and missing stories of briefings', async () => {
    const library = await soundLibrary();
    await library.stories.create(storyOf('b', 'Beta', 'Text', [{ type: 'citation', version: 1, citation: { id: 1 } }]));
    const link = { type: 'story-link', version: 1, link: { storyId: 'gone', title: 'Gone' } };
    await library.stories.create(storyOf('c', 'Gamma', 'Text', [link]));
    const items = [
      { id: 'i1', storyId: 'gone', title: 'Gone', show: 'full' as const },
      { id: 'i2', storyId: 'a', sectionId: 'nowhere', title: 'Where', show: 'full' as const },
    ];
    await library.briefings.create({ ...newBriefing('br', new Date(), '2026-03-09'), title: 'Weekly', items });
    const { findings } = await checkLibrary(library);
    expect(findings.map(({ kind }) => kind).toSorted()).toEqual([
      'damaged-part',
      'dead-story-link',
      'missing-briefing-item',
      'missing-briefing-item',
    ]);
    expect(findings.filter(({ isDamage }) => isDamage).map(({ place }) => place)).toEqual(['stories/b.json']);
  });

  it('remarks on what is none of its files, second versions, and the history of what is gone; and leaves them', async () => {
    const library = await soundLibrary();
    await library.history.keep(await library.stories.get('a'), 'by-hand', 'First');
    await library.history.keep({ ...storyOf('b', 'Beta', 'gone'), rev: 1 }, 'by-hand');
    await library.history.keep({ ...storyOf('c', 'Gamma', 'thrown away'), rev: 1 }, 'by-hand');
    await library.stories.create(storyOf('c', 'Gamma'));
    await library.stories.remove('c');
    await writeFile(at(library, 'stories', 'a.sync-conflict-20260309-101112-ABCDEFG.json'), '{}');
    await library.stories.refreshAll();
    for (const place of ['stories/notes.txt', 'stories/.DS_Store', 'attachments/photo.png', 'history/a/list.txt'])
      await writeFile(at(library, place), 'x');
    const report = await checkLibrary(library);
    expect(report.findings.map(({ kind, place }) => `${kind} ${place}`)).toEqual([
      'second-version stories/a.sync-conflict-20260309-101112-ABCDEFG.json',
      'unknown-file attachments/photo.png',
      'unknown-file history/a/list.txt',
      'unknown-file stories/notes.txt',
      'orphaned-history history/b',
    ]);
    expect(report.isSound).toBe(true);
    expect((await repairLibrary(library, report)).findings).toEqual(report.findings);
    expect(await readdir(at(library, 'history', 'b'))).toHaveLength(1);
  });

  it('finds unreadable snapshots, leftovers and an open door, and mends them', async () => {
    const library = await soundLibrary();
    await mkdir(at(library, 'history', 'a'), { recursive: true });
    await writeFile(at(library, 'history', 'a', '2026.json.gz'), 'no gzip');
    // Unpacks well, and is no snapshot.
    await writeFile(at(library, 'history', 'a', '2027.json.gz'), gzipSync('{"storyId":"a"}'));
    await writeFile(at(library, 'stories', 'a.json.0123456789ab.tmp'), 'half');
    await chmod(library.folder, 0o755);
    const report = await checkLibrary(library);
    const open = process.platform === 'win32' ? [] : ['open-to-others'];
    expect(report.findings.map(({ kind }) => kind)).toEqual([
      'unreadable-snapshot',
      'unreadable-snapshot',
      'stray-file',
      ...open,
    ]);
    expect((await repairLibrary(library, report)).isSound).toBe(true);
    expect(await kindsIn(library)).toEqual([]);
    expect(await readdir(at(library, 'quarantine', 'history', 'a'))).toEqual(['2026.json.gz', '2027.json.gz']);
  });

  it('reads what is in the trash, the previous versions and the journal as it would be where it is needed', async () => {
    const library = await soundLibrary();
    for (const id of ['b', 'c']) await library.stories.create(storyOf(id, `Story ${id}`));
    await library.stories.save({ ...(await library.stories.get('b')), title: 'Beta again' });
    await library.stories.remove('c');
    await library.saveSettings({ theme: 'dark' });
    await library.journal.keep(storyOf('a', 'Typed'), { window: 'w', change: 1 });
    expect(await kindsIn(library)).toEqual([]);

    for (const place of ['trash/stories/c.json', 'journal/a.w.json']) await cutShort(at(library, place));
    await writeFile(at(library, 'previous/stories/b.json'), 'garbage');
    await writeFile(at(library, 'previous/library.json'), '{"settings":{}}');
    const report = await checkLibrary(library);
    expect(report.findings.map(({ kind, place, message }) => [kind, place, message])).toEqual([
      ['unreadable-aside', 'journal/a.w.json', expect.stringContaining('can’t be restored.')],
      ['unreadable-aside', 'previous/library.json', expect.stringContaining('can’t take the place of')],
      ['unreadable-aside', 'previous/stories/b.json', expect.stringContaining('it is not valid JSON.')],
      ['unreadable-aside', 'trash/stories/c.json', expect.stringContaining('can’t be brought back')],
    ]);
    expect(verdictOf(report)).toBe('The library is not sound: 4 damages.');

    // What nothing takes the place of stays a damage, wherever its bytes are.
    const repaired = await repairLibrary(library, report);
    expect(verdictOf(repaired)).toBe('The library is not sound: 2 damages (2 things repaired).');
    for (const { place, repaired: how } of repaired.findings) expect(how).toBe(`It was moved to quarantine/${place}.`);
    expect(await readFile(at(library, 'quarantine/previous/stories/b.json'), 'utf8')).toBe('garbage');
    expect(await kindsIn(library)).toEqual([]);
  });

  it('leaves what a newer Galley has thrown away, or somebody has copied there', async () => {
    const library = await soundLibrary();
    await writeFile(at(library, 'trash/stories/new.json'), JSON.stringify({ ...storyOf('new', ''), schemaVersion: 2 }));
    await writeFile(at(library, 'trash/stories/other.json'), JSON.stringify(storyOf('a', 'Alpha')));
    const report = await checkLibrary(library);
    expect(report.findings).toMatchObject([
      { kind: 'unreadable-document', place: 'trash/stories/new.json', isDamage: true },
      { kind: 'unreadable-document', place: 'trash/stories/other.json', isDamage: true },
    ]);
    expect((await repairLibrary(library, report)).findings).toEqual(report.findings);
  });

  it('remarks on citation styles that can’t be used', async () => {
    const library = await soundLibrary();
    await mkdir(at(library, 'styles'));
    const style = await readFile('data/styles/galley-house.csl', 'utf8');
    await writeFile(at(library, 'styles/ours.csl'), style);
    expect(await kindsIn(library)).toEqual([]);
    await writeFile(at(library, 'styles/torn.csl'), style.slice(0, -200));
    const report = await checkLibrary(library);
    expect(report.findings).toMatchObject([{ kind: 'unusable-style', place: 'styles/torn.csl', isDamage: false }]);
    expect(verdictOf(report)).toContain('(1 remark)');
  });

  it('remarks on files and folders beside its own, and knows all that it makes itself', async () => {
    const library = await soundLibrary();
    await library.stories.save({ ...(await library.stories.get('a')), title: 'Alpha again' });
    await library.history.keep(await library.stories.get('a'), 'by-hand');
    await library.journal.keep(await library.stories.get('a'), { window: 'w', change: 9 });
    await library.attachments.put(PNG);
    await mkdir(at(library, 'quarantine/stories'), { recursive: true });
    await writeFile(at(library, 'quarantine/stories/a.0123456789ab.json'), 'set aside');
    for (const name of ['.DS_Store', '.stfolder', 'desktop.ini', 'Thumbs.db']) await writeFile(at(library, name), '');
    expect(await kindsIn(library)).toEqual(['unused-attachment']);

    await repairLibrary(library, await checkLibrary(library));
    await mkdir(at(library, 'my notes/deep'), { recursive: true });
    await mkdir(at(library, 'stories/old'));
    for (const place of ['my notes/deep/a.txt', 'todo.txt', 'stories/old/a.json', 'trash/stories/what.txt'])
      await writeFile(at(library, place), '');
    await writeFile(at(library, 'library.json.0123456789ab.tmp'), '');
    const report = await checkLibrary(library);
    expect(report.findings.map(({ kind, place }) => `${kind} ${place}`)).toEqual([
      'stray-file library.json.0123456789ab.tmp',
      'unknown-file stories/old/a.json',
      'unknown-file todo.txt',
      'unknown-file trash/stories/what.txt',
      'unknown-file my notes',
    ]);
    expect(report.isSound).toBe(true);
    await repairLibrary(library, report);
    expect(await readFile(at(library, 'todo.txt'), 'utf8')).toBe('');
  });

  it('finds a file where a folder should be', async () => {
    const library = await soundLibrary();
    await rm(at(library, 'history'), { recursive: true });
    await writeFile(at(library, 'history'), '');
    expect((await checkLibrary(library)).findings).toMatchObject([
      { kind: 'unreadable-file', place: 'history', isDamage: true },
    ]);
  });

  it('neither calls missing what is there and can’t be read, nor unused what that uses', async () => {
    const library = await soundLibrary();
    const name = await library.attachments.put(PNG);
    await library.sources.save({ ...(await library.sources.get('s1')), copies: [copyOf(name)] });
    await library.history.keep(await library.stories.get('a'), 'by-hand');
    await library.close();
    for (const place of ['sources/s1.json', 'stories/a.json']) {
      const text = await readFile(at(library, place), 'utf8');
      await writeFile(at(library, place), text.replace('"schemaVersion": 1', '"schemaVersion": 2'));
    }
    const again = await temporaryLibrary({}, library.folder);
    const report = await checkLibrary(again);
    expect(report.findings.map(({ kind, place }) => `${kind} ${place}`)).toEqual([
      'unreadable-document stories/a.json',
      'unreadable-document sources/s1.json',
    ]);
    expect((await repairLibrary(again, report)).findings).toEqual(report.findings);
  });
});

/** Cuts a file to two thirds of its length. */
async function cutShort(file: string): Promise<void> {
  const bytes = await readFile(file);
  await writeFile(file, bytes.subarray(0, (bytes.byteLength / 3) * 2));
}
