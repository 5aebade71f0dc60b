/**
 * The recovery journal: what a window holds of a story and has not saved yet.
 */
import { z } from 'zod';
import { idSchema, instantSchema } from './primitives.ts';
import { storySchema } from './story.ts';

/** A point in what one window has done to its story. */
export const journalMarkSchema = z.object({
  /** The window that it was typed in: an id of its own for every opening of one. */
  window: idSchema,
  /** The number of the last change that is contained; it only grows, and no save or entry of the window has a later one. */
  change: z.int().min(0),
});
export type JournalMark = z.infer<typeof journalMarkSchema>;

export const journalEntrySchema = journalMarkSchema.extend({
  schemaVersion: z.literal(1),
  keptAt: instantSchema,
  /**
   * The hash of the stored version that it was typed on, in base64url; null where that had been replaced already. Absent in
   * what an earlier Galley has kept.
   */
  baseDigest: z.string().nullable().optional(),
  /** The story as the window holds it; its `rev` is the one that it was typed on. */
  story: storySchema,
});
/** An entry of the journal, as stored in `journal/<story id>.<window>.json`. */
export type JournalEntry = z.infer<typeof journalEntrySchema>;
