/**
 * The window's line to the workbench: tRPC over the host's own origin, with TanStack Query as the only cache.
 */
import { QueryClient } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { Failure, type FailureKind } from '#core/model/failure.ts';
import type { WorkbenchRouter } from '#main/workbench/router.ts';
import { fetchCall, fetchSave, fetchSteps } from './answers.ts';

export type ApiOutputs = inferRouterOutputs<WorkbenchRouter>;
export type ApiInputs = inferRouterInputs<WorkbenchRouter>;
/** A story as lists show it. */
export type StoryListItem = ApiOutputs['stories']['list'][number];

export const queryClient = new QueryClient({
  defaultOptions: {
    // What the library holds changes by our own hand or is announced by the `changes` subscription.
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/**
 * Calls that may take a minute go by themselves, and at once: whatever is sent with them would be answered no sooner.
 */
const SLOW_CALLS = new Set([
  'copies.text',
  'copies.attach',
  'copies.attachText',
  'excerpts.uses',
  'intake.preview',
  'intake.importPage',
  'publishing.exportDraft',
  'briefings.exportDraft',
]);

/** What is unsaved goes by itself too: it waits for nothing else, and nobody waits for it for ever. */
const SAVES = new Set(['stories.save', 'sources.save', 'briefings.save', 'journal.keep']);

/** The API as functions: `api.stories.save.mutate(…)`. What changes is told elsewhere, by `changes.ts`. */
export const api = createTRPCClient<WorkbenchRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.context.inSteps === true,
      true: httpBatchStreamLink({ url: '/api', methodOverride: 'POST', maxItems: 1, fetch: fetchSteps }),
      false: splitLink({
        condition: ({ path }) => SAVES.has(path),
        true: httpLink({ url: '/api', methodOverride: 'POST', fetch: fetchSave }),
        false: splitLink({
          condition: ({ path }) => SLOW_CALLS.has(path),
          true: httpLink({ url: '/api', methodOverride: 'POST', fetch: fetchCall }),
          false: httpBatchLink({ url: '/api', methodOverride: 'POST', fetch: fetchCall }),
        }),
      }),
    }),
  ],
});
/** What a long operation is called with, so that its steps arrive one by one: `api.sources.merge.mutate(input, IN_STEPS)`. */
export const IN_STEPS = { context: { inSteps: true } };

/** The API as query and mutation options: `useQuery(queries.stories.list.queryOptions())`. */
export const queries = createTRPCOptionsProxy<WorkbenchRouter>({ client: api, queryClient });

/** What an editor is told of an error, whatever it was: the failure's own sentence, or that Galley can't be reached. */
export function failureFrom(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof TRPCClientError) {
    const wire = (error as TRPCClientError<WorkbenchRouter>).data?.failure;
    if (wire) return new Failure(wire.kind satisfies FailureKind, wire.message, wire.details);
    if (error.cause instanceof Failure) return error.cause;
    if (!error.data)
      return new Failure('Unreadable', 'Galley can’t be reached: it was closed, or it stopped. Start it again.');
  }
  const message = error instanceof Error ? error.message : 'Something unexpected went wrong.';
  return new Failure('Invalid', message);
}
