/**
 * How many connections the local host holds at once. Every program of the machine can open some and say nothing; at the limit
 * these make room, so that they keep no window out.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

type Connection = { hasAsked: boolean; requestsUnderWay: number };

/**
 * Holds `most` connections of a server: one more takes the place of the oldest that has asked nothing yet, else of the oldest
 * with no request under way. Where every one has, the new one is closed.
 */
export function limitConnections(server: Server, most: number): void {
  // In the order that they were opened in.
  const open = new Map<Socket, Connection>();

  server.on('connection', (socket: Socket) => {
    if (open.size >= most) {
      const idle = [...open].filter(([, { requestsUnderWay }]) => requestsUnderWay === 0);
      const [giveWay] = idle.find(([, { hasAsked }]) => !hasAsked) ?? idle[0] ?? [socket];
      giveWay.destroy();
      open.delete(giveWay);
      if (giveWay === socket) return;
    }
    open.set(socket, { hasAsked: false, requestsUnderWay: 0 });
    socket.once('close', () => open.delete(socket));
  });

  server.on('request', ({ socket }, response) => {
    const connection = open.get(socket);
    if (!connection) return;
    connection.hasAsked = true;
    connection.requestsUnderWay += 1;
    response.once('close', () => {
      connection.requestsUnderWay -= 1;
    });
  });
}
