/**
 * The bytes of offline copies: in as a stream that goes to the disk as it comes, out as a download that nothing opens.
 */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Context, Hono } from 'hono';
import { copyExtensionOf, KIND_HEAD_BYTES, MAX_COPY_BYTES } from '#core/intake/copy-kind.ts';
import { Failure } from '#core/model/failure.ts';
import { tooLarge } from '../library/keep-stream.ts';
import type { Library } from '../library/library.ts';
import { copyOf } from '../workbench/copies.ts';

/** What a browser saves beside a page is pictures and styles; a film among them is left out, in bytes. */
const MAX_RESOURCE_BYTES = 64 * 1024 * 1024;

/** Adds the routes to the application, which has checked who calls and with what. */
export function addCopyRoutes(app: Hono, library: Library): void {
  /** Keeps a file that is to be a copy. Refused as `Invalid` where it is neither a PDF, a page nor text. */
  app.post('/copies', async (context) => {
    const { name, sizeBytes } = await library.attachments.keep(bodyOf(context, MAX_COPY_BYTES), {
      maxBytes: MAX_COPY_BYTES,
      headBytes: KIND_HEAD_BYTES,
      extensionOf: extensionOfCopy,
    });
    return context.json({ attachment: name, sizeBytes });
  });

  /** Keeps what a browser saved beside a page. It is never looked at, and has no ending by which a program would. */
  app.post('/copies/resources', async (context) => {
    const { name } = await library.attachments.keep(bodyOf(context, MAX_RESOURCE_BYTES), {
      maxBytes: MAX_RESOURCE_BYTES,
      headBytes: 1,
      extensionOf: () => 'bin',
    });
    return context.json({ attachment: name });
  });

  /** The original as it was attached. */
  app.get('/copies/:sourceId/:copyId', async (context) => {
    const { sourceId, copyId } = context.req.param();
    const copy = copyOf(await library.sources.get(sourceId), copyId);
    const { file, sizeBytes } = await library.attachments.locate(copy.attachment);
    // Node's stream type and the DOM's are one thing under two names.
    const body = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
    return context.body(body, 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(sizeBytes),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodedName(copy.fileName)}`,
    });
  });
}

function extensionOfCopy(head: Uint8Array): string {
  if (head.length === 0) throw new Failure('Invalid', 'This file is empty.');
  const extension = copyExtensionOf(head);
  if (!extension)
    throw new Failure(
      'Invalid',
      'This file is neither a PDF, a page nor text, which are what Galley can keep and read.',
    );
  return extension;
}

function bodyOf(context: Context, maxBytes: number): AsyncIterable<Uint8Array> {
  // Said beforehand where it is known, instead of after a gigabyte.
  if (Number(context.req.header('Content-Length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const { body } = context.req.raw;
  return body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([]);
}

/** A file name as RFC 8187 writes it; signs that no file system takes are left out. */
function encodedName(fileName: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
  const safe = fileName.toWellFormed().replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_');
  return encodeURIComponent(safe).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
