/**
 * Who is at the other end of a loopback connection. A command line, and with it the address that a browser is started
 * with, can be read by every user of a machine: on Linux the system also tells whose a connection is.
 */
import { readFile } from 'node:fs/promises';

/** Where Linux lists its connections (proc(5)): a program that asks for IPv6 reaches 127.0.0.1 too, and stands in the other. */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];
/**
 * A socket that is connected to 127.0.0.1, from whichever address of this machine: addresses and ports in hex, `0100007F:1F90`
 * for 127.0.0.1:8080, in the other table with that as the end of an IPv6 address; then its user.
 */
const LINE = /^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) (?:0{16}FFFF0000)?0100007F:([0-9A-F]{4}) (?:\S+\s+){4}(\d+)/;

/** The user ids that `table`, as one of Linux's tables, names for the connections from `peerPort` to `hostPort`. */
export function usersOfConnection(table: string, peerPort: number, hostPort: number): number[] {
  return table.split('\n').flatMap((line) => {
    const [, from = '', to = '', user] = LINE.exec(line) ?? [];
    return Number.parseInt(from, 16) === peerPort && Number.parseInt(to, 16) === hostPort ? [Number(user)] : [];
  });
}

/** True where the system says that another user's program has connected; false also where it says nothing. */
export async function isOfAnotherUser(peerPort: number | undefined, hostPort: number): Promise<boolean> {
  if (process.platform !== 'linux' || peerPort === undefined) return false;
  const tables = await Promise.all(TABLES.map((table) => readFile(table, 'utf8').catch(() => '')));
  const users = tables.flatMap((table) => usersOfConnection(table, peerPort, hostPort));
  return users.some((user) => user !== process.getuid?.());
}
