/**
 * One process owns a library at a time. The lock is a file that names its owner; an owner that is gone loses it at once on
 * this machine, and after a minute without a sign of life on another.
 */
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { codeOf, writeFailure } from './durable-write.ts';

const SIGN_OF_LIFE_MS = 10_000;
const STALE_AFTER_MS = 60_000;

const ownerSchema = z.object({ pid: z.int(), host: z.string(), startedAt: z.string() });
type Owner = z.infer<typeof ownerSchema>;

export type Lock = { release(): Promise<void> };

/** Takes the lock of the library in `folder`. Throws `Failure` Locked, naming who holds it, with `details.owner`. */
export async function takeLock(folder: string): Promise<Lock> {
  const file = path.join(folder, '.lock');
  const me: Owner = { pid: process.pid, host: os.hostname(), startedAt: new Date().toISOString() };
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    if (await tryToCreate(file, me)) return hold(file, me);
    const owner = await ownerOf(file);
    if (owner && (await isAlive(file, owner))) {
      throw new Failure(
        'Locked',
        `This library is open in another Galley (process ${owner.pid} on ${owner.host}). Close it there first.`,
        { owner },
      );
    }
    await rm(file, { force: true });
  }
  throw new Failure('Locked', 'Another Galley is opening this library right now. Try again in a moment.');
}

async function tryToCreate(file: string, owner: Owner): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(owner));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw writeFailure(file, error);
  }
}

function hold(file: string, me: Owner): Lock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch((error: unknown) => {
      console.error('galley: the library’s lock is gone:', error);
      clearInterval(beat);
    });
  }, SIGN_OF_LIFE_MS);
  beat.unref();
  return {
    release: async () => {
      clearInterval(beat);
      const owner = await ownerOf(file);
      if (owner?.pid === me.pid && owner.host === me.host && owner.startedAt === me.startedAt)
        await rm(file, { force: true });
    },
  };
}

async function ownerOf(file: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
  } catch (error) {
    // Gone, or written only half by a process that was killed: nobody holds it.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function isAlive(file: string, owner: Owner): Promise<boolean> {
  const lastSign = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (Date.now() - lastSign > STALE_AFTER_MS) return false;
  if (owner.host !== os.hostname()) return true;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return codeOf(error) === 'EPERM';
  }
}
