/**
 * Keeping an image among the library's attachments.
 */
import { z } from 'zod';
import { Failure } from '#core/model/failure.ts';

const storedSchema = z.object({ name: z.string() });
const refusedSchema = z.object({ kind: z.literal('Invalid').catch('Invalid'), message: z.string() });

/** Keeps a file's bytes and returns the attachment's name. Throws `Failure` Invalid for what is no image. */
export async function keepImage(file: File): Promise<string> {
  const response = await fetch('/attachments', {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: await file.arrayBuffer(),
  });
  const body: unknown = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
  if (response.ok) return storedSchema.parse(body).name;
  const refused = refusedSchema.safeParse(body);
  throw new Failure('Invalid', refused.data?.message ?? `“${file.name}” couldn’t be kept.`);
}
