/**
 * The workbench as one web application: API, attachments and the built window under the security headers. A host mounts
 * its `fetch` and says who may call it.
 */
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Failure } from '#core/model/failure.ts';
import { workbenchRouter } from '../workbench/router.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { addCopyRoutes } from './copies.ts';
import { securityHeaders } from './headers.ts';
import { openStaticFiles } from './static-files.ts';

/** A 20 MB page is 27 MB in base64; a story with its document is far less. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

export type WebAppOptions = {
  workbench: Workbench;
  /** Where the built window lies. */
  rendererFolder: string;
  /** Runs before everything else and refuses strangers (Host, Origin). */
  admit?: MiddlewareHandler;
  /** Runs before whatever touches the library: only those who may get past it. */
  authorise?: MiddlewareHandler;
  /** More routes of the host's own, such as the exchange of a token for a cookie. */
  extend?: (app: Hono) => void;
};

/** Builds the application. Its `fetch` takes a Request and returns a Response; it holds no port and no file open. */
export function createWebApp({ workbench, rendererFolder, admit, authorise, extend }: WebAppOptions): Hono {
  const app = new Hono();
  const staticFile = openStaticFiles(rendererFolder);

  app.use(securityHeaders);
  if (admit) app.use(admit);
  extend?.(app);
  for (const path of ['/api/*', '/attachments', '/attachments/*', '/copies', '/copies/*']) {
    app.use(path, noStore);
    if (authorise) app.use(path, authorise);
    app.use(path, onlyJsonOrBytes);
    // Copies stream to the disk and are counted there; whatever else is sent is read as a whole.
    if (path.startsWith('/copies')) continue;
    app.use(
      path,
      bodyLimit({
        maxSize: MAX_BODY_BYTES,
        onError: (context) => context.text('That is more than Galley takes at once.', 413),
      }),
    );
  }

  app.all('/api/*', (context) =>
    fetchRequestHandler({
      endpoint: '/api',
      req: context.req.raw,
      router: workbenchRouter,
      // The window asks by POST only: a JSON body is more than another site's form can send.
      allowMethodOverride: true,
      createContext: () => workbench.context,
      onError: ({ error, path }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR' && !(error.cause instanceof Failure)) {
          console.error(`galley: ${path ?? 'api'} failed:`, error.cause ?? error);
        }
      },
    }),
  );

  app.get('/attachments/:name', async (context) => {
    const { bytes, mediaType } = await workbench.context.library.attachments.read(context.req.param('name'));
    return context.body(new Uint8Array(bytes), 200, {
      'Content-Type': mediaType,
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
  });

  app.post('/attachments', async (context) => {
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    const name = await workbench.context.library.attachments.put(bytes);
    return context.json({ name });
  });

  addCopyRoutes(app, workbench.context.library);

  app.get('*', (context) => {
    const file = staticFile(new URL(context.req.url).pathname);
    if (!file) return context.text('There is nothing here.', 404);
    return context.body(file.bytes, 200, {
      'Content-Type': file.mediaType,
      'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  });

  app.notFound((context) => context.text('There is nothing here.', 404));
  app.onError((error, context) => {
    if (error instanceof Failure) {
      return context.json({ kind: error.kind, message: error.message }, error.kind === 'NotFound' ? 404 : 400);
    }
    console.error('galley:', error);
    return context.text('Something unexpected went wrong inside Galley.', 500);
  });
  return app;
}

const noStore: MiddlewareHandler = async (context, next) => {
  await next();
  if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', 'no-store');
};

/** A form of another site can send only these three types; none of them is taken. */
const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i;

const onlyJsonOrBytes: MiddlewareHandler = async (context, next) => {
  const { method } = context.req;
  if (method !== 'GET' && method !== 'POST') return context.text('This method is not used here.', 405);
  const type = context.req.header('Content-Type') ?? '';
  if (method === 'POST' && (type === '' || FORM_TYPES.test(type)))
    return context.text('This content type is not taken.', 415);
  return next();
};
