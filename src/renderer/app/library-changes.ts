/**
 * Keeps what the window knows of the library true: listens to its changes and patches the lists in place.
 */
import { type ApiOutputs, queries, queryClient, type StoryListItem } from './api.ts';
import { listenToChanges } from './changes.ts';
import { desktop } from './desktop.ts';

type SourceListItem = ApiOutputs['sources']['list'][number];
export type LibraryChange = {
  kind: string;
  id: string;
  change: 'saved' | 'deleted';
  origin: 'here' | 'outside';
  rev: number;
  isRestored?: true | undefined;
};

/** Changes that come closer together than this are one to the lists, in milliseconds: an import makes thousands. */
const GATHER_MS = 40;

/** Asks again for the library's settings, and for its style as it prints in its language. */
export async function settingsChanged(): Promise<void> {
  await queryClient.invalidateQueries(queries.library.info.queryFilter());
  await queryClient.invalidateQueries(queries.publishing.style.queryFilter());
}

/** Items by id that are to be put into a list, or, where undefined, taken out of it. */
type Patches<T> = Map<string, T | undefined>;

/**
 * Listens until the function returned is called. Those who are named hear of every one of their kind, also of our own saves;
 * `onBreak` is called once changes are heard again that for a while were not.
 */
export function listenToLibrary(
  onChange: Record<'story' | 'source' | 'briefing', (change: LibraryChange) => void>,
  onBreak: () => void,
): () => void {
  let mayHaveMissedSome = false;
  let timer: number | undefined;
  const stories: Patches<StoryListItem> = new Map();
  const sources: Patches<SourceListItem> = new Map();
  const counts = new Map<string, number>();

  const apply = () => {
    timer = undefined;
    if (stories.size > 0) {
      queryClient.setQueryData(
        queries.stories.list.queryKey(),
        (list: StoryListItem[] | undefined) => list && patched(list, stories, ({ id }) => id),
      );
    }
    if (sources.size > 0 || counts.size > 0) {
      queryClient.setQueryData(
        queries.sources.list.queryKey(),
        (list: SourceListItem[] | undefined) => list && recounted(patched(list, sources, idOf), counts),
      );
    }
    stories.clear();
    sources.clear();
    counts.clear();
  };

  const stop = listenToChanges(
    {
      onChange: (change) => {
        if (change.kind === 'settings' || change.kind === 'notices') {
          void settingsChanged();
          return;
        }
        // What was deleted or brought back; asked for again only where the trash is shown.
        void queryClient.invalidateQueries(queries.trash.list.queryFilter());
        if (change.kind === 'briefing') {
          void queryClient.invalidateQueries(queries.briefings.list.queryFilter());
          onChange.briefing(change);
          return;
        }
        if (change.kind === 'story') {
          stories.set(change.id, change.story);
          for (const [id, count] of Object.entries(change.citedInCounts ?? {})) counts.set(id, count);
          onChange.story(change);
        } else if (change.kind === 'source') {
          void queryClient.invalidateQueries(queries.sources.get.queryFilter({ id: change.id }));
          sources.set(change.id, change.source);
          if (change.source) counts.delete(change.id);
          onChange.source(change);
        }
        timer ??= window.setTimeout(apply, GATHER_MS);
      },
      onUp: () => {
        // After a break in the line, what happened meanwhile was not announced.
        if (mayHaveMissedSome) {
          void queryClient.invalidateQueries();
          onBreak();
        }
        mayHaveMissedSome = true;
      },
      onDown: () => {
        mayHaveMissedSome = true;
      },
    },
    desktop !== undefined,
  );
  return () => {
    window.clearTimeout(timer);
    stop();
  };
}

function idOf({ source }: SourceListItem): string {
  return source.id;
}

/** The list with what is patched in its place, what is new at its end, and what is gone left out. */
function patched<T>(list: readonly T[], patches: Patches<T>, id: (item: T) => string): T[] {
  const rest = new Map(patches);
  const kept = list.flatMap((item) => {
    if (!rest.has(id(item))) return [item];
    const next = rest.get(id(item));
    rest.delete(id(item));
    return next === undefined ? [] : [next];
  });
  return [...kept, ...[...rest.values()].filter((item) => item !== undefined)];
}

function recounted(list: SourceListItem[], counts: ReadonlyMap<string, number>): SourceListItem[] {
  if (counts.size === 0) return list;
  return list.map((item) => {
    const citedInCount = counts.get(item.source.id);
    return citedInCount === undefined || citedInCount === item.citedInCount ? item : { ...item, citedInCount };
  });
}
