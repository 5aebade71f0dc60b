import { describe, expect, it } from 'vitest';
import { reviewStateOf, withVerdict } from '#core/citation/review.ts';
import { citationSchema } from '#core/model/citation.ts';

const NOW = new Date('2026-03-09T10:00:00Z');
const citation = citationSchema.parse({ id: 'c1', items: [{ sourceId: 's1' }] });

describe('a verdict', () => {
  const reviewed = withVerdict(citation, 'supports', 'Two refineries “moved” from plan to permit .', NOW);

  it('holds while the sentence around it reads the same', () => {
    expect(reviewStateOf(reviewed, 'Two refineries “moved” from plan to permit .')).toBe('supports');
    expect(reviewStateOf(reviewed, 'Two  refineries "moved" from plan to permit.')).toBe('supports');
  });

  it('no longer holds once it reads otherwise', () => {
    expect(reviewStateOf(reviewed, 'Three refineries “moved” from plan to permit.')).toBe('changed');
  });

  it('holds where it came without a review', () => {
    expect(reviewStateOf({ ...citation, verdict: 'partly' }, 'Anything.')).toBe('partly');
  });

  it('is taken back together with its review', () => {
    const back = withVerdict(reviewed, 'unverified', 'Whatever.', NOW);
    expect(back).toEqual(citation);
    expect(reviewStateOf(back, 'Whatever.')).toBe('unverified');
  });
});
