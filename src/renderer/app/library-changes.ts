/**
 * Keeps what the window knows of the library true: listens to its changes and patches the lists in place.
 */
import { type ApiOutputs, api, queries, queryClient } from './api.ts';

type StoryListItem = ApiOutputs['stories']['list'][number];
type SourceListItem = ApiOutputs['sources']['list'][number];
export type LibraryChange = {
  kind: string;
  id: string;
  change: 'saved' | 'deleted';
  origin: 'here' | 'outside';
  rev: number;
};

/** Listens until the function returned is called. `onStoryChange` hears of every story, also of our own saves. */
export function listenToLibrary(onStoryChange: (change: LibraryChange) => void): () => void {
  let wasStarted = false;
  const subscription = api.library.changes.subscribe(undefined, {
    onData: (change) => {
      if (change.kind === 'story') {
        const { story } = change;
        queryClient.setQueryData(
          queries.stories.list.queryKey(),
          (list: StoryListItem[] | undefined) => list && replaced(list, (item) => item.id === change.id, story),
        );
        // How often a source is cited may have changed; nobody needs to know at once.
        void queryClient.invalidateQueries({ ...queries.sources.list.queryFilter(), refetchType: 'none' });
        onStoryChange(change);
      } else if (change.kind === 'source') {
        const { source } = change;
        queryClient.setQueryData(queries.sources.list.queryKey(), (list: SourceListItem[] | undefined) => {
          const before = list?.find((item) => item.source.id === change.id);
          return (
            list &&
            replaced(
              list,
              (item) => item.source.id === change.id,
              source && { source, citedInCount: before?.citedInCount ?? 0 },
            )
          );
        });
      } else if (change.kind === 'briefing') {
        void queryClient.invalidateQueries(queries.briefings.list.queryFilter());
      } else if (change.kind === 'settings') {
        void queryClient.invalidateQueries(queries.library.info.queryFilter());
      }
    },
    onStarted: () => {
      // After a break in the line, what happened meanwhile was not announced.
      if (wasStarted) void queryClient.invalidateQueries();
      wasStarted = true;
    },
  });
  return () => subscription.unsubscribe();
}

/** The list with the item that `is` finds replaced by `item`, added where there is none, or left out where `item` is absent. */
function replaced<T>(list: readonly T[], is: (item: T) => boolean, item: T | undefined): T[] {
  const index = list.findIndex(is);
  if (item === undefined) return list.filter((candidate) => !is(candidate));
  return index < 0 ? [...list, item] : list.with(index, item);
}
