/**
 * What the workbench and its reading thread say to each other, and the limits that both hold to.
 */
import type { Brought } from '#core/intake/adopt.ts';
import type { Intake } from '#core/intake/intake.ts';
import type { FailureKind } from '#core/model/failure.ts';
import type { Source } from '#core/model/source.ts';
import type { CitationStyle } from '../style-shelf.ts';

/** What the thread's heap may grow to, in MB. A page of 20 MB of ordinary prose takes half of that or more. */
export const HEAP_MB = 2_048;

/**
 * After this long the thread is ended, whatever it is doing, in milliseconds. A page of prose takes two seconds a megabyte,
 * and three times that on a slow machine.
 */
export function endAfterMs(sizeBytes: number): number {
  return 30_000 + Math.ceil(sizeBytes / 1_000_000) * 6_000;
}

/** `keepsCompiled`: Node keeps what it has compiled of the program, as the command line has it do. */
export type ReadingOptions = { keepsCompiled: boolean };

/** A file's name, without its folder, and its bytes as they are: the encoding is found out by who reads it. */
export type IncomingFile = { fileName: string; bytes: Uint8Array };

/**
 * What is to be read: `planned` are sources that files before it would add and that are not in the library yet, `style` is the
 * house style, `today` the calendar date of `now`.
 */
export type ReadingJob = {
  file: IncomingFile;
  planned: readonly Source[];
  style: CitationStyle;
  now: Date;
  today: string;
};

/** What a file says, before anybody has looked whether the library has it already. */
export type Reading =
  /** A page of whatever format: a story of its own. The images in it by the names that they will be kept under. */
  | ({ kind: 'page'; images: ReadonlyMap<string, Uint8Array> } & Intake)
  /** What Galley itself has exported. */
  | { kind: 'own'; brought: Brought }
  /** A bibliography. */
  | { kind: 'sources'; text: string };

export type ToReader =
  /** Sources of the library that are new or others than the thread was told before, and the ids of those that are gone. */
  { type: 'sources'; sources: readonly Source[]; gone: readonly string[] } | { type: 'read'; job: ReadingJob };

export type FromReader =
  | { type: 'read'; reading: Reading }
  /** A `Failure`, of which only its values get from one thread to another. */
  | { type: 'refused'; kind: FailureKind; message: string; details: Record<string, unknown> };
