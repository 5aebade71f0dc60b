/**
 * The review that this window is in: of which story, through which filter, at which stop, with which sources beside the text.
 */
import { create } from 'zustand';
import type { ReviewFilter } from './stops.ts';

type ReviewState = {
  /** The story under review; null while none is. A story that is opened in its place ends the review. */
  storyId: string | null;
  filter: ReviewFilter;
  /** The stop that the review is at; null for the first one. */
  stopId: string | null;
  /** The source of the citation that is shown; null, or one that the citation hasn't, for its first one. */
  sourceId: string | null;
  isComparing: boolean;
  /** The source shown beside the first; null leaves it to what the citation and the story cite. */
  comparedId: string | null;
  /** What is selected in a copy that is shown. */
  selectedText: string;
  isShowingKeys: boolean;
  /** What a screen reader is to say, the latest at the end. */
  announcements: readonly { text: string; number: number }[];
};

const AT_REST: ReviewState = {
  storyId: null,
  filter: 'all',
  stopId: null,
  sourceId: null,
  isComparing: false,
  comparedId: null,
  selectedText: '',
  isShowingKeys: false,
  announcements: [],
};

export const useReview = create<ReviewState>(() => AT_REST);

/** Begins the review of a story at a stop. */
export function openReview(storyId: string, stopId: string | null): void {
  useReview.setState({ ...AT_REST, storyId, stopId });
}

export function closeReview(): void {
  useReview.setState(AT_REST);
}

/** As many as may follow each other before the first of them has been said. */
const KEPT_ANNOUNCEMENTS = 4;

/** Has a screen reader say something, once it has said what it is saying. */
export function announce(text: string): void {
  useReview.setState(({ announcements }) => {
    const number = (announcements.at(-1)?.number ?? 0) + 1;
    return { announcements: [...announcements, { text, number }].slice(-KEPT_ANNOUNCEMENTS) };
  });
}
