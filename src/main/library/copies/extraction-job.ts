/**
 * What the library and its extraction thread say to each other, and the limits that both hold to.
 */
import type { CopyText } from '#core/model/copy-text.ts';

/** Raised whenever the same original gives another text: what is cached of an earlier version is then extracted anew. */
export const EXTRACTION_VERSION = 2;

/** A PDF above this size is kept and not read, in bytes. */
export const MAX_PDF_BYTES = 256 * 1024 * 1024;
/** The same for a page or a text, which take many times their size in memory. */
export const MAX_TEXT_BYTES = 32 * 1024 * 1024;
/** After this long a PDF is read no further, and what there is of it is shown, in milliseconds. */
export const READ_WITHIN_MS = 90_000;
/** After this long the thread is ended, whatever it is doing, in milliseconds. */
export const END_AFTER_MS = 120_000;
/** After this long a copy makes room for the next one in line, in milliseconds. */
export const LONG_AFTER_MS = 4_000;
/** What the thread's heap may grow to, in MB. */
export const HEAP_MB = 1_024;
/** Deeply nested pages are read by recursion, in MB of stack. */
export const STACK_MB = 16;

/** `file` lies in `attachments/`; its ending says what it is. */
export type ExtractionJob = { file: string; sizeBytes: number; whole: boolean };

/** `isFinal` is false where another try may give more; `hasRunOut` is true where time or memory were not enough for this one. */
export type Extracted = { text: CopyText; isFinal: boolean; hasRunOut: boolean };
