/**
 * Bringing a file in as a source's offline copy: its bytes go to the library as they are, then the source is told of them.
 */
import { z } from 'zod';
import { MAX_COPY_BYTES } from '#core/intake/copy-kind.ts';
import { Failure } from '#core/model/failure.ts';
import { attachmentNameSchema } from '#core/model/primitives.ts';
import type { SourceCopy } from '#core/model/source.ts';
import { type ApiOutputs, api } from '#renderer/app/api.ts';

/** What the file dialog offers; whatever else is chosen is looked at all the same. */
export const COPY_FILES = '.pdf,.html,.htm,.xhtml,.mhtml,.mht,.txt,.text,.md,application/pdf,text/html,text/plain';

/** A file, and where it lies relative to what was dropped or chosen. */
export type PlacedFile = { path: string; file: File };
export type Attached = ApiOutputs['copies']['attach'];

const keptSchema = z.object({ attachment: attachmentNameSchema });
const refusedSchema = z.object({
  kind: z.literal(['Invalid', 'ReadOnly', 'DiskFull', 'Unreadable']),
  message: z.string(),
});

/** Attaches `file` to a source, with what a browser saved beside it. Throws `Failure`. */
export async function keepCopy(sourceId: string, file: File, beside: readonly PlacedFile[] = []): Promise<Attached> {
  if (file.size > MAX_COPY_BYTES)
    throw new Failure('Invalid', `“${file.name}” is larger than 1 GB, the most that Galley keeps.`);
  const attachment = await send('/copies', file);
  const resources = await keepResources(beside);
  return api.copies.attach.mutate({ sourceId, attachment, fileName: file.name.slice(0, 500) || 'Copy', resources });
}

/** Keeps files that belong to a page, one after the other. Throws `Failure`. */
export async function keepResources(files: readonly PlacedFile[]): Promise<NonNullable<SourceCopy['resources']>> {
  const kept: NonNullable<SourceCopy['resources']> = [];
  for (const { path, file } of files) kept.push({ path, attachment: await send('/copies/resources', file) });
  return kept;
}

/** The browser reads the file as it sends it: none of it is held in memory. */
async function send(to: '/copies' | '/copies/resources', file: File): Promise<string> {
  const response = await fetch(to, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: file,
  }).catch((error: unknown) => {
    throw new Failure('Unreadable', `“${file.name}” couldn’t be sent to the library.`, {}, { cause: error });
  });
  const body: unknown = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
  if (response.ok) return keptSchema.parse(body).attachment;
  const refused = refusedSchema.safeParse(body).data;
  throw new Failure(refused?.kind ?? 'Invalid', refused?.message ?? `“${file.name}” couldn’t be kept.`);
}
