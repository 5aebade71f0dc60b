/**
 * How many connections the local host holds at once. Every program of the machine can open some and say nothing, or ask and
 * never send the rest; at the limit these make room, so that they keep no window out.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

type Connection = { hasAsked: boolean; requestsUnderWay: number };

/**
 * Holds `most` connections of a server: one more takes the place of the oldest that has asked nothing yet, else of the oldest
 * with no request under way. Only requests of a window count. Where every one has some under way, the new one is closed.
 */
export function limitConnections(
  server: Server,
  most: number,
  isOfWindow: (request: IncomingMessage) => boolean,
): void {
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

  server.on('request', (request: IncomingMessage, response) => {
    const connection = open.get(request.socket);
    if (!connection || !isOfWindow(request)) return;
    connection.hasAsked = true;
    connection.requestsUnderWay += 1;
    response.once('close', () => {
      connection.requestsUnderWay -= 1;
    });
  });
}
