/**
 * A briefing: an ordered choice of stories or sections, exported as one document.
 */
import { z } from 'zod';
import { idSchema, instantSchema, revSchema } from './primitives.ts';
import { storyDocumentSchema } from './story.ts';

export const briefingItemSchema = z.object({
  storyId: idSchema,
  /** One section of the story; absent, the whole story. */
  sectionId: idSchema.optional(),
});

export const briefingSchema = z.object({
  schemaVersion: z.literal(1),
  id: idSchema,
  rev: revSchema,
  title: z.string().max(2_000),
  introduction: storyDocumentSchema,
  /** Who it is for; absent, everyone. */
  audience: z.string().max(200).optional(),
  styleId: z.string().max(100),
  items: z.array(briefingItemSchema).max(10_000),
  createdAt: instantSchema,
  savedAt: instantSchema,
});
/** One briefing of the library, as stored in `briefings/<id>.json`. */
export type Briefing = z.infer<typeof briefingSchema>;
