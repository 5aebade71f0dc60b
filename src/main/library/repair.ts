/**
 * What is done about a document that can't be read: when it counts as damaged, what its last good version is, and what the
 * notice says. The collection does the replacing.
 */
import path from 'node:path';
import { Failure } from '#core/model/failure.ts';
import { isDamage } from './document-file.ts';
import { stampOf } from './document-folder.ts';
import type { Quarantine } from './quarantine.ts';
import { openSettling } from './settling.ts';

type Version = { rev: number; savedAt: string };

export type RepairOptions<T> = {
  /** The collection's folder within the library, `stories`. */
  name: string;
  folder: string;
  quarantine: Quarantine;
  /** How long a damaged file must have been still before it is set aside, in milliseconds. */
  settleMs: number;
  /** The latest snapshot of a document, where snapshots are kept and there is one. */
  snapshot?: ((id: string) => Promise<T | undefined>) | undefined;
  /** The version before the last save; undefined where there is none. Throws where it can't be read either. */
  readPrevious: (id: string) => Promise<T | undefined>;
  /** Called once a damaged file may have been still for long enough. */
  lookAgain: (id: string) => Promise<void>;
  /** Why nothing can be written now; undefined where it can. */
  refusal: () => Failure | undefined;
};

export type Repair<T> = {
  /** The later one of the previous version and the latest snapshot; undefined where neither can be read. */
  lastGood(id: string): Promise<T | undefined>;
  /** True for damage that has been still for long enough, in a library that we may write to. */
  isDue(id: string, failure: Failure, good: T | undefined): Promise<boolean>;
  /** Keeps the damaged file in quarantine, with a notice that `instead` takes its place. */
  setAside(id: string, failure: Failure, instead: T | undefined): Promise<void>;
  /** The file is whole again, or gone. */
  forget(id: string): void;
  close(): void;
};

export function openRepair<T extends Version>(options: RepairOptions<T>): Repair<T> {
  const { name, folder, quarantine, settleMs, snapshot, readPrevious, lookAgain, refusal } = options;
  const settling = openSettling(settleMs, (id) => {
    lookAgain(id).catch((error: unknown) => {
      console.error(`galley: ${name}/${id}.json is damaged and could not be set aside:`, error);
    });
  });

  return {
    lastGood: async (id) => {
      if (refusal()) return undefined;
      const [previous, latest] = await Promise.all([readPrevious(id).catch(none), snapshot?.(id).catch(none)]);
      return (latest?.rev ?? -1) > (previous?.rev ?? -1) ? latest : previous;
    },

    isDue: async (id, failure, good) => {
      if (refusal()) return false;
      // A file of ours that suddenly holds another document is damage; one of which we know nothing was copied by hand.
      if (!isDamage(failure) && !(failure.details.otherId && good)) return false;
      const stamp = await stampOf(path.join(folder, `${id}.json`));
      return stamp !== undefined && settling.isSettled(id, stamp);
    },

    setAside: (id, failure, instead) => quarantine.setAside(`${name}/${id}.json`, noticeOf(failure, instead), !instead),
    forget: settling.forget,
    close: settling.close,
  };
}

/** An earlier version that can't be read either is none. */
function none(error: unknown): undefined {
  if (!(error instanceof Failure)) console.error('galley: an earlier version could not be read:', error);
  return undefined;
}

function noticeOf({ message }: Failure, instead: Version | undefined): string {
  if (!instead) return `${message} There was no earlier version to restore.`;
  const at = instead.savedAt.slice(0, 16).replace('T', ' ');
  return `${message} Its last good version, saved ${at} UTC, was restored.`;
}
