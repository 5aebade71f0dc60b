import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EvidencePiece, evidenceOf, suggestionFrom, voiceOf } from '#core/assessment/evidence.ts';
import type { ReviewState } from '#core/citation/review.ts';
import type { Citation } from '#core/model/citation.ts';
import { type Grade, newSource, type Source } from '#core/model/source.ts';

/** From the worst to the best; F and no grade are worth the same. */
const GRADES: (Grade | null)[] = ['E', 'D', 'F', null, 'C', 'B', 'A'];
const CREDIBILITIES: (number | undefined)[] = [5, 4, 3, 6, undefined, 2, 1];
const STATES: ReviewState[] = ['contradicts', 'not-found', 'changed', 'unverified', 'partly', 'supports'];

const piece: fc.Arbitrary<EvidencePiece> = fc.record({
  voice: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  grade: fc.constantFrom(...GRADES),
  credibility: fc.constantFrom(...CREDIBILITIES),
  state: fc.constantFrom(...STATES),
});
const pieces = fc.array(piece, { maxLength: 12 });
const some = fc
  .array(piece, { minLength: 1, maxLength: 12 })
  .chain((all) => fc.tuple(fc.constant(all), fc.nat(all.length - 1)));
const replaced = (all: EvidencePiece[], at: number, change: Partial<EvidencePiece>) =>
  all.map((one, index) => (index === at ? { ...one, ...change } : one));

/** Asserts that exchanging a value for a better one of its kind never lowers the suggestion. */
function expectMonotone<K extends 'grade' | 'credibility' | 'state'>(
  key: K,
  ranking: readonly EvidencePiece[K][],
): void {
  const rank = fc.nat(ranking.length - 1);
  fc.assert(
    fc.property(some, rank, rank, ([all, at], one, other) => {
      const worse = suggestionFrom(replaced(all, at, { [key]: ranking[Math.min(one, other)] }));
      const better = suggestionFrom(replaced(all, at, { [key]: ranking[Math.max(one, other)] }));
      expect(better).toBeGreaterThanOrEqual(worse - 1e-9);
    }),
    { numRuns: 2_000 },
  );
}

describe('the evidence formula', () => {
  it('never falls with a better grade', () => expectMonotone('grade', GRADES));
  it('never falls with better credibility', () => expectMonotone('credibility', CREDIBILITIES));
  it('never falls with a better verdict', () => expectMonotone('state', STATES));

  it('never falls with one more independent outlet that supports', () => {
    fc.assert(
      fc.property(pieces, piece, (all, more) => {
        const grown = suggestionFrom([...all, { ...more, voice: 'another', state: 'supports' }]);
        expect(grown).toBeGreaterThanOrEqual(suggestionFrom(all) - 1e-9);
      }),
    );
  });

  it('never rises with a contradiction', () => {
    fc.assert(
      fc.property(pieces, piece, (all, more) => {
        const contradicted = suggestionFrom([...all, { ...more, state: 'contradicts' }]);
        expect(contradicted).toBeLessThanOrEqual(suggestionFrom(all) + 1e-9);
      }),
    );
  });

  it('stays within 0 and 100', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (all) => {
        const suggestion = suggestionFrom(all.map((one, index) => ({ ...one, voice: `${one.voice}${index}` })));
        expect(suggestion).toBeGreaterThanOrEqual(0);
        expect(suggestion).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('knows no order', () => {
    fc.assert(
      fc.property(
        pieces.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(suggestionFrom(shuffled)).toBe(suggestionFrom(all));
        },
      ),
    );
  });

  it('gives unreviewed citations 20 points at most, however many there are', () => {
    const many = Array.from(
      { length: 500 },
      (_, index): EvidencePiece => ({ voice: `v${index}`, grade: 'A', state: 'unverified' }),
    );
    expect(suggestionFrom(many)).toBeCloseTo(20);
  });
});

describe('the values that docs/assessment.md gives', () => {
  const of = (voice: string, grade: Grade | null, state: ReviewState): EvidencePiece => ({ voice, grade, state });
  const three = ['a', 'b', 'c'].map((voice) => of(voice, 'B', 'supports'));
  it.each<[string, EvidencePiece[], number]>([
    ['one ungraded and unverified', [of('a', null, 'unverified')], 6],
    ['one that supports', [of('a', 'B', 'supports')], 55],
    ['one that partly supports and one unverified', [of('a', 'B', 'partly'), of('b', null, 'unverified')], 35],
    ['two that support', [of('a', 'A', 'supports'), of('b', 'B', 'supports')], 83],
    ['three that support', three, 90],
    ['three that support and one that contradicts', [...three, of('d', 'A', 'contradicts')], 63],
  ])('are right for %s', (_, all, suggestion) => {
    expect(Math.round(suggestionFrom(all))).toBe(suggestion);
  });
});

function source(id: string, outlet: string, grade: Grade | null, syndicatedFrom?: string): Source {
  return {
    ...newSource(id, { type: 'article-newspaper', 'container-title': outlet }, new Date('2026-03-09T00:00:00Z')),
    grade,
    ...(syndicatedFrom && { syndicatedFrom }),
  };
}
function cited(sourceIds: string[], verdict: Citation['verdict'], reviewedSentence?: string) {
  const citation: Citation = {
    id: `c-${sourceIds.join('-')}-${verdict}`,
    items: sourceIds.map((sourceId) => ({ sourceId })),
    quote: '',
    verdict,
    note: '',
    ...(reviewedSentence && { review: { at: '2026-03-09T00:00:00Z', sentence: reviewedSentence } }),
  };
  return { citation, sentence: 'A sentence.' };
}
const library = (...sources: Source[]) => new Map(sources.map((one) => [one.id, one]));

describe('the evidence of a section', () => {
  const sources = library(source('wire', 'Meridian Wire', 'B'), source('gazette', 'Harbour Gazette', null));

  it('is said with its reasons in words', () => {
    const evidence = evidenceOf([cited(['wire'], 'partly'), cited(['wire', 'gazette'], 'unverified')], sources, 65);
    expect(evidence).toMatchObject({ suggestedPercent: 35, saidPercent: 65, gapPoints: 30, isGap: true, outlets: 2 });
    expect(evidence.reasons).toBe(
      'Two outlets, one graded B and one not yet graded; one citation partly supports its sentence, one is unverified.',
    );
  });

  it('flags a gap of more than 20 points to either side, and none of 20', () => {
    const gapAt = (said: number) =>
      evidenceOf([cited(['wire'], 'partly'), cited(['gazette'], 'unverified')], sources, said).isGap;
    expect([gapAt(56), gapAt(55), gapAt(15), gapAt(14)]).toEqual([true, false, false, true]);
  });

  it('suggests nothing where nothing is cited or nobody has said', () => {
    expect(evidenceOf([], sources, 60)).toMatchObject({ suggestedPercent: null, gapPoints: null, isGap: false });
    expect(evidenceOf([], sources, 60).reasons).toBe('Nothing is cited here.');
    expect(evidenceOf([cited(['wire'], 'supports')], sources, null)).toMatchObject({ gapPoints: null, isGap: false });
  });

  it('counts several articles of one outlet once, however its name is written', () => {
    const twice = library(source('a', 'The Harbour Gazette', 'B'), source('b', 'harbour gazette', 'B'));
    const one = evidenceOf([cited(['a'], 'supports')], twice, null);
    const both = evidenceOf([cited(['a'], 'supports'), cited(['b'], 'supports')], twice, null);
    expect(both).toMatchObject({ outlets: 1, suggestedPercent: one.suggestedPercent });
    expect(both.reasons).toBe('One outlet, graded B; two citations support their sentences.');
  });

  it('counts a syndicated copy with its origin', () => {
    const copies = library(
      source('wire', 'Meridian Wire', 'B'),
      source('copy', 'Quayside Record', 'A', 'Meridian Wire'),
    );
    const evidence = evidenceOf([cited(['wire'], 'supports'), cited(['copy'], 'supports')], copies, null);
    expect(evidence.outlets).toBe(1);
    expect(evidence.reasons).toBe(
      'One outlet, graded A; two citations support their sentences. One copy counts with the outlet that it was taken from.',
    );
  });

  it('takes a verdict for none once its sentence has changed', () => {
    const fresh = evidenceOf([cited(['wire'], 'supports', 'A sentence.')], sources, null);
    const stale = evidenceOf([cited(['wire'], 'supports', 'Another sentence.')], sources, null);
    const unverified = evidenceOf([cited(['wire'], 'unverified')], sources, null);
    expect(stale.suggestedPercent).toBe(unverified.suggestedPercent);
    expect(fresh.suggestedPercent).toBeGreaterThan(stale.suggestedPercent ?? 100);
    expect(stale.reasons).toContain('one citation has a sentence or sources that changed since its review');
  });

  it('says so where the sources are gone', () => {
    const evidence = evidenceOf([cited(['gone'], 'supports')], sources, 50);
    expect(evidence).toMatchObject({ suggestedPercent: 0, outlets: 0 });
    expect(evidence.reasons).toBe('The sources are no longer in the library; one citation supports its sentence.');
  });

  it('takes sources without an outlet for voices of their own', () => {
    const nameless = (id: string) => newSource(id, { type: 'document' }, new Date(0));
    expect(voiceOf(nameless('x'))).not.toBe(voiceOf(nameless('y')));
  });
});
