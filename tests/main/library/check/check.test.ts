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
import { citationOf, sourceOf, storyOf, temporaryLibrary } from '../temporary-library.ts';

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
    await writeFile(at(library, 'elsewhere.png'), PNG);
    await mkdir(at(library, 'attachments'), { recursive: true });
    await symlink(at(library, 'elsewhere.png'), at(library, 'attachments', name));
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
    await writeFile(at(library, 'trash', 'stories', 'gone.json'), JSON.stringify({ image: name }));
    expect(await kindsIn(library)).toEqual([]);
    await rm(at(library, 'trash', 'stories', 'gone.json'));
    for (const place of ['previous/stories', 'journal']) {
      await mkdir(at(library, place), { recursive: true });
      await writeFile(at(library, place, 'aside.json'), JSON.stringify({ image: name }));
      expect(await kindsIn(library)).toEqual([]);
      await rm(at(library, place, 'aside.json'));
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
      'unknown-file stories/notes.txt',
      'unknown-file attachments/photo.png',
      'unknown-file history/a/list.txt',
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
});
