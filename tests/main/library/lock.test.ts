import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { takeLock } from '#main/library/lock.ts';
import { failureOf, temporaryFolder, temporaryLibrary } from './temporary-library.ts';

const MODULE = fileURLToPath(new URL('../../../src/main/library/lock.ts', import.meta.url));
const lockFile = (folder: string) => path.join(folder, '.lock');

/** Another process that takes the lock and holds it until it is killed; what it said of its attempt. */
async function otherProcess(folder: string) {
  const program = `
    import { takeLock } from ${JSON.stringify(MODULE)};
    await takeLock(${JSON.stringify(folder)}).then(() => console.log('held'), (error) => console.log(error.kind));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

describe('the lock of a library', () => {
  it('refuses a second opener and names the owner; who only reads is let in', async () => {
    const library = await temporaryLibrary();
    const failure = await failureOf(temporaryLibrary({}, library.folder));
    expect(failure).toMatchObject({ kind: 'Locked', details: { owner: { pid: process.pid, host: os.hostname() } } });
    expect(failure.message).toContain(String(process.pid));
    expect(failure.message).toContain(os.hostname());
    const reading = await temporaryLibrary({ readOnly: true }, library.folder);
    expect(reading.id).toBe(library.id);
  });

  it('is given back when the library closes', async () => {
    const library = await temporaryLibrary();
    await library.close();
    expect((await readdir(library.folder)).filter((name) => name.startsWith('.lock'))).toEqual([]);
    expect((await temporaryLibrary({}, library.folder)).id).toBe(library.id);
  });

  it('of a running process is respected, that of a killed one taken over at once', async () => {
    const folder = await temporaryFolder();
    const { child, said } = await otherProcess(folder);
    expect(said).toBe('held');
    expect(await failureOf(takeLock(folder))).toMatchObject({ kind: 'Locked', details: { owner: { pid: child.pid } } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await takeLock(folder);
    expect(JSON.parse(await readFile(lockFile(folder), 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is had by one only of several that take over a dead one at the same time', async () => {
    const folder = await temporaryFolder();
    const { child } = await otherProcess(folder);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const outcomes = await Promise.all([otherProcess(folder), otherProcess(folder), otherProcess(folder)]);
    expect(outcomes.map(({ said }) => said).sort()).toEqual(['Locked', 'Locked', 'held']);
  });

  it('of another machine holds for a minute after its last sign of life', async () => {
    const folder = await temporaryFolder();
    const owner = { pid: 1, host: 'elsewhere', startedAt: '2026-03-09T10:00:00.000Z', token: 'theirs' };
    await writeFile(lockFile(folder), JSON.stringify(owner));
    expect((await failureOf(takeLock(folder))).message).toContain('elsewhere');
    const longAgo = new Date(Date.now() - 61_000);
    await utimes(lockFile(folder), longAgo, longAgo);
    await (await takeLock(folder)).release();
  });

  it('left by an earlier process of the same number is taken over', async () => {
    const folder = await temporaryFolder();
    const owner = { pid: process.pid, host: os.hostname(), startedAt: '2026-03-09T10:00:00.000Z', token: 'earlier' };
    await writeFile(lockFile(folder), JSON.stringify(owner));
    await (await takeLock(folder)).release();
  });

  it('left by another process that has its number now is taken over', async () => {
    const folder = await temporaryFolder();
    const { child } = await otherProcess(folder);
    const owner = JSON.parse(await readFile(lockFile(folder), 'utf8'));
    const earlier = { ...owner, process: 'of another boot' };
    await writeFile(lockFile(folder), JSON.stringify(process.platform === 'linux' ? earlier : owner));
    const longAgo = new Date(Date.now() - 61_000);
    await utimes(lockFile(folder), longAgo, longAgo);
    expect(child.exitCode).toBeNull();
    await (await takeLock(folder)).release();
  });

  it.runIf(process.platform === 'linux')('of a process that is stopped is still its own', async () => {
    const folder = await temporaryFolder();
    const { child } = await otherProcess(folder);
    child.kill('SIGSTOP');
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(lockFile(folder), longAgo, longAgo);
    expect(await failureOf(takeLock(folder))).toMatchObject({ kind: 'Locked', details: { owner: { pid: child.pid } } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await takeLock(folder)).release();
  });

  it('is looked for before anything is written by one who was asleep', async () => {
    const folder = await temporaryFolder();
    let losses = 0;
    const lock = await takeLock(folder, () => {
      losses += 1;
    });
    const mine = await readFile(lockFile(folder), 'utf8');
    // Longer than from one sign of life to the next, and nobody has come.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(lock.lost()).toBeUndefined();
    expect(await readFile(lockFile(folder), 'utf8')).toBe(mine);
    const theirs = JSON.stringify({
      pid: 1,
      host: 'elsewhere',
      startedAt: '2026-03-09T10:00:00.000Z',
      token: 'theirs',
    });
    await writeFile(lockFile(folder), theirs);
    expect(lock.lost()).toMatchObject({ kind: 'Locked', message: expect.stringContaining('elsewhere') });
    expect(lock.lost()).toMatchObject({ kind: 'Locked' });
    expect(losses).toBe(1);
    await lock.release();
    expect(await readFile(lockFile(folder), 'utf8')).toBe(theirs);
  });

  it('of another machine whose clock differs is told by the clock of the disk', async () => {
    const folder = await temporaryFolder();
    const owner = { pid: 1, host: 'elsewhere', startedAt: '2026-03-09T10:00:00.000Z', token: 'theirs' };
    await writeFile(lockFile(folder), JSON.stringify(owner));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect((await failureOf(takeLock(folder))).message).toContain('elsewhere');
    expect(await readdir(folder)).toEqual(['.lock']);
  });
});
