/**
 * Who may call the local host: the browser that was given the start URL, and no other page or program.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { z } from 'zod';
import { isOfAnotherUser } from './peer.ts';

/** A token minted per start, and the guards that go by it. */
export type Session = {
  /** Goes into the start URL's fragment, which browsers never send. */
  token: string;
  /** True for the `Cookie` header of a window that was let in. */
  isWindow(cookies: string | undefined): boolean;
  admit: MiddlewareHandler;
  authorise: MiddlewareHandler;
  extend: (app: Hono) => void;
};

const exchangeSchema = z.object({ token: z.string().max(200) });

/** Opens a session for the host at 127.0.0.1:`port()`; the port is asked for at each request as it is known late. */
export function openSession(port: () => number): Session {
  const token = randomBytes(32).toString('base64url');
  const cookieValue = randomBytes(32).toString('base64url');
  // Cookies don't tell ports apart: two hosts on one machine need two names.
  const cookieName = () => `galley-${port()}`;
  const hosts = () => [`127.0.0.1:${port()}`, `localhost:${port()}`];

  const isOurs = (cookie: string | undefined) => cookie !== undefined && equal(cookie, cookieValue);

  return {
    token,
    isWindow: (cookies) => isOurs(parse(cookies ?? '', cookieName())[cookieName()]),

    // A page of another name that resolves to 127.0.0.1 (DNS rebinding) has the wrong Host; one of another origin the
    // wrong Origin. Whatever a browser sends from elsewhere says so in Sec-Fetch-Site too.
    admit: async (context, next) => {
      const host = context.req.header('Host');
      if (!host || !hosts().includes(host)) return context.text('This address is not Galley’s.', 403);
      const origin = context.req.header('Origin');
      if (origin !== undefined && origin !== `http://${host}`)
        return context.text('Another site can’t call Galley.', 403);
      const site = context.req.header('Sec-Fetch-Site');
      const isNavigation = context.req.header('Sec-Fetch-Mode') === 'navigate' && context.req.method === 'GET';
      if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation) {
        return context.text('Another site can’t call Galley.', 403);
      }
      return next();
    },

    authorise: async (context, next) => {
      if (!isOurs(getCookie(context, cookieName()))) {
        return context.text('Open Galley from the address that it printed at its start.', 401);
      }
      return next();
    },

    extend: (app) => {
      // Who has no cookie yet is believed nothing, also not how much is coming.
      app.use('/session', bodyLimit({ maxSize: 1_000, onError: (context) => context.text('That is too long.', 413) }));
      app.post('/session', async (context) => {
        if (!/^application\/json\b/i.test(context.req.header('Content-Type') ?? '')) {
          return context.text('This content type is not taken.', 415);
        }
        if (await isOfAnotherUser(getConnInfo(context).remote.port, port()))
          return context.text('Another user of this machine can’t open your library.', 403);
        const body = exchangeSchema.safeParse(await context.req.json().catch(() => null));
        if (!body.success || !equal(body.data.token, token))
          return context.text('This is not the token of this start.', 401);
        setCookie(context, cookieName(), cookieValue, { httpOnly: true, sameSite: 'Strict', path: '/' });
        return context.body(null, 204);
      });
    },
  };
}

/** Compares in constant time; hashing first makes the lengths equal. */
function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
