/**
 * The local host: the workbench's web application on a loopback port, for a browser window.
 */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Failure } from '#core/model/failure.ts';
import { createWebApp } from '../../web/app.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { limitConnections } from './connections.ts';
import { openSession } from './session.ts';

export type LocalHost = {
  port: number;
  /** Where the window opens, with the start's token in the fragment. */
  url: string;
  /** Stops listening and ends what is still connected. The library stays open. */
  close(): Promise<void>;
};

/** A window sends at once; who holds a connection open longer than this without saying what it wants is not a window. */
const HEADERS_TIMEOUT_MS = 10_000;
/** How often that is looked at. */
const CHECKING_INTERVAL_MS = 2_000;
/** The longest request is an offline copy of a gigabyte, going to a slow disk as it comes. */
const REQUEST_TIMEOUT_MS = 5 * 60_000;
const MAX_CONNECTIONS = 200;

/**
 * Binds 127.0.0.1 on `port` (0 for any free one). Throws `Failure` InUse where the port is taken.
 */
export async function openLocalHost(workbench: Workbench, rendererFolder: string, port: number): Promise<LocalHost> {
  let boundPort = port;
  const session = openSession(() => boundPort);
  const app = createWebApp({ workbench, rendererFolder, ...session });
  // Without options for another protocol the adaptor makes a plain HTTP server.
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { connectionsCheckingInterval: CHECKING_INTERVAL_MS },
  }) as Server;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  limitConnections(server, MAX_CONNECTIONS, ({ headers }) => session.isWindow(headers.cookie));

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new Failure('InUse', `Port ${port} is in use. Choose another with --port, or leave it out for any free one.`),
        );
      } else if (error.code === 'EACCES') {
        reject(new Failure('ReadOnly', `Port ${port} may not be opened. Choose one above 1023 with --port.`));
      } else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.address();
  if (address && typeof address === 'object') boundPort = address.port;

  return {
    port: boundPort,
    url: `http://127.0.0.1:${boundPort}/#token=${session.token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Subscriptions never end by themselves.
        server.closeAllConnections();
      }),
  };
}
