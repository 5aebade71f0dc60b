/**
 * What is asked of an export, and what it makes.
 */
import { z } from 'zod';
import { idSchema, revSchema } from '#core/model/primitives.ts';
import { FORMATS, localeIdSchema, publishChoicesSchema } from '#core/model/publishing.ts';

export const exportOptionsSchema = z.object({
  format: z.enum(FORMATS),
  layout: z.enum(['document', 'page']).default('document'),
  /** Absent, the briefing's or the library's own style and language. */
  styleId: z.string().max(100).optional(),
  localeId: localeIdSchema.optional(),
  /** What is published and how citations stand; absent fields are the briefing's, or the format's usual ones. */
  publish: publishChoicesSchema.default({}),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

/** A file that an export makes: text, or bytes in base64. */
export const exportedFileSchema = z.object({
  /** A name, or for an image beside the document its path, `attachments/<sha-256>.<ext>`. */
  fileName: z.string(),
  mediaType: z.string(),
  text: z.string().optional(),
  base64: z.string().optional(),
});
export const exportedSchema = z.object({
  /** The document first, then what goes beside it. */
  files: z.array(exportedFileSchema).min(1),
  leftOut: z.object({ bullets: z.int(), questions: z.int() }),
  /** How many images could not go along: their files are gone, or there is no room for them in a file that comes in again. */
  imagesLeftOut: z.int(),
  /** Items of a briefing that are gone. */
  missing: z.array(z.string()),
  /** Whom the text speaks to, where an audience was chosen that it never names; else empty. */
  otherAudiences: z.array(z.string()),
  /** Of which state of its stories a briefing was made: their revs, by id. */
  storyRevs: z.record(idSchema, revSchema),
});
export type Exported = z.infer<typeof exportedSchema>;
export type ExportedFile = z.infer<typeof exportedFileSchema>;
