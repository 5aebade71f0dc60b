/**
 * A library that is only read: whether it is, how that is said, and how it ends.
 */
import { useQuery } from '@tanstack/react-query';
import { showToast } from '#renderer/ui/toast.tsx';
import { type ApiOutputs, api, failureFrom, queries, queryClient } from './api.ts';

export type LibraryHolder = NonNullable<ApiOutputs['library']['info']['heldBy']>;

/** Why something that would change the library can't be done, in one line. */
export const READING_ONLY = 'This library is open for reading only.';
/** The notice's id, for what is switched off to say why with `aria-describedby`. */
export const READING_NOTICE_ID = 'reading-notice';

/** How often it is asked whether the other Galley still has the library, in milliseconds. */
const ASK_AGAIN_MS = 5_000;

/** True while nothing in the library can be changed. */
export function useReadOnly(): boolean {
  return useQuery(queries.library.info.queryOptions()).data?.readOnly ?? false;
}

/** The same outside a component, as far as the window knows. */
export function isReadOnlyNow(): boolean {
  return queryClient.getQueryData(queries.library.info.queryKey())?.readOnly ?? false;
}

/** Who has the library, kept up to date; undefined while this window may change it, null where nobody else has it. */
export function useLibraryHolder(): LibraryHolder | null | undefined {
  const { data } = useQuery(
    queries.library.info.queryOptions(undefined, {
      refetchInterval: (query) => (query.state.data?.readOnly ? ASK_AGAIN_MS : false),
    }),
  );
  return data?.readOnly ? data.heldBy : undefined;
}

/** Makes the library this window's to change; says who still has it where that can't be. */
export async function takeOver(): Promise<void> {
  try {
    await api.library.takeOver.mutate();
    showToast({ message: 'The library is yours to edit.' });
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
  }
  await queryClient.invalidateQueries(queries.library.info.queryFilter());
}
