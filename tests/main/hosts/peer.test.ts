// Whose a connection is: as Linux lists it, whichever way a program has taken to the host.
import { readFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { usersOfConnection } from '#main/hosts/local/peer.ts';

/** A server on 127.0.0.1 and a socket that has connected to it. */
async function connected(options: { host: string; localAddress?: string }): Promise<{ from: number; to: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const socket = await new Promise<Socket>((resolve, reject) => {
    const made = connect({ port, ...options }, () => resolve(made)).once('error', reject);
  });
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  return { from: socket.localPort ?? 0, to: port };
}

describe.skipIf(process.platform !== 'linux')('the user of a connection', () => {
  it.each([
    ['by IPv4', { host: '127.0.0.1' }],
    ['by IPv6', { host: '::ffff:127.0.0.1' }],
    ['from another address of the machine', { host: '127.0.0.1', localAddress: '127.0.0.2' }],
  ])('is found in what Linux lists, made %s', async (_, options) => {
    const { from, to } = await connected(options);
    const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((table) => readFile(table, 'utf8')));
    expect(tables.flatMap((table) => usersOfConnection(table, from, to))).toEqual([process.getuid?.()]);
  });
});
