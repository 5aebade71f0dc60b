/**
 * The closed set of expected failures, each with a sentence that an editor understands and a next step.
 */

export const FAILURE_KINDS = [
  'NotFound',
  'Conflict',
  'Invalid',
  'Locked',
  'DiskFull',
  'ReadOnly',
  'Unreadable',
  'AlreadyThere',
  'InUse',
] as const;
/** What kind of expected failure it is; the window and the command line decide by it what to offer. */
export type FailureKind = (typeof FAILURE_KINDS)[number];

/**
 * An expected failure. `message` is a whole sentence for the editor; `details` carries what the next step needs
 * (on `Conflict`, `currentRev`; on `InUse`, `citedIn`), as plain JSON.
 */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly details: Record<string, unknown>;

  constructor(kind: FailureKind, message: string, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Failure';
    this.kind = kind;
    this.details = details;
  }
}
