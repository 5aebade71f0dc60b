/**
 * The images that lie beside a document in its folder `attachments`, as an export leaves them there.
 */
import path from 'node:path';
import { attachmentPath, attachmentsNamedIn } from '#core/document/attachment-paths.ts';
import { Failure } from '#core/model/failure.ts';
import { imageNameOf, MAX_ATTACHMENT_BYTES } from '../../library/attachments.ts';
import { readFileOf } from './read-file.ts';

/** The images that a document of text names and that are there, by their names; what is no image of its name is none. */
export async function imagesBeside(file: string, document: Buffer): Promise<Map<string, Uint8Array>> {
  const images = new Map<string, Uint8Array>();
  if (!/\.(?:md|markdown|txt|text)$/i.test(file)) return images;
  for (const name of attachmentsNamedIn(document.toString('utf8'))) {
    const bytes = await readFileOf(path.join(path.dirname(file), attachmentPath(name)), MAX_ATTACHMENT_BYTES).catch(
      nothingForUnreadable,
    );
    if (bytes && imageNameOf(bytes) === name) images.set(name, bytes);
  }
  return images;
}

/** What can't be had is told by the import, which counts the images that are missing. */
function nothingForUnreadable(error: unknown): undefined {
  if (!(error instanceof Failure)) throw error;
}
