/**
 * A library with something of everything in it, and for each procedure of the API an input that it takes there.
 */
import { readFileSync } from 'node:fs';
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type Briefing, newBriefing } from '#core/model/briefing.ts';
import type { Source } from '#core/model/source.ts';
import type { Story } from '#core/model/story.ts';
import type { Library } from '#main/library/library.ts';
import type { Workbench } from '#main/workbench/workbench.ts';
import { citationOf, sourceOf, storyOf } from '../main/library/temporary-library.ts';

const ROOMS = ['stories', 'sources', 'briefings'] as const;
const COPY_NAME = 'a (1).json';
/** What is named in the library: an input may name the right kind of thing in the wrong place. */
export const KNOWN_NAMES = ['b', 's2', 'w', 'gone', 'cite', 'sect', 'win', 'ex', COPY_NAME, `stories/${COPY_NAME}`];
const FORMATS = ['html', 'markdown', 'pandoc', 'docx', 'json'] as const;
const STYLE = readFileSync('data/styles/galley-house.csl', 'utf8');
const PAGE = Buffer.from('# A page\n\nIt was said (Harbour Gazette, March 2026).\n').toString('base64');
const BIB = '@article{key, title={Delivered cargo}, journal={Harbour Gazette}, year={2026}}';

/** By the procedure's name; each prepares what it names, and is asked anew before every use. */
export type ValidInputs = Record<string, () => Promise<unknown>>;

/** Fills an empty library: stories with a section and a citation, sources with a copy and an excerpt, a briefing. */
export async function fill(library: Library): Promise<void> {
  for (const id of ['s1', 's2']) {
    const excerpts = [{ id: 'ex', text: 'A passage.', page: '4' }];
    await library.sources.create({ ...sourceOf(id), excerpts, copies: [await copyIn(library, id)] });
  }
  for (const id of ['a', 'b']) await library.stories.create(storyAbout(id));
  await library.briefings.create(briefingOf('w'));
}

function storyAbout(id: string): Story {
  const story = storyOf(id, `Story ${id}`, 'It was said', [citationOf('cite', 's2')]);
  const text = { type: 'text', version: 1, text: 'Overview', format: 0, mode: 'normal', style: '', detail: 0 };
  const section = { id: 'sect', role: 'narrative', confidencePercent: null, rationale: '' };
  const heading = { type: 'heading', version: 1, tag: 'h2', children: [text], $: { section } };
  return {
    ...story,
    document: { root: { ...story.document.root, children: [heading, ...story.document.root.children] } },
  };
}

function briefingOf(id: string): Briefing {
  const items: Briefing['items'] = [{ id: 'i', storyId: 'a', sectionId: 'sect', title: '', show: 'full' }];
  return { ...newBriefing(id, new Date(), '2026-03-09'), items };
}

async function keptText(library: Library, text: string) {
  const how = { maxBytes: 1_000, headBytes: 16, extensionOf: () => 'txt' };
  return library.attachments.keep(Readable.from([Buffer.from(text)]), how);
}

async function copyIn(library: Library, text: string): Promise<Source['copies'][number]> {
  const { name, sizeBytes } = await keptText(library, text);
  return {
    id: `k-${text}`,
    kind: 'text',
    attachment: name,
    fileName: 'a.txt',
    sizeBytes,
    keptAt: '2026-03-09T10:00:00Z',
  };
}

export function validInputsOver(library: Library, api: Workbench['api']): ValidInputs {
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  const nothing = async () => ({});

  /** What an input before has thrown away is there again. */
  async function there(room: (typeof ROOMS)[number], id: string): Promise<void> {
    if (library[room].summary(id)) return;
    const isInTrash = (await library.trash.list()).some((item) => item.room === room && item.id === id);
    if (isInTrash) await library[room].restore(id);
    else if (room === 'stories') await library.stories.create(storyAbout(id));
    else if (room === 'sources') await library.sources.create(sourceOf(id));
    else await library.briefings.create(briefingOf(id));
  }
  async function thrownAway(room: (typeof ROOMS)[number]): Promise<{ id: string }> {
    await there(room, 'gone');
    await library[room].remove('gone');
    return { id: 'gone' };
  }
  const present = (room: (typeof ROOMS)[number]) => async () => {
    await there(room, 'gone');
    return { id: 'gone' };
  };
  const presentIds = (room: (typeof ROOMS)[number]) => async () => ({ ids: [(await present(room)()).id] });
  const awayIds = (room: (typeof ROOMS)[number]) => async () => ({ ids: [(await thrownAway(room)).id] });

  async function story(): Promise<Story> {
    await there('stories', 'a');
    return (await api.stories.get({ id: 'a' })).story;
  }
  async function briefing(): Promise<Briefing> {
    await there('briefings', 'w');
    return api.briefings.get({ id: 'w' });
  }
  async function source(id = 's1'): Promise<Source> {
    await there('sources', id);
    const found = await library.sources.get(id);
    return found.copies.length + found.excerpts.length < 20
      ? found
      : library.sources.save({ ...found, copies: [], excerpts: [] });
  }
  async function withCopy() {
    const copy = { ...(await copyIn(library, `copy ${next()}`)), id: `k${count}` };
    const before = await source();
    await library.sources.save({ ...before, copies: [...before.copies, copy] });
    return { sourceId: 's1', copyId: copy.id, copy };
  }
  async function withExcerpt() {
    const excerpt = { id: `x${next()}`, text: 'Another passage.', page: '5', note: 'Seen.' };
    await api.excerpts.add({ sourceId: (await source()).id, excerpt });
    return { sourceId: 's1', excerpt };
  }
  async function snapshot() {
    const now = await story();
    const { id: snapshotId } = await library.history.keep({ ...now, summary: `Earlier ${next()}` }, 'by-hand', 'Named');
    return { storyId: 'a', snapshotId };
  }
  async function journaled() {
    const typed = { ...(await story()), summary: `Typed ${next()}` };
    await api.journal.keep({ story: typed, mark: { window: 'win', change: count } });
    return { storyId: 'a', window: 'win' };
  }
  /** As a program for synced folders leaves it. */
  async function conflictedCopy() {
    await story();
    const stories = path.join(library.folder, 'stories');
    await writeFile(path.join(stories, COPY_NAME), await readFile(path.join(stories, 'a.json')));
    await library.stories.refresh(COPY_NAME);
    return { fileName: COPY_NAME };
  }
  async function noticed() {
    const file = path.join(library.folder, 'stories', 'damaged.json');
    await writeFile(file, '{');
    const earlier = new Date(Date.now() - 60_000);
    await utimes(file, earlier, earlier);
    await library.stories.refresh('damaged.json');
    const [notice] = library.notices();
    return { original: notice?.original };
  }
  async function mergeable() {
    const [keep, other] = [await source('s1'), await source('s2')];
    return { keep: { id: keep.id, rev: keep.rev }, others: [{ id: other.id, rev: other.rev }] };
  }
  async function mergeRecord() {
    await there('stories', 'b');
    for await (const step of await api.sources.merge(await mergeable()))
      if (step.kind === 'done') return step.result.record;
    return undefined;
  }
  const printed = () => ({ format: FORMATS[next() % FORMATS.length], styleId: 'galley-house', localeId: 'en-US' });
  const mark = () => ({ window: 'win', change: next() });
  const rest = ({ copy: _, ...input }: Awaited<ReturnType<typeof withCopy>>) => input;

  return {
    'stories.list': nothing,
    'stories.get': present('stories'),
    'stories.create': nothing,
    'stories.save': async () => ({ story: { ...(await story()), summary: `Saved ${next()}` }, mark: mark() }),
    'stories.saveAsCopy': async () => ({ story: await story(), mark: mark() }),
    'stories.duplicate': present('stories'),
    'stories.takeInCopy': conflictedCopy,
    'stories.remove': present('stories'),
    'stories.restore': () => thrownAway('stories'),
    'stories.removeMany': presentIds('stories'),
    'stories.restoreMany': awayIds('stories'),
    'stories.search': async () => ({ query: 'said' }),

    'sources.list': nothing,
    'sources.get': present('sources'),
    'sources.citedIn': present('sources'),
    'sources.create': async () => ({ csl: { type: 'book', title: 'Delivered cargo' } }),
    'sources.createFromText': async () => ({ text: BIB }),
    'sources.save': async () => ({ source: { ...(await source()), notes: `Noted ${next()}` } }),
    'sources.remove': present('sources'),
    'sources.restore': () => thrownAway('sources'),
    'sources.importFile': async () => ({ fileName: 'sources.bib', text: BIB, format: 'bibtex' }),
    'sources.merge': mergeable,
    'sources.takeBackMerge': mergeRecord,
    'sources.patchMany': async () => ({ patches: [{ id: (await source()).id, grade: 'B', tags: ['seen'] }] }),
    'sources.removeMany': presentIds('sources'),
    'sources.restoreMany': awayIds('sources'),
    'sources.exportFile': async () => ({ format: 'ris', ids: [(await source()).id] }),

    'copies.attach': async () => {
      const { name } = await keptText(library, `attached ${next()}`);
      const resources = [{ path: 'page_files/a.css', attachment: name }];
      return { sourceId: (await source()).id, attachment: name, fileName: 'a.txt', resources };
    },
    'copies.attachText': async () => ({ sourceId: (await source()).id, text: `pasted ${next()}`, title: 'Pasted' }),
    'copies.addResources': async () => {
      const { copy, ...which } = await withCopy();
      return { ...which, resources: [{ path: 'page_files/a.css', attachment: copy.attachment }] };
    },
    'copies.text': async () => ({ ...rest(await withCopy()), whole: false }),
    'copies.remove': async () => rest(await withCopy()),
    'copies.restore': async () => {
      const { copy, ...which } = await withCopy();
      await api.copies.remove(which);
      return { sourceId: which.sourceId, copy };
    },

    'excerpts.add': async () => ({ sourceId: (await source()).id, excerpt: { id: `x${next()}`, text: 'Passage.' } }),
    'excerpts.change': withExcerpt,
    'excerpts.remove': async () => ({ sourceId: 's1', excerptId: (await withExcerpt()).excerpt.id }),
    'excerpts.uses': async () => ({ sourceId: (await withExcerpt()).sourceId }),

    'intake.preview': async () => ({ fileName: 'page.md', base64: PAGE, planned: [], beside: [] }),
    'intake.importPage': async () => ({ fileName: 'page.md', base64: PAGE, again: true }),

    'briefings.list': nothing,
    'briefings.get': present('briefings'),
    'briefings.materials': async () => ({ storyIds: [(await story()).id] }),
    'briefings.create': async () => ({ title: 'Weekly', items: briefingOf('w').items }),
    'briefings.save': async () => ({ briefing: { ...(await briefing()), title: `Weekly ${next()}` } }),
    'briefings.saveAsCopy': async () => ({ briefing: await briefing() }),
    'briefings.nextIssue': present('briefings'),
    'briefings.remove': present('briefings'),
    'briefings.restore': () => thrownAway('briefings'),
    'briefings.exportDraft': async () => ({ briefing: await briefing(), options: printed() }),
    'briefings.export': async () => ({ id: (await briefing()).id, options: printed(), name: 'weekly' }),
    'briefings.markExported': async () => ({ id: (await briefing()).id, storyRevs: { a: 1 } }),

    'publishing.styles': nothing,
    'publishing.locales': nothing,
    'publishing.style': async () => ({ id: 'galley-house', localeId: 'en-GB' }),
    'publishing.styleProblems': nothing,
    'publishing.addStyle': async () => ({ fileName: 'Own.csl', xml: STYLE }),
    'publishing.exportStory': async () => ({ id: (await story()).id, options: printed(), name: 'story' }),
    'publishing.exportDraft': async () => ({ story: await story(), options: printed() }),

    'journal.keep': async () => ({ story: await story(), mark: mark() }),
    'journal.offers': async () => {
      await journaled();
      return { openWindows: ['another'] };
    },
    'journal.compare': journaled,
    'journal.restore': journaled,
    'journal.discard': journaled,

    'history.list': async () => ({ storyId: (await snapshot()).storyId }),
    'history.read': snapshot,
    'history.take': async () => ({ storyId: (await story()).id, name: `State ${next()}` }),
    'history.beforeRestore': async () => ({ storyId: (await story()).id }),
    'history.beforeMerge': async () => ({ mine: { ...(await story()), summary: `Mine ${next()}` } }),
    'history.rename': async () => ({ ...(await snapshot()), name: `Called ${next()}` }),
    'history.remove': snapshot,
    'history.restore': async () => ({ ...(await snapshot()), rev: (await story()).rev }),
    'history.restoreSection': async () => ({ ...(await snapshot()), rev: (await story()).rev, sectionId: 'sect' }),

    'trash.list': nothing,
    'trash.removeForEver': async () => ({ items: [{ room: 'stories', ...(await thrownAway('stories')) }] }),

    'library.info': nothing,
    'library.saveSettings': async () => ({ theme: next() % 2 ? 'dark' : 'light', backups: { keep: 4 } }),
    'library.dismissNotice': noticed,
    'library.setCopyAside': async () => ({ file: `stories/${(await conflictedCopy()).fileName}` }),
    'library.takeOver': nothing,

    'backups.status': nothing,
    'backups.chooseFolder': async () => ({ folder: `${library.folder}-elsewhere` }),
    'backups.make': async () => {
      const { folder } = await library.backups.status();
      for (const name of await readdir(folder).catch(() => [])) await rm(path.join(folder, name), { recursive: true });
      return {};
    },
  };
}
