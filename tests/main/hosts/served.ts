/**
 * A host in a process of its own, and its API as a window has it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { onTestFinished } from 'vitest';
import type { WorkbenchRouter } from '#main/workbench/router.ts';

export type Api = ReturnType<typeof createTRPCClient<WorkbenchRouter>>;
export type ServedHost = { process: ChildProcess; api: Api; said: () => string };

/** Starts `galley serve` on `library` and signs in; it is killed after the test at the latest. */
export async function serve(library: string, ...args: string[]): Promise<ServedHost> {
  const host = spawn(process.execPath, ['out/main/cli.js', 'serve', '--library', library, '--no-open', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void host.kill('SIGKILL'));
  let said = '';
  host.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [printed] = await once(host.stdout, 'data');
  const { origin, hash } = new URL(/http:\S+/.exec(String(printed))?.[0] ?? '');
  const session = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: new URLSearchParams(hash.slice(1)).get('token') }),
  });
  const cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
  const link = httpBatchLink({ url: `${origin}/api`, methodOverride: 'POST', headers: { Cookie: cookie } });
  return { process: host, api: createTRPCClient<WorkbenchRouter>({ links: [link] }), said: () => said };
}
