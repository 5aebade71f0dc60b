/**
 * What one can do in a review. What changes a citation goes through the editor, so that it is undone like anything else and
 * saved with the text.
 */
import { isReviewed, withVerdict } from '#core/citation/review.ts';
import type { Citation, Verdict } from '#core/model/citation.ts';
import { isReadOnlyNow } from '#renderer/app/reading.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { VERDICT_WORDS } from '#renderer/ui/verdict.tsx';
import { nameOf, stopInWords } from './describe-stop.ts';
import { placeOf } from './lit-stop.ts';
import { isReviewingNow, reviewNow } from './review-now.ts';
import { announce, closeReview, openReview, useReview } from './review-state.ts';
import { type CitationStop, citationStops, FILTERS, type ReviewFilter, type Stop } from './stops.ts';

/** The button that a review is begun with, and that has the focus again after it. */
export const REVIEW_BUTTON_ID = 'review-button';

/** Begins a review of the open story at the first citation that needs one. */
export function startReview(): void {
  const { story, projections } = useStorySession.getState();
  if (!story || isReviewingNow()) return;
  const stops = citationStops(projections?.citations ?? []);
  const first = stops.find(({ state }) => !isReviewed(state)) ?? stops[0];
  openReview(story.id, first?.id ?? null);
  announceStop();
}

/** Ends the review; the text stays at the place that it was at. */
export function leaveReview(handle: StoryEditorHandle): void {
  const { stop } = reviewNow();
  closeReview();
  afterLeaving(() => {
    if (stop) handle.light(placeOf(stop), true);
    handle.light(null, false);
    document.getElementById(REVIEW_BUTTON_ID)?.focus({ preventScroll: true });
  });
}

/** Ends the review and goes on writing at the place that it was at. */
export function editHere(handle: StoryEditorHandle): void {
  const { stop } = reviewNow();
  closeReview();
  if (!stop) return;
  afterLeaving(() => {
    if (stop.kind === 'section') handle.revealSection(stop.id);
    else handle.caretAt(placeOf(stop));
  });
}

/** Once the text can be edited again and its header stands above it. */
function afterLeaving(work: () => void): void {
  window.requestAnimationFrame(work);
}

export function goTo(stopId: string): void {
  useReview.setState({ stopId, sourceId: null, comparedId: null });
  announceStop();
}

/** Goes to the next or the one before; at either end it says so and stays. */
export function step(by: 1 | -1): void {
  const { stops, index } = reviewNow();
  const next = stops[index + by];
  if (next) goTo(next.id);
  else if (stops.length > 0) announce(by > 0 ? 'This is the last one.' : 'This is the first one.');
}

/** Holds the review to a filter and goes to the first stop of it from the place that the review is at, else to its first. */
export function setFilter(filter: ReviewFilter): void {
  const before = reviewNow().stop;
  // The citation at hand stays only where the filter holds it.
  useReview.setState({ filter, stopId: null });
  const { stops } = reviewNow();
  const stop = stops.find((each) => before && isAtOrAfter(each, before)) ?? stops[0];
  if (stop) goTo(stop.id);
  else announce(`${FILTERS.find(({ id }) => id === filter)?.label ?? ''}: ${stops.length}`);
}

function isAtOrAfter(stop: Stop, other: Stop): boolean {
  if (stop.kind === 'citation' && other.kind === 'citation') return stop.number >= other.number;
  const endBlock = stop.kind === 'section' ? stop.section.endBlock : stop.blockIndex + 1;
  return endBlock > (other.kind === 'section' ? other.section.firstBlock : other.blockIndex);
}

/** Goes to a citation of the text, whatever the filter. */
export function goToCitation(citationId: string): void {
  const isThere = reviewNow().stops.some(({ kind, id }) => kind === 'citation' && id === citationId);
  if (!isThere) useReview.setState({ filter: 'all' });
  goTo(citationId);
}

/** Gives a verdict on the current citation; the one that it has already is taken back. */
export function decide(handle: StoryEditorHandle, verdict: Verdict): void {
  const { stop } = reviewNow();
  if (stop?.kind !== 'citation') return;
  const next = stop.state === verdict ? 'unverified' : verdict;
  change(handle, stop, 'verdict', (citation) => withVerdict(citation, next, stop.sentence, new Date()));
  announce(next === 'unverified' ? 'Verdict taken back' : VERDICT_WORDS[next]);
}

export function setNote(handle: StoryEditorHandle, note: string): void {
  changeCurrent(handle, 'note', (citation) => ({ ...citation, note }));
}

/** How credible what the source says here is, 1–6; null where that is no longer judged. */
export function setCredibility(handle: StoryEditorHandle, credibility: number | null): void {
  changeCurrent(handle, 'credibility', ({ credibility: _, ...citation }) =>
    credibility === null ? citation : { ...citation, credibility },
  );
}

export function setQuote(handle: StoryEditorHandle, quote: string): void {
  changeCurrent(handle, 'quote', (citation) => ({
    ...citation,
    quote: quote.replace(/\s+/g, ' ').trim().slice(0, 50_000),
  }));
  announce('Used as the quoted passage');
}

function changeCurrent(handle: StoryEditorHandle, name: string, make: (citation: Citation) => Citation): void {
  const { stop } = reviewNow();
  if (stop?.kind === 'citation') change(handle, stop, name, make);
}

function change(
  handle: StoryEditorHandle,
  stop: CitationStop,
  name: string,
  make: (citation: Citation) => Citation,
): void {
  if (isReadOnlyNow()) return;
  const changed = handle.changeCitation(stop.id, name, make);
  // Shown at once; the whole text is read when it has come to rest.
  if (changed) useStorySession.getState().citationChanged(changed);
}

/** Shows another source of the current citation: `by` many further on, around the end to the first. */
export function switchSource(by: 1 | -1): void {
  const { stop, sources } = reviewNow();
  const ids = sourceIdsOf(stop);
  if (ids.length < 2) return;
  const next =
    ids[(ids.indexOf(shownSourceId(stop, useReview.getState().sourceId) ?? '') + by + ids.length) % ids.length];
  if (next === undefined) return;
  useReview.setState({ sourceId: next });
  announce(`Source ${ids.indexOf(next) + 1} of ${ids.length}, ${nameOf(next, sources)}`);
}

/** The sources of a stop's citation, each once. */
export function sourceIdsOf(stop: Stop | undefined): string[] {
  return stop?.kind === 'citation' ? [...new Set(stop.citation.items.map(({ sourceId }) => sourceId))] : [];
}

/** The source that is shown of a citation: the one asked for where it is one of its sources, else its first. */
export function shownSourceId(stop: Stop | undefined, wantedId: string | null): string | null {
  const ids = sourceIdsOf(stop);
  return ids.find((id) => id === wantedId) ?? ids[0] ?? null;
}

function announceStop(): void {
  const { stop, stops, index, sources } = reviewNow();
  if (stop) announce(stopInWords(stop, index, stops.length, sources));
}
