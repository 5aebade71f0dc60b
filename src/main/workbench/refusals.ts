/**
 * Doing something to many documents: what could not be done to one of them, while the others go on.
 */
import { z } from 'zod';
import { Failure } from '#core/model/failure.ts';
import { idSchema } from '#core/model/primitives.ts';

/** No request names more documents than this. */
export const MAX_AT_ONCE = 100_000;
export const idsSchema = z.object({ ids: z.array(idSchema).max(MAX_AT_ONCE) });

/** What could not be done to a document, and why. */
export type Refused = { id: string; message: string };

/** What concerns one document is named and the others go on; a full disk or a library that is only read ends it all. */
export async function unlessRefused(refused: Refused[], id: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'DiskFull' || error.kind === 'ReadOnly') throw error;
    refused.push({ id, message: error.message });
  }
}
