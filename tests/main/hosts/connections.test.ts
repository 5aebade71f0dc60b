// Which connection makes room for one more, at a server that holds three.
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { limitConnections } from '#main/hosts/local/connections.ts';

let server: Server;
let port: number;
let sockets: Socket[];

/** Answers at once, but for `/long`, which never ends. */
beforeEach(async () => {
  sockets = [];
  server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    if (request.url === '/long') response.write('begun');
    else response.end('done');
  });
  limitConnections(server, 3, ({ headers }) => headers.cookie === 'mine');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** A connection that the server has taken, with what it asks at first, if anything. */
async function connection(path?: '/short' | '/long', cookie = 'mine'): Promise<Socket> {
  const taken = new Promise((resolve) => server.once('connection', resolve));
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  await taken;
  if (path) {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: here\r\nCookie: ${cookie}\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
  }
  socket.resume();
  return socket;
}

const ended = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));
/** Those that the server still answers, or has not hung up on. */
const open = (all: Socket[]) => all.map((socket) => !socket.closed);

it('the oldest that has asked nothing goes first, whatever came before it', async () => {
  const idle = await connection('/short');
  const silent = await connection();
  const another = await connection();
  const gone = ended(silent);
  const last = await connection('/short');
  await gone;
  expect(open([idle, silent, another, last])).toEqual([true, false, true, true]);
});

it('then the oldest with no request under way', async () => {
  const subscription = await connection('/long');
  const idle = await connection('/short');
  const another = await connection('/short');
  const gone = ended(idle);
  const last = await connection('/short');
  await gone;
  expect(open([subscription, idle, another, last])).toEqual([true, false, true, true]);
});

it('what a stranger asks keeps no window out, however long it takes', async () => {
  const stranger = await connection('/long', 'theirs');
  const window = await connection('/long');
  const another = await connection('/long');
  const gone = ended(stranger);
  const last = await connection('/short');
  await gone;
  expect(open([stranger, window, another, last])).toEqual([false, true, true, true]);
});

it('where each has one, the new one is closed', async () => {
  const busy = [await connection('/long'), await connection('/long'), await connection('/long')];
  const refused = await connection();
  await ended(refused);
  expect(open(busy)).toEqual([true, true, true]);
  const gone = new Promise((resolve) => server.once('request', resolve));
  busy[0]?.destroy();
  // What has ended makes room by itself.
  await expect.poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(2);
  await connection('/short');
  await gone;
});
