/**
 * What a backup says of itself: one ZIP file with the library's folder in it and, last, this list of every file with its
 * size and hash, by which a restore knows that nothing is missing or changed.
 */
import { z } from 'zod';
import { idSchema, instantSchema } from '#core/model/primitives.ts';

export const BACKUP_SCHEMA_VERSION = 1;
/** The manifest's name in the archive. A library has no file that is called so. */
export const MANIFEST_NAME = 'galley-backup.json';
/** No manifest is larger; what says so is none. In bytes. */
export const MAX_MANIFEST_BYTES = 256 * 1024 * 1024;

/** Names that Windows takes for devices, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;

/**
 * The name of a file or folder in whatever writing: letters, digits, and signs but for those that a system reads as something
 * else (a drive, a stream, a wildcard, a variable, a short name), none that can't be seen, and no dot first.
 */
const NAME = /^(?!\.)(?:(?![<>:"/\\|?*$%~^`])[\p{L}\p{M}\p{N}\p{P}\p{S} ])+(?<![. ])$/u;
const MAX_DEPTH = 6;

/** A file's place in the library, with `/` between its parts: never absolute, never upwards, no device. */
const placeSchema = z
  .string()
  .max(400)
  .refine((place) => {
    const parts = place.split('/');
    return (
      parts.length <= MAX_DEPTH && parts.every((part) => /^\S/.test(part) && NAME.test(part) && !DEVICE.test(part))
    );
  }, 'is no file name');

export const backedUpFileSchema = z.object({
  path: placeSchema,
  sizeBytes: z.int().min(0),
  /** Of the file's bytes, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BackedUpFile = z.infer<typeof backedUpFileSchema>;

export const manifestSchema = z.object({
  schemaVersion: z.literal(BACKUP_SCHEMA_VERSION),
  libraryId: idSchema,
  madeAt: instantSchema,
  files: z.array(backedUpFileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** True for what can lie in a backup: a file of another name stays out, and is named. */
export const isPlace = (place: string): boolean => placeSchema.safeParse(place).success;
