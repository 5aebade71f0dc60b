import { describe, expect, it } from 'vitest';
import {
  afterChangeOfSources,
  isReviewed,
  type ReviewState,
  reviewStateOf,
  withVerdict,
} from '#core/citation/review.ts';
import { citationSchema } from '#core/model/citation.ts';

const NOW = new Date('2026-03-09T10:00:00Z');
const citation = citationSchema.parse({ id: 'c1', items: [{ sourceId: 's1' }] });

describe('a verdict', () => {
  const reviewed = withVerdict(citation, 'supports', 'Two refineries “moved” from plan to permit .', NOW);

  it('holds while the sentence around it reads the same', () => {
    expect(reviewStateOf(reviewed, 'Two refineries “moved” from plan to permit .')).toBe('supports');
    expect(reviewStateOf(reviewed, 'Two  refineries "moved" from plan to permit.')).toBe('supports');
  });

  it.each([
    ['The 2026–27 season', 'The 2026-27 season'],
    ['It’s theirs', "It's theirs"],
    ['Exposé', 'Expose\u0301'],
  ])('holds where “%s” is typed otherwise', (before, now) => {
    expect(reviewStateOf(withVerdict(citation, 'supports', before, NOW), now)).toBe('supports');
  });

  it('no longer holds once it reads otherwise', () => {
    expect(reviewStateOf(reviewed, 'Three refineries “moved” from plan to permit.')).toBe('changed');
  });

  it('no longer holds once the citation points to other sources, until it is given anew', () => {
    const sentence = 'Two refineries “moved” from plan to permit.';
    const other = { ...reviewed, items: [{ sourceId: 's2', locator: '4' }] };
    const changed = afterChangeOfSources(other, citation.items);
    expect(reviewStateOf(changed, sentence)).toBe('changed');
    const both = { ...reviewed, items: [...citation.items, { sourceId: 's2' }] };
    expect(reviewStateOf(afterChangeOfSources(both, citation.items), sentence)).toBe('changed');
    expect(reviewStateOf(withVerdict(changed, 'partly', sentence, NOW), sentence)).toBe('partly');
  });

  it('holds where only the place in the source, or the order of sources, is another', () => {
    const placed = { ...reviewed, items: [{ sourceId: 's1', locator: '4' }] };
    expect(afterChangeOfSources(placed, citation.items)).toBe(placed);
    const two = [{ sourceId: 's1' }, { sourceId: 's2' }];
    const turned = { ...reviewed, items: two.toReversed() };
    expect(afterChangeOfSources(turned, two)).toBe(turned);
  });

  it('that came without a review is taken back for other sources', () => {
    const bare = { ...citation, verdict: 'partly' as const, items: [{ sourceId: 's2' }] };
    expect(afterChangeOfSources(bare, citation.items).verdict).toBe('unverified');
  });

  it('holds where it came without a review', () => {
    expect(reviewStateOf({ ...citation, verdict: 'partly' }, 'Anything.')).toBe('partly');
  });

  it('is none where it is taken back, whatever is kept of its review', () => {
    expect(reviewStateOf({ ...reviewed, verdict: 'unverified' }, 'Something else.')).toBe('unverified');
  });

  it.each<[ReviewState, boolean]>([
    ['supports', true],
    ['partly', true],
    ['contradicts', true],
    ['not-found', true],
    ['unverified', false],
    ['changed', false],
  ])('of “%s” stands: %s', (state, stands) => {
    expect(isReviewed(state)).toBe(stands);
  });

  it('is taken back together with its review', () => {
    const back = withVerdict(reviewed, 'unverified', 'Whatever.', NOW);
    expect(back).toEqual(citation);
    expect(reviewStateOf(back, 'Whatever.')).toBe('unverified');
  });
});
