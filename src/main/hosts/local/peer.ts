/**
 * Who is at the other end of a loopback connection. A command line, and with it the address that a browser is started
 * with, can be read by every user of a machine: on Linux the system also tells whose a connection is.
 */
import { readFile } from 'node:fs/promises';

/** A connected socket in `/proc/net/tcp` (proc(5)): addresses in hex, `0100007F:1F90` for 127.0.0.1:8080, then its user. */
const LINE = /^\s*\d+: 0100007F:([0-9A-F]{4}) 0100007F:([0-9A-F]{4}) (?:\S+\s+){4}(\d+)/;

/** The user id that `table`, as `/proc/net/tcp` gives it, names for the connection from `peerPort` to `hostPort`. */
export function userOfConnection(table: string, peerPort: number, hostPort: number): number | undefined {
  for (const line of table.split('\n')) {
    const [, from = '', to = '', user] = LINE.exec(line) ?? [];
    if (Number.parseInt(from, 16) === peerPort && Number.parseInt(to, 16) === hostPort) return Number(user);
  }
  return undefined;
}

/** True where the system says that another user's program has connected; false also where it says nothing. */
export async function isOfAnotherUser(peerPort: number | undefined, hostPort: number): Promise<boolean> {
  if (process.platform !== 'linux' || peerPort === undefined) return false;
  const table = await readFile('/proc/net/tcp', 'utf8').catch(() => '');
  const user = userOfConnection(table, peerPort, hostPort);
  return user !== undefined && user !== process.getuid?.();
}
