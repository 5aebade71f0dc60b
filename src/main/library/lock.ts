/**
 * One process owns a library at a time. The lock is a file that names its owner; an owner that is gone loses it at once on
 * this machine, and after a minute without a sign of life on another.
 */
import { randomUUID } from 'node:crypto';
import { link, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { stampOf } from './document-folder.ts';
import { codeOf, writeFailure } from './durable-write.ts';
import { readOwnFile } from './own-file.ts';

const SIGN_OF_LIFE_MS = 10_000;
const STALE_AFTER_MS = 60_000;
/** How often a dead owner's lock is tried for while others try too, and the pause between, in milliseconds. */
const TRIES = 40;
const PAUSE_MS = 25;
/** What lies beside the lock while it is taken: its name and something after it. */
export const LOCK_NAME = '.lock';

const ownerSchema = z.object({ pid: z.int(), host: z.string(), startedAt: z.string(), token: z.string() });
type Owner = z.infer<typeof ownerSchema>;
/** Who holds a library: a process, its machine, and since when (an ISO 8601 instant). */
export type LockOwner = Pick<Owner, 'pid' | 'host' | 'startedAt'>;

/** The locks that this process holds: a lock with our pid that isn't among them was left by an earlier process. */
const heldTokens = new Set<string>();

export type Lock = {
  /** `Failure` Locked once another process has taken the lock over, as after a long sleep; undefined while it is ours. */
  lost(): Failure | undefined;
  release(): Promise<void>;
};

/**
 * Takes the lock of the library in `folder`. Throws `Failure` Locked, naming who holds it, with `details.owner`. `onLost` is
 * called once if another process takes it over.
 */
export async function takeLock(folder: string, onLost: () => void = () => undefined): Promise<Lock> {
  const file = path.join(folder, LOCK_NAME);
  const me: Owner = {
    pid: process.pid,
    host: os.hostname(),
    startedAt: new Date().toISOString(),
    token: randomUUID(),
  };
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    if (await tryToCreate(file, me)) return hold(file, me, onLost);
    const owner = await ownerOf(file);
    if (await isHeld(file, owner)) throw lockedBy(owner);
    if (await tryToReplace(file, owner, me)) return hold(file, me, onLost);
    await setTimeout(PAUSE_MS);
  }
  throw lockedBy(undefined);
}

/** Who holds the library in `folder` now; undefined where nobody does, or nobody who still lives. */
export async function lockOwner(folder: string): Promise<LockOwner | undefined> {
  const file = path.join(folder, LOCK_NAME);
  const owner = await ownerOf(file);
  return owner && (await isHeld(file, owner)) ? publicOwner(owner) : undefined;
}

/** Without the token, by which an owner knows its own lock again. */
function publicOwner({ pid, host, startedAt }: Owner): LockOwner {
  return { pid, host, startedAt };
}

function lockedBy(owner: Owner | undefined): Failure {
  if (!owner) return new Failure('Locked', 'Another Galley is opening this library right now. Try again in a moment.');
  return new Failure(
    'Locked',
    `This library is open in another Galley (process ${owner.pid} on ${owner.host}). Close it there first.`,
    { owner: publicOwner(owner) },
  );
}

/** Creates the lock with its content in one step, so that nobody ever reads an empty one; false where there is one. */
async function tryToCreate(file: string, me: Owner): Promise<boolean> {
  const beside = `${file}.${me.token}`;
  try {
    await writeFile(beside, JSON.stringify(me), { flag: 'wx', mode: 0o600 });
    try {
      await link(beside, file);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      // File systems without hard links.
      await writeFile(file, JSON.stringify(me), { flag: 'wx', mode: 0o600 });
    } finally {
      await rm(beside, { force: true });
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw writeFailure(file, error);
  }
}

/**
 * Puts our lock in the place of a dead owner's; false where somebody else is doing that, or was quicker. The lock's file is
 * there all the while, and only who has the file beside it may replace it: else a third one could slip in between.
 */
async function tryToReplace(file: string, dead: Owner | undefined, me: Owner): Promise<boolean> {
  const taking = `${file}.taking`;
  const beside = `${file}.${me.token}`;
  try {
    await writeFile(taking, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw writeFailure(file, error);
    // Left by a process that was killed over it.
    if ((await silentMsOf(taking)) > SIGN_OF_LIFE_MS) await rm(taking, { force: true });
    return false;
  }
  try {
    if ((await ownerOf(file))?.token !== dead?.token) return false;
    // Given back meanwhile: whoever creates it next has it.
    if (!(await stampOf(file))) return false;
    await writeFile(beside, JSON.stringify(me), { flag: 'wx', mode: 0o600 });
    await rename(beside, file);
    return true;
  } catch (error) {
    throw writeFailure(file, error);
  } finally {
    await rm(beside, { force: true });
    await rm(taking, { force: true });
  }
}

function hold(file: string, me: Owner, onLost: () => void): Lock {
  let failure: Failure | undefined;
  heldTokens.add(me.token);
  const beat = setInterval(() => {
    showSignOfLife().catch((error: unknown) => console.error('galley: the library’s lock can’t be kept:', error));
  }, SIGN_OF_LIFE_MS);
  beat.unref();

  async function showSignOfLife(): Promise<void> {
    const owner = await ownerOf(file);
    const isMine = owner?.token === me.token || (!owner && (await tryToCreate(file, me)));
    if (isMine) {
      const now = new Date();
      await utimes(file, now, now);
    } else {
      clearInterval(beat);
      failure = lockedBy(owner);
      onLost();
    }
  }

  return {
    lost: () => failure,
    release: async () => {
      clearInterval(beat);
      heldTokens.delete(me.token);
      const owner = await ownerOf(file);
      if (owner?.token === me.token) await rm(file, { force: true });
    },
  };
}

async function ownerOf(file: string): Promise<Owner | undefined> {
  try {
    const { bytes } = await readOwnFile(file);
    return ownerSchema.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function isHeld(file: string, owner: Owner | undefined): Promise<boolean> {
  const silentMs = await silentMsOf(file);
  // Not readable: being written this moment, or by a process that was killed over it.
  if (!owner) return silentMs < SIGN_OF_LIFE_MS;
  // Also on this machine: after a restart its number may belong to another program.
  if (silentMs > STALE_AFTER_MS) return false;
  if (owner.host !== os.hostname()) return true;
  if (owner.pid === process.pid) return heldTokens.has(owner.token);
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return codeOf(error) === 'EPERM';
  }
}

/** How long ago a file was touched, in milliseconds; very long for one that is not there. */
async function silentMsOf(file: string): Promise<number> {
  const lastSignMs = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  return Date.now() - lastSignMs;
}
