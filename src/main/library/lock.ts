/**
 * One process owns a library at a time. The lock is a file that names its owner; an owner that is gone loses it at once on
 * this machine, and after a minute without a sign of life on another. One that was stopped or asleep looks whether the lock is
 * still its own before it writes again.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import { link, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { stampOf } from './document-folder.ts';
import { codeOf, writeFailure } from './durable-write.ts';
import { readOwnFile } from './own-file.ts';
import { isRunning, processIdentity } from './process-identity.ts';

const SIGN_OF_LIFE_MS = 10_000;
const STALE_AFTER_MS = 60_000;
/** How often a dead owner's lock is tried for while others try too, and the pause between, in milliseconds. */
const TRIES = 40;
const PAUSE_MS = 25;
// The second and third are for links and pipes that another hand has put in its place; Windows knows neither.
const READ_AND_WRITE = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** What lies beside the lock while it is taken: its name and something after it. */
export const LOCK_NAME = '.lock';

const ownerSchema = z.object({
  pid: z.int(),
  host: z.string(),
  startedAt: z.string(),
  token: z.string(),
  /** What tells the process from another of its number, where the system says. */
  process: z.string().optional(),
});
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
  const identity = await processIdentity(process.pid);
  const me: Owner = {
    pid: process.pid,
    host: os.hostname(),
    startedAt: new Date().toISOString(),
    token: randomUUID(),
    ...(identity !== undefined && { process: identity }),
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

/** What others are told of an owner; not the token, by which it knows its own lock again. */
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
    if (await isSilentFor(SIGN_OF_LIFE_MS, taking)) await rm(taking, { force: true });
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
  /** When the lock was last seen to be ours, by both clocks: the one stands still while the machine sleeps, the other is set. */
  let seen = { atMs: Date.now(), upMs: performance.now() };
  const content = JSON.stringify(me);
  heldTokens.add(me.token);
  const beat = setInterval(() => {
    showSignOfLife().catch((error: unknown) => console.error('galley: the library’s lock can’t be kept:', error));
  }, SIGN_OF_LIFE_MS);
  beat.unref();

  async function showSignOfLife(): Promise<void> {
    const handle = await open(file, READ_AND_WRITE).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
      return undefined;
    });
    try {
      // By its handle: what is renamed over it meanwhile is another's, and stays as it is.
      const owner = handle && parsedOwner(await handle.readFile('utf8'));
      if (handle && owner?.token === me.token) await handle.write(content, 0);
      else if (owner || !(await tryToCreate(file, me))) return lose(owner);
      seen = { atMs: Date.now(), upMs: performance.now() };
    } finally {
      await handle?.close();
    }
  }

  function lose(owner: Owner | undefined): void {
    if (failure) return;
    clearInterval(beat);
    failure = lockedBy(owner);
    onLost();
  }

  /** At once, and not at the next beat: until then another process may have the lock, and take saves of its own. */
  function lookAfterSilence(): void {
    const silentMs = Math.max(Math.abs(Date.now() - seen.atMs), performance.now() - seen.upMs);
    if (failure || silentMs < 2 * SIGN_OF_LIFE_MS) return;
    try {
      const descriptor = openSync(file, READ_AND_WRITE);
      try {
        const owner = parsedOwner(readFileSync(descriptor, 'utf8'));
        // Written again, so that nobody takes it for that of one who is gone.
        if (owner?.token === me.token) writeSync(descriptor, content, 0);
        else lose(owner);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      // It is not there, or can't be written now: the next beat makes it anew, or says why not.
      if (codeOf(error) === undefined) throw error;
    }
  }

  return {
    lost: () => {
      lookAfterSilence();
      return failure;
    },
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
    return parsedOwner((await readOwnFile(file)).bytes.toString('utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parsedOwner(content: string): Owner | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(content)).data;
  } catch {
    return undefined;
  }
}

async function isHeld(file: string, owner: Owner | undefined): Promise<boolean> {
  // Not readable: being written this moment, or by a process that was killed over it.
  if (!owner) return !(await isSilentFor(SIGN_OF_LIFE_MS, file));
  if (owner.host !== os.hostname()) return !(await isSilentFor(STALE_AFTER_MS, file));
  if (owner.pid === process.pid) return heldTokens.has(owner.token);
  if (!isRunning(owner.pid)) return false;
  const identity = owner.process === undefined ? undefined : await processIdentity(owner.pid);
  // One that lives has the library however long it is silent: it may be stopped, and goes on where it was.
  if (identity !== undefined) return identity === owner.process;
  // After a restart its number may belong to another program.
  return !(await isSilentFor(STALE_AFTER_MS, file));
}

/**
 * True for a file that was last touched longer ago than that, in milliseconds, or is not there. The clock of the disk decides:
 * it may be another machine's, and ours may have been set.
 */
async function isSilentFor(ms: number, file: string): Promise<boolean> {
  const lastSign = await stat(file).catch(() => undefined);
  if (!lastSign) return true;
  const ageMs = Date.now() - lastSign.mtimeMs;
  if (ageMs >= 0 && ageMs <= ms) return false;
  return (await nowAt(path.dirname(file))) - lastSign.mtimeMs > ms;
}

/** What a file that is written there now is dated. */
async function nowAt(folder: string): Promise<number> {
  const probe = path.join(folder, `${LOCK_NAME}.${randomUUID()}`);
  try {
    await writeFile(probe, '', { flag: 'wx', mode: 0o600 });
    return (await stat(probe)).mtimeMs;
  } catch {
    // Nothing can be written there.
    return Date.now();
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}
