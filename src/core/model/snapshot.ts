/**
 * A snapshot: a kept earlier state of a story, and what is known of it without reading that state.
 */
import { z } from 'zod';
import { idSchema, instantSchema, revSchema } from './primitives.ts';
import { storySchema } from './story.ts';

/** The id of a snapshot among those of its story: the time that it was taken at, in UTC, to the millisecond. */
export const snapshotIdSchema = z.string().regex(/^\d{8}T\d{9}Z$/, 'is not a snapshot');

/**
 * Why a state was kept: it was what a writing spell began on, or what ten minutes of one led to; somebody asked for it; or
 * something was about to replace much of it at once, or to write it in a newer schema version.
 */
export const snapshotReasonSchema = z.enum([
  'spell',
  'interval',
  'by-hand',
  'restore',
  'bulk-edit',
  'merge',
  'migration',
]);
export type SnapshotReason = z.infer<typeof snapshotReasonSchema>;

export const MAX_SNAPSHOT_NAME = 200;

export const snapshotLabelSchema = z.object({
  storyId: idSchema,
  takenAt: instantSchema,
  reason: snapshotReasonSchema,
  /** What somebody called it; empty where nobody did. A snapshot with a name is never thinned out. */
  name: z.string().max(MAX_SNAPSHOT_NAME),
  words: z.int().min(0),
  /** The rev of the story in this state, or the one that the state was based on. */
  rev: revSchema,
  /** SHA-256 of the content, whatever its rev: tells two snapshots of the same state. */
  digest: z.string().regex(/^[\w-]{43}$/),
});
/** What is known of a snapshot without its story. */
export type SnapshotLabel = z.infer<typeof snapshotLabelSchema>;

export const snapshotSchema = z.object({
  schemaVersion: z.literal(1),
  ...snapshotLabelSchema.shape,
  story: storySchema,
});
/** One snapshot, as stored in `history/<story id>/<time>.json.gz`. */
export type Snapshot = z.infer<typeof snapshotSchema>;

/** The id of a snapshot taken at `atMs`, in milliseconds since 1970: `20260309T100000000Z`. Sorts as its time does. */
export function snapshotIdOf(atMs: number): string {
  return new Date(atMs).toISOString().replace(/[-:.]/g, '');
}

/** The time that a snapshot's id says, in milliseconds since 1970. */
export function timeOfSnapshot(id: string): number {
  const [, year, month, day, hours, minutes, seconds, ms] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(id) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${ms}Z`);
}
