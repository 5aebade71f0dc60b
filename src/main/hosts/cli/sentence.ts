/**
 * What the command line says of a failure.
 */
import { TRPCError } from '@trpc/server';
import { Failure } from '#core/model/failure.ts';

/** The sentence of an expected failure, also from inside a tRPC error; anything else is a defect and thrown on. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  if (error instanceof TRPCError && error.cause instanceof Failure) return error.cause.message;
  throw error;
}
