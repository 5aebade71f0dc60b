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
 * A file's place in the library, with `/` between its parts: never absolute, never upwards, nothing that a system reads as
 * something else (a drive, a stream, a device, a hidden file).
 */
const placeSchema = z
  .string()
  .max(400)
  .regex(/^(?:[\p{L}\p{N}_-][\p{L}\p{M}\p{N} ._,()'@+-]*\/){0,5}[\p{L}\p{N}_-][\p{L}\p{M}\p{N} ._,()'@+-]*$/u)
  .refine((place) => place.split('/').every((part) => !/[. ]$/.test(part) && !DEVICE.test(part)), 'is no file name');

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
