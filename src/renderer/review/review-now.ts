/**
 * What the review is at now, computed from the open story, the library's sources and the review's own state.
 */
import { useQuery } from '@tanstack/react-query';
import type { ListedSource } from '#core/model/source.ts';
import { queries } from '#renderer/app/api.ts';
import { sourcesNow } from '#renderer/app/sources-by-id.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { useReview } from './review-state.ts';
import { type ReviewedStory, type ReviewFilter, type Stop, stopsOf } from './stops.ts';

export type ReviewNow = {
  stops: readonly Stop[];
  /** The place of the current stop among them, from 0; −1 where there are none. */
  index: number;
  stop: Stop | undefined;
  sources: ReadonlyMap<string, ListedSource>;
};

type Basis = {
  projections: ReviewedStory['projections'];
  sources: ReadonlyMap<string, ListedSource>;
  filter: ReviewFilter;
  stopId: string | null;
};
let last: { basis: Basis; now: ReviewNow } | null = null;

/** The current stop among those of the filter; the same object until something changes that it depends on. */
export function reviewNow(): ReviewNow {
  const { projections, currentStory } = useStorySession.getState();
  const { filter, stopId } = useReview.getState();
  const sources = sourcesNow();
  if (!projections) return { stops: [], index: -1, stop: undefined, sources };
  const basis = { projections, sources, filter, stopId };
  if (last && isSame(last.basis, basis)) return last.now;
  const getDocument = () => currentStory()?.document ?? { root: { type: 'root' as const, children: [] } };
  const stops = stopsOf(filter, { projections, sources, getDocument }, stopId);
  const found = stops.findIndex(({ id }) => id === stopId);
  const index = stops.length === 0 ? -1 : Math.max(0, found);
  const now: ReviewNow = { stops, index, stop: stops[index], sources };
  last = { basis, now };
  return now;
}

function isSame(a: Basis, b: Basis): boolean {
  return a.projections === b.projections && a.sources === b.sources && a.filter === b.filter && a.stopId === b.stopId;
}

/** `reviewNow`, rendered anew when it changes. */
export function useReviewNow(): ReviewNow {
  useStorySession((state) => state.projections);
  useReview((state) => state.filter);
  useReview((state) => state.stopId);
  useQuery(queries.sources.list.queryOptions());
  return reviewNow();
}

/** Whether the open story is under review. */
export function useIsReviewing(): boolean {
  const storyId = useReview((state) => state.storyId);
  return useStorySession((state) => state.story !== null && state.story.id === storyId);
}

export function isReviewingNow(): boolean {
  const { story } = useStorySession.getState();
  return story !== null && story.id === useReview.getState().storyId;
}
