/**
 * Whether a process is still the one that it was: its number alone is given to another program after it has ended.
 */
import { readFile } from 'node:fs/promises';
import { codeOf } from './durable-write.ts';

/**
 * What tells the process `pid` of this machine from any other that ever had its number: the boot of the machine and the process's
 * start within it. Undefined where the system doesn't say (it is Linux's proc(5) that does), or there is no such process.
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // The program's name may hold spaces and parentheses; the fields after it are numbered from the third.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3];
    return start && `${boot.trim()} ${start}`;
  } catch (error) {
    if (codeOf(error) !== undefined) return undefined;
    throw error;
  }
}

/** True while there is a process of that number on this machine, whoever's it is. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return codeOf(error) === 'EPERM';
  }
}
