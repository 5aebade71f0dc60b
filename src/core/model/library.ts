/**
 * The library's own file, `library.json`: its id, schema version and settings.
 */
import { z } from 'zod';
import { idSchema, instantSchema, percentSchema } from './primitives.ts';
import { localeIdSchema } from './publishing.ts';

/** The schema version that this program writes; a library of a higher one is refused, untouched. */
export const LIBRARY_SCHEMA_VERSION = 1;

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** The citation style that chips and exports use unless told otherwise: the file name in `data/styles` without `.csl`. */
  styleId: z.string().max(100).default('galley-house'),
  /** The language that citations are printed in unless told otherwise. */
  localeId: localeIdSchema.default('en-US'),
  /** Where the words begin: from `moderateFromPercent` "Moderate", from `highFromPercent` "High". */
  bands: z
    .object({ moderateFromPercent: percentSchema.default(40), highFromPercent: percentSchema.default(75) })
    .default({ moderateFromPercent: 40, highFromPercent: 75 }),
  /** The backup of every week: the newest `keep` stay. Where they go is for each machine to say, not for the library. */
  backups: z
    .object({
      isOn: z.boolean().default(true),
      keep: z.int().min(1).max(99).default(8),
    })
    .default({ isOn: true, keep: 8 }),
});
export type Settings = z.infer<typeof settingsSchema>;

export const libraryFileSchema = z.object({
  schemaVersion: z.literal(LIBRARY_SCHEMA_VERSION),
  id: idSchema,
  createdAt: instantSchema,
  settings: settingsSchema,
});
export type LibraryFile = z.infer<typeof libraryFileSchema>;
