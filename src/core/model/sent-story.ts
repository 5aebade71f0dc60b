/**
 * A story on its way from a window to the workbench: whole, or as what has changed since the window sent it before. Somebody
 * who types in a long story changes one block of hundreds, and sends it every second.
 */
import { z } from 'zod';
import { journalMarkSchema } from './journal.ts';
import { type SerializedNode, serializedNodeSchema, storySchema } from './story.ts';

/** What makes one document out of another: some blocks in a row put in the place of others. */
export const documentEditSchema = z.object({
  /** The root without its blocks. */
  root: z.looseObject({ type: z.literal('root') }) as unknown as z.ZodType<SerializedNode & { type: 'root' }>,
  /** How many blocks before the place stay. */
  before: z.int().min(0),
  /** How many blocks after the place stay. */
  after: z.int().min(0),
  blocks: z.array(serializedNodeSchema),
});
export type DocumentEdit = z.infer<typeof documentEditSchema>;

/** A story whose document is given by the one that was sent as number `base`. */
export const editedStorySchema = storySchema.omit({ document: true }).extend({
  base: z.int().min(1),
  edit: documentEditSchema,
});
export type EditedStory = z.infer<typeof editedStorySchema>;

export const sentStorySchema = z.object({
  story: z.union([storySchema, editedStorySchema]),
  /** The window's; only one that gives it can send edits. */
  mark: journalMarkSchema.optional(),
  /** Counts what the window sends, from 1: later edits name it as their base. */
  sending: z.int().min(1).optional(),
});
export type SentStory = z.infer<typeof sentStorySchema>;
