/**
 * What every router is made with: the context, and how an expected failure travels to the window.
 */
import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { Failure, type FailureKind } from '#core/model/failure.ts';
import type { Library } from '../library/library.ts';
import type { SentStories } from './sent-stories.ts';
import type { StyleShelf } from './style-shelf.ts';
import type { SaveFromWindow } from './window-saves.ts';

/** What a procedure works on. Time and ids are passed in so that results can be told beforehand in tests. */
export type WorkbenchContext = {
  library: Library;
  styles: StyleShelf;
  saveFromWindow: SaveFromWindow;
  sentStories: SentStories;
  /** Prints a self-contained HTML document as PDF. Throws `Failure` Invalid where it can't be done here. */
  printPdf: (html: string) => Promise<Uint8Array>;
  now: () => Date;
  newId: () => string;
};

/** An expected failure as the window receives it, beside tRPC's own fields. */
export type WireFailure = { kind: FailureKind; message: string; details: Record<string, unknown> };

const CODES = {
  NotFound: 'NOT_FOUND',
  Conflict: 'CONFLICT',
  Invalid: 'BAD_REQUEST',
  Locked: 'CONFLICT',
  DiskFull: 'INTERNAL_SERVER_ERROR',
  ReadOnly: 'FORBIDDEN',
  Unreadable: 'UNPROCESSABLE_CONTENT',
  AlreadyThere: 'CONFLICT',
  InUse: 'CONFLICT',
} as const satisfies Record<FailureKind, string>;

const t = initTRPC.context<WorkbenchContext>().create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    // Neither stack nor path of this machine leaves the process.
    message: sentenceOf(error),
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus, failure: failureOf(error) },
  }),
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** A procedure whose `Failure`s reach the caller as such. */
export const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof Failure) {
    const failure = result.error.cause;
    throw new TRPCError({ code: CODES[failure.kind], message: failure.message, cause: failure });
  }
  return result;
});

function failureOf(error: TRPCError): WireFailure | null {
  if (error.cause instanceof Failure) {
    const { kind, message, details } = error.cause;
    return { kind, message, details };
  }
  if (error.cause instanceof ZodError) return { kind: 'Invalid', message: sentenceOf(error), details: {} };
  return null;
}

function sentenceOf(error: TRPCError): string {
  if (error.cause instanceof Failure) return error.cause.message;
  if (error.cause instanceof ZodError) {
    const issue = error.cause.issues[0];
    const field = issue?.path.join('.');
    return `What was sent is not valid${field ? ` at “${field}”` : ''}${issue ? `: ${issue.message}.` : '.'}`;
  }
  if (error.code === 'INTERNAL_SERVER_ERROR') return 'Something unexpected went wrong inside Galley.';
  return error.message;
}
