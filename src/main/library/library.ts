/**
 * The library: one folder on disk with everything in it, opened by one process at a time.
 */
import path from 'node:path';
import { z } from 'zod';
import { storySummaryOf } from '#core/document/summary.ts';
import { type Briefing, briefingSchema } from '#core/model/briefing.ts';
import { Failure } from '#core/model/failure.ts';
import type { LibraryFile, Settings } from '#core/model/library.ts';
import { type Source, sourceSchema } from '#core/model/source.ts';
import { type Story, type StorySummary, storySchema, storySummarySchema } from '#core/model/story.ts';
import { type Access, openAccess } from './access.ts';
import { type Attachments, openAttachments } from './attachments.ts';
import { type Backups, openBackups } from './backup/backups.ts';
import { openChosenFolder } from './backup/chosen-folder.ts';
import { type Collection, type CollectionOptions, openCollection } from './collection.ts';
import { type CopyTexts, openCopyTexts } from './copies/copy-texts.ts';
import { machineFolder } from './default-folder.ts';
import { type History, openHistory } from './history/history.ts';
import { type Journal, openJournal } from './journal.ts';
import type { DocumentChange } from './known-documents.ts';
import { makeFolder, makeLibrary, ROOMS, readLibraryFile, replaceLibraryFile } from './library-folder.ts';
import { openLibrarySettings, type SettingsChange } from './library-settings.ts';
import type { LockOwner } from './lock.ts';
import { refuseLinkedFolders } from './own-folders.ts';
import { openPassingTime } from './passing-time.ts';
import type { LibraryProblem } from './problem-list.ts';
import { type Notice, openQuarantine } from './quarantine.ts';
import { openSearchIndex } from './search/search-index.ts';
import type { SearchResult } from './search/search-messages.ts';
import { storyHeadOf } from './search/searchable.ts';
import { openSummaryCache } from './summary-cache.ts';
import { openTrash, type Trash } from './trash.ts';
import { watchLibrary } from './watcher.ts';

export type LibraryChange =
  /** `recited`: the sources that the story began or ceased to cite. */
  | ({ kind: 'story'; recited: string[] } & DocumentChange)
  | ({ kind: 'source' | 'briefing' } & DocumentChange)
  /** The settings were changed, whether this process may change the library, or what in it can't be read or was set aside. */
  | { kind: 'settings' | 'access' | 'notices'; id: string; rev: number; change: 'saved'; origin: 'here' | 'outside' };

export type LibraryOptions = {
  readOnly?: boolean;
  /** Copied into a library that is made now. */
  starter?: string;
  /** What this machine remembers of its libraries; this user's own unless given. */
  machineFolder?: string;
  /** Watch the folder for changes by other programs; on unless switched off. */
  watch?: boolean;
  now?: () => Date;
  /** The latest snapshot of a story, for one that is damaged; the history's unless given. */
  latestSnapshot?: (storyId: string) => Promise<Story | undefined>;
  /** How long a damaged file must have been still before it is set aside, in milliseconds. */
  settleMs?: number;
};

/** A program that copies a file into a synced folder is done with it by then. */
const SETTLE_MS = 10_000;

/** What the collections of a library are all opened with. */
type SharedOption =
  | 'name'
  | 'folder'
  | 'trashFolder'
  | 'previousFolder'
  | 'quarantine'
  | 'settleMs'
  | 'refusal'
  | 'now'
  | 'onProblems';

export type Library = {
  folder: string;
  id: string;
  /** True while nothing can be written: opened so, or taken over by another process. */
  isReadOnly(): boolean;
  /** Who else holds the library; undefined where we do, or nobody. */
  heldBy(): Promise<LockOwner | undefined>;
  /** Makes a library that is only read ours to change. Throws `Failure` Locked while another process holds it. */
  takeOver(): Promise<void>;
  stories: Collection<Story, StorySummary>;
  sources: Collection<Source, Source>;
  briefings: Collection<Briefing, Briefing>;
  /** Earlier states of the stories. */
  history: History;
  /** What was deleted from the rooms. */
  trash: Trash;
  attachments: Attachments;
  copyTexts: CopyTexts;
  /** What windows hold and have not saved yet. */
  journal: Journal;
  backups: Backups;
  /** Why nothing can be written now; undefined where it can. */
  refusal(): Failure | undefined;
  settings(): Settings;
  /** Changes the settings that are named and leaves the others. */
  saveSettings(change: SettingsChange): Promise<Settings>;
  /** The stories that cite a source. */
  citedIn(sourceId: string): StorySummary[];
  /** The stories in which every word of the query stands. */
  search(query: string): Promise<SearchResult>;
  subscribe(listener: (change: LibraryChange) => void): () => void;
  problems(): LibraryProblem[];
  /** What was set aside because it couldn't be read, and not dismissed yet. */
  notices(): Notice[];
  /** Forgets a notice; what was set aside stays where it is. */
  dismissNotice(original: string): Promise<void>;
  /** Aborted when the library begins to close: what is done for it elsewhere may end. */
  closing: AbortSignal;
  /** Lets saves under way end, writes the caches, gives the lock back. */
  close(): Promise<void>;
};

/** Opens a library, making it where there is none yet. Throws `Failure` Locked, ReadOnly, Invalid, Unreadable, NotFound. */
export async function openLibrary(folder: string, options: LibraryOptions = {}): Promise<Library> {
  const { readOnly = false, starter, watch = true, now = () => new Date(), settleMs = SETTLE_MS } = options;
  await refuseLinkedFolders(folder);
  const before = await readLibraryFile(folder);
  if (readOnly) {
    if (!before) throw new Failure('NotFound', `There is no Galley library in ${folder} yet.`);
    return open(before.file, await openAccess(folder, true));
  }
  const folderMade = await makeFolder(folder);
  let access: Access | undefined;
  try {
    access = await openAccess(folder, false);
    // Read again: before the lock was ours, somebody else may have made or changed it.
    const found = await readLibraryFile(folder);
    if (found) await replaceLibraryFile(folder, found, await openQuarantine(folder, now, () => undefined));
    return await open(found?.file ?? (await makeLibrary(folder, starter, now())), access);
  } catch (error) {
    await access?.release();
    if (!before && !(error instanceof Failure && error.kind === 'Locked')) await folderMade.undo();
    throw error;
  }

  async function open(opened: LibraryFile, access: Access): Promise<Library> {
    let closed: Promise<void> | undefined;
    const closing = new AbortController();
    const refusal = (): Failure | undefined =>
      closed ? new Failure('ReadOnly', 'This library has been closed.') : access.refusal();
    const mayWrite = () => access.refusal() === undefined;
    const listeners = new Set<(change: LibraryChange) => void>();
    const citing = new Map<string, Set<string>>();
    const cacheFolder = path.join(folder, '.cache');
    const emit = (change: LibraryChange) => {
      for (const listener of listeners) listener(change);
    };

    function recordCitations(before: StorySummary | undefined, after: StorySummary | undefined): void {
      for (const id of before?.sourceIds ?? []) citing.get(id)?.delete(before?.id ?? '');
      for (const id of after?.sourceIds ?? []) citing.set(id, (citing.get(id) ?? new Set()).add(after?.id ?? ''));
    }

    const announceNotices = () => emit({ kind: 'notices', id: opened.id, rev: 0, change: 'saved', origin: 'here' });
    const quarantine = await openQuarantine(folder, now, announceNotices);
    const settings = openLibrarySettings({
      folder,
      opened,
      quarantine,
      onChange: (origin) => emit({ kind: 'settings', id: opened.id, rev: 0, change: 'saved', origin }),
    });
    const shared = (name: string): Pick<CollectionOptions<never, never>, SharedOption> => ({
      name,
      folder: path.join(folder, name),
      trashFolder: path.join(folder, 'trash', name),
      previousFolder: path.join(folder, 'previous', name),
      quarantine,
      settleMs,
      refusal,
      now,
      onProblems: announceNotices,
    });
    const storyCache = await openSummaryCache(path.join(cacheFolder, 'stories.json'), storySummarySchema, mayWrite);
    const sourceCache = await openSummaryCache(path.join(cacheFolder, 'sources.json'), sourceSchema, mayWrite);
    const briefingCache = await openSummaryCache(path.join(cacheFolder, 'briefings.json'), briefingSchema, mayWrite);
    const passing = await openPassingTime(path.join(cacheFolder, 'clock.json'), now, mayWrite);
    const history = openHistory({ folder: path.join(folder, 'history'), refusal, now, mayAge: passing.isBelieved });
    const stories = await openCollection<Story, StorySummary>({
      ...shared('stories'),
      noun: 'story',
      schema: storySchema,
      summaryOf: storySummaryOf,
      cache: storyCache,
      snapshot: options.latestSnapshot ?? (async (id) => (await history.latestSnapshot(id))?.story),
      onChange: (change, before, after) => {
        recordCitations(before, after);
        if (change.change === 'deleted') searchIndex.removed(change.id);
        else searchIndex.changed(change.id);
        if (change.origin === 'outside') history.changedOutside(change.id);
        emit({ kind: 'story', ...change, recited: recitedBetween(before, after) });
      },
      beforeReplace: history.beforeReplace,
    });
    const sources = await openCollection<Source, Source>({
      ...shared('sources'),
      noun: 'source',
      schema: sourceSchema,
      summaryOf: (source) => source,
      cache: sourceCache,
      onChange: (change) => emit({ kind: 'source', ...change }),
    });
    const briefings = await openCollection<Briefing, Briefing>({
      ...shared('briefings'),
      noun: 'briefing',
      schema: briefingSchema,
      summaryOf: (briefing) => briefing,
      cache: briefingCache,
      onChange: (change) => emit({ kind: 'briefing', ...change }),
    });
    const journal = openJournal({
      folder: path.join(folder, 'journal'),
      quarantine,
      settleMs,
      versionOf: stories.version,
      refusal,
      now,
    });
    const trash = openTrash({
      folder: path.join(folder, 'trash'),
      refusal,
      now,
      mayAge: passing.isBelieved,
      // A story of the same id that is there by now has the history.
      onRemoved: async ({ room, id }) => {
        if (room === 'stories' && !stories.file(id)) await history.forget(id);
      },
    });
    const attachments = openAttachments(path.join(folder, 'attachments'), refusal);
    const copyTexts = openCopyTexts(path.join(cacheFolder, 'copies'), attachments, mayWrite);
    const backups = openBackups({
      folder,
      file: settings.file,
      chosenFolder: openChosenFolder(folder, options.machineFolder ?? machineFolder()),
      refusal,
      now,
      onProblems: announceNotices,
    });
    if (watch) backups.watch();
    for (const story of stories.list()) recordCitations(undefined, story);
    const searchIndex = openSearchIndex(
      {
        stamps: () => stories.files().map(({ id, stamp: { mtimeMs, sizeBytes } }) => [id, { mtimeMs, sizeBytes }]),
        introduction: (id) => {
          const summary = stories.summary(id);
          const stamp = stories.file(id)?.stamp;
          return summary && stamp && { id, stamp, fields: storyHeadOf(summary) };
        },
      },
      { libraryFolder: folder, cacheFolder, mayWrite, warmUp: watch },
    );
    const watcher = watch
      ? watchLibrary(folder, ROOMS, {
          onFile: (relativePath) => void takeIn(relativePath),
          onRoom: (room) => void takeIn(room),
        })
      : undefined;

    /** What time has dealt with: looked at once a start, beside everything else. */
    async function tidy(): Promise<void> {
      if (!mayWrite()) return;
      try {
        await passing.keep();
        await trash.tidy();
        await history.tidy();
      } catch (error) {
        console.error('galley: history and trash could not be tidied:', error);
      }
    }
    const tidied = tidy();

    async function takeIn(relativePath: string): Promise<void> {
      const [room, name] = relativePath.split('/');
      try {
        if (room === 'library.json') await settings.takeIn();
        else {
          const collection = { stories, sources, briefings }[z.enum(ROOMS).parse(room)];
          await (name ? collection.refresh(name) : collection.refreshAll());
        }
      } catch (error) {
        console.error(`galley: ${relativePath} was changed outside and can’t be taken in:`, error);
      }
    }

    async function close(): Promise<void> {
      watcher?.close();
      await backups.close();
      await Promise.all([stories.settle(), sources.settle(), briefings.settle(), settings.settle(), tidied]);
      await Promise.all([journal.settle(), history.settle()]);
      await Promise.all([storyCache.flush(), sourceCache.flush(), briefingCache.flush(), passing.keep()]);
      await Promise.all([searchIndex.close(), copyTexts.close()]);
      await access.release();
    }

    async function takeOver(): Promise<void> {
      await access.take(async () => {
        await Promise.all([stories, sources, briefings].map((collection) => collection.becomeWritable()));
        await settings.takeIn();
      });
    }

    access.listen(() => emit({ kind: 'access', id: opened.id, rev: 0, change: 'saved', origin: 'here' }));

    return {
      folder,
      id: opened.id,
      isReadOnly: () => !mayWrite(),
      heldBy: () => access.heldBy(),
      takeOver,
      stories,
      sources,
      briefings,
      history,
      trash,
      attachments,
      copyTexts,
      journal,
      backups,
      refusal,
      settings: () => settings.file().settings,
      saveSettings: async (change) => {
        const failure = refusal();
        if (failure) throw failure;
        return settings.save(change);
      },
      citedIn: (sourceId) =>
        [...(citing.get(sourceId) ?? [])].map((id) => stories.summary(id)).filter((story) => story !== undefined),
      search: (query) => searchIndex.search(query),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      problems: () =>
        [stories, sources, briefings, history, trash, quarantine, backups].flatMap((room) => room.problems()),
      notices: () => quarantine.notices(),
      dismissNotice: async (original) => {
        const failure = refusal();
        if (failure) throw failure;
        await quarantine.dismiss(original);
      },
      closing: closing.signal,
      close: () => {
        closing.abort();
        closed ??= close();
        return closed;
      },
    };
  }
}

/** The sources that one of two states of a story cites and the other doesn't. */
function recitedBetween(before: StorySummary | undefined, after: StorySummary | undefined): string[] {
  const [old, current] = [new Set(before?.sourceIds), new Set(after?.sourceIds)];
  return [...[...old].filter((id) => !current.has(id)), ...[...current].filter((id) => !old.has(id))];
}
