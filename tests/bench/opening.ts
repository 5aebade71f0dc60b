// The host's start with 10,000 stories: until it is ready, and the memory it then has.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ms, quantile } from './measure.ts';
import { fillLibrary } from './saving.ts';

async function start(library: string): Promise<{ host: ChildProcess; readyMs: number }> {
  const begun = performance.now();
  const host = spawn(process.execPath, ['out/main/cli.js', 'serve', '--no-open', '--library', library], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => host.stdout?.once('data', resolve));
  return { host, readyMs: performance.now() - begun };
}

async function stop(host: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => host.once('exit', resolve));
  host.kill('SIGTERM');
  await ended;
}

/** Resident memory in MB; only where the system shows it as a file. */
function residentMb(pid: number | undefined): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 1024);
}

export async function benchOpening(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-bench-'));
  const library = path.join(folder, 'library');
  fillLibrary(library, 10_000);
  const cold = await start(library);
  await stop(cold.host);
  const warm: number[] = [];
  let memory = 0;
  for (let run = 0; run < 5; run += 1) {
    const { host, readyMs } = await start(library);
    warm.push(readyMs);
    if (process.platform === 'linux') memory = Math.max(memory, residentMb(host.pid));
    await stop(host);
  }
  rmSync(folder, { recursive: true, force: true });
  console.log(
    `10,000 stories: first start ${ms(cold.readyMs)}, with its cache p50 ${ms(quantile(warm, 0.5))} (goal 1,500 ms), ${memory} MB at most when ready (goal 300 MB)`,
  );
}
