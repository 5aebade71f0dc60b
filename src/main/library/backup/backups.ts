/**
 * The backups that a library keeps of itself: one a week into a folder beside it, the newest few of them.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import type { LibraryFile } from '#core/model/library.ts';
import { fileNamesIn, stampOf } from '../document-folder.ts';
import { writeFailure } from '../durable-write.ts';
import type { LibraryProblem } from '../problem-list.ts';
import type { ChosenFolder } from './chosen-folder.ts';
import type { BackupMade } from './make-backup.ts';

const DAY_MS = 24 * 60 * 60_000;
const EVERY_MS = 7 * DAY_MS;
/** The start has better to do, and who opens a library for a moment makes no backup. */
const FIRST_LOOK_MS = 60_000;
const LOOK_EVERY_MS = 60 * 60_000;

export type KeptBackup = { file: string; madeAt: string; sizeBytes: number };

export type BackupsStatus = {
  /** Where they go. */
  folder: string;
  /** The same where somebody chose it on this machine; else empty. */
  chosenFolder: string;
  /** The newest first. */
  kept: KeptBackup[];
  /** Why the last one that was due could not be made; null where it could. */
  problem: string | null;
};

export type Backups = {
  status(): Promise<BackupsStatus>;
  /** Chooses where they go from now on, on this machine; beside the library by an empty path. Throws `Failure` ReadOnly, DiskFull. */
  chooseFolder(folder: string): Promise<void>;
  /** Makes one now and removes what is more than the settings keep. Throws `Failure` as `makeBackup`. */
  make(): Promise<BackupMade>;
  /** Makes one where one is due; a failure is kept for `status` and never thrown. */
  makeWhenDue(): Promise<void>;
  /** Looks from time to time whether one is due, until `close`. */
  watch(): void;
  /** What the last backup of this start had to leave out, and why. */
  problems(): LibraryProblem[];
  /** Stops a backup under way; what was kept before stays. */
  close(): Promise<void>;
};

export type BackupsOptions = {
  folder: string;
  file: () => LibraryFile;
  chosenFolder: ChosenFolder;
  refusal: () => Failure | undefined;
  now: () => Date;
  /** The problems are others now. */
  onProblems: () => void;
};

/** Where backups go unless told otherwise: beside the library, so that losing the one is not losing the other by itself. */
export const backupsFolderOf = (libraryFolder: string): string => `${path.resolve(libraryFolder)}-backups`;

export function openBackups({ folder, file, chosenFolder, refusal, now, onProblems }: BackupsOptions): Backups {
  const stop = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  let underWay: Promise<BackupMade> | undefined;
  let problem: string | null = null;
  let leftOut: string[] = [];

  const prefix = () => `galley-${file().id.slice(0, 8).toLowerCase()}-`;
  const target = async () => (await chosenFolder.read()) || backupsFolderOf(folder);

  /** Only what this library has made under its own name counts, and is ever removed. */
  async function keptIn(target: string): Promise<KeptBackup[]> {
    const found: KeptBackup[] = [];
    for (const name of await fileNamesIn(target).catch(() => [])) {
      const madeAt = name.startsWith(prefix()) ? instantIn(name.slice(prefix().length)) : undefined;
      const stamp = madeAt && (await stampOf(path.join(target, name)));
      if (madeAt && stamp) found.push({ file: path.join(target, name), madeAt, sizeBytes: stamp.sizeBytes });
    }
    return found.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  }

  /**
   * Made by a clock that was ahead. Until its time has come it stands for no week and pushes no other out: counted as the
   * newest, it would have one made at every look.
   */
  const isAhead = ({ madeAt }: KeptBackup) => Date.parse(madeAt) > now().getTime() + DAY_MS;

  async function backUp(): Promise<BackupMade> {
    const failure = refusal();
    if (failure) throw failure;
    const into = await target();
    try {
      await mkdir(into, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw writeFailure(path.join(into, 'backup'), error);
    }
    const at = now().toISOString().replaceAll(/[:.Z]/g, '');
    const name = `${prefix()}${at}.zip`;
    // With what packs and reads archives; most starts make none.
    const { makeBackup } = await import('./make-backup.ts');
    const made = await makeBackup(folder, path.join(into, name), { now, signal: stop.signal });
    problem = null;
    const before = leftOut;
    leftOut = made.leftOut;
    if (leftOut.join('\n') !== before.join('\n')) onProblems();
    const past = (await keptIn(into)).filter((backup) => !isAhead(backup));
    for (const { file: old } of past.slice(file().settings.backups.keep)) await rm(old, { force: true });
    return made;
  }

  function make(): Promise<BackupMade> {
    underWay ??= backUp().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function isDue(): Promise<boolean> {
    if (!file().settings.backups.isOn || refusal()) return false;
    const newest = (await keptIn(await target())).find((backup) => !isAhead(backup));
    const sinceMs = now().getTime() - Date.parse(newest?.madeAt ?? file().createdAt);
    // Of a library that was made by such a clock, the first.
    return sinceMs >= EVERY_MS || sinceMs < -DAY_MS;
  }

  async function makeWhenDue(): Promise<void> {
    try {
      if (await isDue()) await make();
    } catch (error) {
      if (stop.signal.aborted) return;
      problem = error instanceof Failure ? error.message : 'Something unexpected went wrong.';
      console.error('galley: the weekly backup could not be made:', error);
    }
  }

  return {
    status: async () => {
      const into = await target();
      return { folder: into, chosenFolder: await chosenFolder.read(), kept: await keptIn(into), problem };
    },
    chooseFolder: async (chosen) => {
      const failure = refusal();
      if (failure) throw failure;
      await chosenFolder.choose(chosen);
    },
    make,
    makeWhenDue,
    watch: () => {
      timers.push(
        setTimeout(() => void makeWhenDue(), FIRST_LOOK_MS).unref(),
        setInterval(() => void makeWhenDue(), LOOK_EVERY_MS).unref(),
      );
    },
    problems: () =>
      leftOut.map((place) => ({ file: place, message: 'It is in no backup, as none takes such a name. Rename it.' })),
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      stop.abort();
      await underWay?.catch(() => undefined);
    },
  };
}

/** The instant in `2026-11-24T195030123.zip`. */
function instantIn(name: string): string | undefined {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})\.zip$/.exec(name);
  const instant = found && `${found[1]}T${found[2]}:${found[3]}:${found[4]}.${found[5]}Z`;
  return instant && !Number.isNaN(Date.parse(instant)) ? instant : undefined;
}
