/**
 * The recovery journal on the disk: a file for each window that holds something of a story which is not saved yet. Its order
 * against the saves is described in `docs/durability.md`.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { type JournalEntry, type JournalMark, journalEntrySchema } from '#core/model/journal.ts';
import { idSchema } from '#core/model/primitives.ts';
import type { Story } from '#core/model/story.ts';
import { DocumentFile, isDamage } from './document-file.ts';
import { fileNamesIn, makeFolderWithin, stampOf, sweep } from './document-folder.ts';
import { syncFolder } from './durable-write.ts';
import type { Quarantine } from './quarantine.ts';
import { createTurns } from './turns.ts';

/** Which entry is meant. */
export type JournalKey = { storyId: string; window: string };

export type Journal = {
  /**
   * Keeps what a window holds; on the disk when it returns. An entry that a save has contained meanwhile is not written.
   * Throws `Failure` ReadOnly, DiskFull.
   */
  keep(story: Story, mark: JournalMark): Promise<void>;
  /** Removes what a durable save contains, before that is acknowledged. Never throws: the words are safe. */
  contained(storyId: string, mark: JournalMark): Promise<void>;
  /** Every entry that can be read, oldest first. One that is damaged is set aside. */
  list(): Promise<JournalEntry[]>;
  /** Throws `Failure` NotFound, Unreadable. */
  read(key: JournalKey): Promise<JournalEntry>;
  /** Throws `Failure` ReadOnly, Locked. */
  drop(key: JournalKey): Promise<void>;
  settle(): Promise<void>;
};

type JournalOptions = {
  folder: string;
  quarantine: Quarantine;
  /** How long a damaged entry must have been still before it is set aside, in milliseconds. */
  settleMs: number;
  /** What tells the stored version of a story from every other; undefined where it isn't stored. */
  versionOf: (storyId: string) => { rev: number; digest: string } | undefined;
  refusal: () => Failure | undefined;
  now: () => Date;
};

/** The name of an entry's file. */
export function entryNameOf({ storyId, window }: JournalKey): string {
  return `${idSchema.parse(storyId)}.${idSchema.parse(window)}.json`;
}

export function openJournal({ folder, quarantine, settleMs, versionOf, refusal, now }: JournalOptions): Journal {
  const turns = createTurns();
  /** The last change of each window that a save has contained. */
  const containedUpTo = new Map<string, number>();
  /** The files that are known to be there: a save that has none need not look for one. */
  const written = new Set<string>();
  let making: Promise<void> | undefined;

  const fileOf = (name: string) => new DocumentFile(path.join(folder, name), journalEntrySchema);

  async function makeFolder(): Promise<void> {
    await makeFolderWithin(path.dirname(folder), folder);
    making ??= sweep(folder);
    await making;
  }

  async function remove(name: string): Promise<void> {
    await rm(path.join(folder, name), { force: true });
    written.delete(name);
    if (await stampOf(folder)) await syncFolder(folder);
  }

  async function setAside(name: string, message: string): Promise<void> {
    const stamp = await stampOf(path.join(folder, name));
    if (!stamp || refusal() || Math.abs(Date.now() - stamp.mtimeMs) < settleMs) return;
    await quarantine.setAside(
      `journal/${name}`,
      `${message} It held words that were not saved when Galley closed; the story itself is as it was saved last.`,
      true,
    );
    await remove(name);
  }

  return {
    keep: async (story, mark) => {
      const failure = refusal();
      // Where another process has taken the lock over, the words are kept all the same: nobody else writes this file.
      if (failure?.kind === 'ReadOnly') throw failure;
      const name = entryNameOf({ storyId: story.id, window: mark.window });
      await turns.take(name, async () => {
        if ((containedUpTo.get(name) ?? -1) >= mark.change) return;
        await makeFolder();
        const stored = versionOf(story.id);
        const baseDigest = stored?.rev === story.rev ? stored.digest : null;
        await fileOf(name).write({ schemaVersion: 1, ...mark, keptAt: now().toISOString(), baseDigest, story });
        written.add(name);
      });
    },

    contained: async (storyId, mark) => {
      const name = entryNameOf({ storyId, window: mark.window });
      await turns
        .take(name, async () => {
          containedUpTo.set(name, Math.max(containedUpTo.get(name) ?? -1, mark.change));
          if (!written.has(name)) return;
          const entry = await fileOf(name).read();
          if (!entry || entry.change <= mark.change) await remove(name);
        })
        .catch((error: unknown) => {
          console.error(`galley: the journal’s ${name} could not be removed:`, error);
        });
    },

    list: async () => {
      const found: JournalEntry[] = [];
      for (const name of (await fileNamesIn(folder)).filter((each) => each.endsWith('.json'))) {
        try {
          const entry = await fileOf(name).read();
          if (entry && entryNameOf({ storyId: entry.story.id, window: entry.window }) === name) found.push(entry);
          else if (entry) await setAside(name, `journal/${name} holds what belongs under another name.`);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          if (isDamage(error)) await setAside(name, error.message);
          else console.error('galley: an entry of the journal could not be read:', error);
        }
      }
      return found.sort((a, b) => a.keptAt.localeCompare(b.keptAt));
    },

    read: async (key) => {
      const entry = await fileOf(entryNameOf(key)).read();
      if (!entry) throw new Failure('NotFound', 'These words are not in the journal any more.');
      return entry;
    },

    drop: async (key) => {
      const failure = refusal();
      if (failure) throw failure;
      const name = entryNameOf(key);
      return turns.take(name, () => remove(name));
    },

    settle: async () => {
      await turns.ended();
    },
  };
}
