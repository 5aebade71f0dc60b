/**
 * A story link: where it points.
 */
import { z } from 'zod';
import { idSchema } from './primitives.ts';

export const storyLinkSchema = z.object({
  storyId: idSchema,
  /** The other story's title when it was linked, for when that story is gone. */
  title: z.string().max(2_000),
});
/** Where a story link points. */
export type StoryLink = z.infer<typeof storyLinkSchema>;
