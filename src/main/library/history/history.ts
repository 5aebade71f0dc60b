/**
 * The history of the stories: earlier states, kept by themselves while somebody writes and when somebody asks. A state that can't
 * be kept never holds up a save; it is named among the library's problems.
 */
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { wordsOfBlock } from '#core/document/text.ts';
import { outlived } from '#core/history/thinning.ts';
import { Failure } from '#core/model/failure.ts';
import { idSchema } from '#core/model/primitives.ts';
import {
  MAX_SNAPSHOT_NAME,
  type Snapshot,
  type SnapshotReason,
  snapshotIdOf,
  snapshotIdSchema,
  timeOfSnapshot,
} from '#core/model/snapshot.ts';
import { type Story, storySchema } from '#core/model/story.ts';
import type { DocumentPlace } from '../collection.ts';
import { parseDocument } from '../document-file.ts';
import { isOlder } from '../migrations.ts';
import type { LibraryProblem } from '../problem-list.ts';
import { createTurns } from '../turns.ts';
import { type ListedSnapshot, noSuchSnapshot, openStoredSnapshots, snapshotPlace } from './stored-snapshots.ts';
import { createWritingSpells } from './writing-spells.ts';

export type History = {
  /** What is kept of a story, the newest first. Snapshots that can't be read are left out and named among the problems. */
  list(storyId: string): Promise<ListedSnapshot[]>;
  /** Throws `Failure` NotFound or Unreadable. */
  read(storyId: string, id: string): Promise<Snapshot>;
  /**
   * Keeps a state and returns once it is on the disk. A state that is kept already is not kept twice: it gets the name, or the
   * later time. Throws `Failure` ReadOnly, Locked, DiskFull.
   */
  keep(story: Story, reason: SnapshotReason, name?: string): Promise<ListedSnapshot>;
  /** The same where a failure must hold up nothing: it is logged and named among the problems. */
  keepIfPossible(story: Story, reason: SnapshotReason): Promise<void>;
  /** Gives a snapshot a name, or takes it away by an empty one. Throws as `read` and `keep` do. */
  rename(storyId: string, id: string, name: string): Promise<ListedSnapshot>;
  /** Throws `Failure` NotFound, ReadOnly, Locked. */
  remove(storyId: string, id: string): Promise<void>;
  /** Takes everything that is kept of a story away. */
  forget(storyId: string): Promise<void>;
  /** The latest state of a story that can be read, for when its document can't; undefined where there is none. */
  latestSnapshot(storyId: string): Promise<Snapshot | undefined>;
  /**
   * Called before a story's file is replaced. Where the state in it is to be kept, it is read, and what is returned keeps it: to
   * be called once the file has been replaced. Never throws.
   */
  beforeReplace(place: Omit<DocumentPlace, 'stamp'>): Promise<(() => void) | undefined>;
  /** Says that another hand has written a story: that state is kept before it is replaced here. */
  changedOutside(storyId: string): void;
  /** Thins out the history of every story, where the clock can be believed. For who may change the library. */
  tidy(): Promise<void>;
  problems(): LibraryProblem[];
  /** Returns when everything that was begun has ended. */
  settle(): Promise<void>;
};

type HistoryOptions = {
  folder: string;
  /** Why nothing can be written now; undefined where it can. */
  refusal: () => Failure | undefined;
  now: () => Date;
  /** True where the clock can be believed as to what has had its time. */
  mayAge: () => boolean;
};

export function openHistory({ folder, refusal, now, mayAge }: HistoryOptions): History {
  const spells = createWritingSpells();
  const turns = createTurns();
  const snapshots = openStoredSnapshots(folder);
  const { problems } = snapshots;

  /** One after the other for each story. */
  function inTurn<R>(storyId: string, act: () => Promise<R>): Promise<R> {
    // What is no id names no story, and must never become a path.
    if (!idSchema.safeParse(storyId).success) return Promise.reject(noSuchSnapshot());
    return turns.take(storyId, act);
  }

  function writable(): void {
    const failure = refusal();
    if (failure) throw failure;
  }

  /** `stored` is what is kept instead where the state lies on the disk in an older schema version. */
  async function keepNow(
    given: Story,
    reason: SnapshotReason,
    name: string,
    stored?: unknown,
  ): Promise<ListedSnapshot> {
    const story = storySchema.parse(given);
    const digest = digestOf(story);
    const present = await snapshots.list(story.id);
    const same = stored === undefined ? present.find((label) => label.digest === digest) : undefined;
    if (same && (name || same.name)) {
      return same.name.includes(name) ? same : renameNow(story.id, same.id, joined(same.name, name));
    }
    await snapshots.makeFolder(story.id);
    const taken = new Set(await snapshots.ids(story.id));
    let atMs = now().getTime();
    while (taken.has(snapshotIdOf(atMs))) atMs += 1;
    const kept = await snapshots.write(story.id, snapshotIdOf(atMs), {
      schemaVersion: 1,
      storyId: story.id,
      takenAt: new Date(atMs).toISOString(),
      // That it was also what somebody wrote on from says less than why it was kept already.
      reason: same && (reason === 'spell' || reason === 'interval') ? same.reason : reason,
      name,
      words: story.document.root.children.reduce((words, block) => words + wordsOfBlock(block), 0),
      rev: story.rev,
      digest,
      story: stored ?? story,
    });
    if (same) await snapshots.remove(story.id, same.id);
    await thin(story.id);
    return kept;
  }

  async function renameNow(storyId: string, id: string, name: string): Promise<ListedSnapshot> {
    return snapshots.write(storyId, id, { ...(await snapshots.read(storyId, id)), name });
  }

  /** Removes what has had its time. Labels are read only where something may have. */
  async function thin(storyId: string): Promise<void> {
    if (!mayAge()) return;
    const nowMs = now().getTime();
    const dated = (await snapshots.ids(storyId)).map((id) => ({ id, takenAtMs: timeOfSnapshot(id), isNamed: false }));
    if (outlived(dated, nowMs).length === 0) return;
    const named = new Set((await snapshots.list(storyId)).filter(({ name }) => name !== '').map(({ id }) => id));
    // What can't be read is nobody's to throw away unseen.
    const unread = (id: string) => problems.has(snapshotPlace(storyId, id));
    const known = dated.map((one) => ({ ...one, isNamed: named.has(one.id) || unread(one.id) }));
    for (const id of outlived(known, nowMs)) await snapshots.remove(storyId, id);
  }

  async function unlessItFails(storyId: string, act: () => Promise<unknown>): Promise<void> {
    const place = `history/${storyId}`;
    try {
      await act();
      problems.delete(place);
    } catch (error) {
      console.error(`galley: an earlier state of the story ${storyId} could not be kept:`, error);
      const why = error instanceof Failure ? error.message : 'Something unexpected went wrong.';
      problems.set(place, `An earlier state of this story could not be kept. ${why}`);
    }
  }

  async function keepIfPossible(story: Story, reason: SnapshotReason): Promise<void> {
    await unlessItFails(story.id, () => {
      writable();
      return inTurn(story.id, () => keepNow(story, reason, ''));
    });
  }

  return {
    list: (storyId) => inTurn(storyId, () => snapshots.list(storyId)),
    read: (storyId, id) => inTurn(storyId, () => snapshots.read(storyId, id)),

    keep: async (story, reason, name = '') => {
      writable();
      return inTurn(story.id, () => keepNow(story, reason, name.trim()));
    },

    keepIfPossible,

    rename: async (storyId, id, name) => {
      writable();
      return inTurn(storyId, () => renameNow(storyId, id, name.trim()));
    },

    remove: async (storyId, id) => {
      writable();
      if (!snapshotIdSchema.safeParse(id).success) throw noSuchSnapshot();
      return inTurn(storyId, () => snapshots.remove(storyId, id));
    },

    forget: async (storyId) => {
      writable();
      return inTurn(storyId, () => snapshots.removeAll(storyId));
    },

    latestSnapshot: (storyId) =>
      inTurn(storyId, async () => {
        // By rev before time: a clock may have been set back.
        const newestFirst = (await snapshots.list(storyId)).toSorted((a, b) => b.rev - a.rev);
        for (const { id } of newestFirst) {
          try {
            return await snapshots.read(storyId, id);
          } catch (error) {
            if (!(error instanceof Failure)) throw error;
            problems.set(snapshotPlace(storyId, id), error.message);
          }
        }
        return undefined;
      }),

    beforeReplace: async ({ id: storyId, file }) => {
      const nowMs = now().getTime();
      const reason = spells.saving(storyId, nowMs);
      if (!reason) return undefined;
      let bytes: Uint8Array | undefined;
      await unlessItFails(storyId, async () => {
        bytes = await readFile(file);
      });
      const found = bytes;
      if (!found) return undefined;
      return () => {
        spells.kept(storyId, nowMs);
        // After the save has been answered: to take a long story apart takes a while.
        const kept = inTurn(storyId, async () => {
          await setImmediate();
          await unlessItFails(storyId, async () => {
            const text = new TextDecoder().decode(found);
            const story = parseDocument(path.basename(file), text, storySchema);
            if (isBlank(story)) return;
            const stored: unknown = JSON.parse(text);
            if (isOlder(stored)) await keepNow(story, 'migration', '', stored);
            else await keepNow(story, reason, '');
          });
        });
        void kept;
      };
    },

    changedOutside: spells.ended,

    tidy: async () => {
      for (const storyId of await snapshots.storyIds()) {
        if (refusal()) return;
        await inTurn(storyId, () => thin(storyId));
        await setImmediate();
      }
    },

    problems: () => Array.from(problems, ([file, message]) => ({ file, message })),

    settle: turns.ended,
  };
}

/** A state that somebody names again has both names. */
function joined(before: string, name: string): string {
  return [before, name].filter(Boolean).join(', ').slice(0, MAX_SNAPSHOT_NAME);
}

/** Nobody misses the story that was made a moment ago, before anything was written in it. */
function isBlank({ title, summary, document }: Story): boolean {
  return title === '' && summary === '' && document.root.children.every((block) => wordsOfBlock(block) === 0);
}

/** What tells two states apart: everything but when and how often they were saved. For a story as its schema orders it. */
function digestOf(story: Story): string {
  const { rev: _, savedAt: __, updatedOn: ___, ...content } = story;
  return hash('sha256', JSON.stringify(content), 'base64url');
}
