import { describe, expect, it } from 'vitest';
import type { PlacedCitation } from '#core/document/citations.ts';
import { citationSchema } from '#core/model/citation.ts';
import { newSource, type SourceCopy } from '#core/model/source.ts';
import { comparisons, matchesOf, quotedPassages, type Similarity } from '#renderer/quotation/quoted-passages.ts';

const citation = (id: string, quote: string, ...sourceIds: string[]): PlacedCitation => ({
  citation: citationSchema.parse({ id, quote, items: sourceIds.map((sourceId) => ({ sourceId })) }),
  sectionId: null,
  blockIndex: 0,
  sentence: '',
});
const copy = (attachment: string): SourceCopy => ({
  id: `copy-${attachment}`,
  kind: 'text',
  attachment,
  fileName: 'a.txt',
  sizeBytes: 1,
  keptAt: '2026-03-09T00:00:00.000Z',
});
const source = (id: string, ...attachments: string[]) => ({
  ...newSource(id, { type: 'article-newspaper' }, new Date('2026-03-09T00:00:00Z')),
  copies: attachments.map(copy),
});
const WIRE = source('wire', 'w1', 'w2');
/** The wire has two copies, the gazette one, the review none; one source was merged into the wire. */
const SOURCES = new Map([
  ['wire', WIRE],
  ['merged', WIRE],
  ['gazette', source('gazette', 'g')],
  ['review', source('review')],
]);
const passagesOf = (...citations: PlacedCitation[]) => quotedPassages(citations, SOURCES);
const saying =
  (known: Record<string, Similarity>) =>
  (attachment: string): Similarity =>
    known[attachment];

describe('quoted passages', () => {
  it('are those of citations that quote and have a source with a copy', () => {
    const passages = passagesOf(
      citation('a', 'It rose.', 'merged'),
      citation('b', '  ', 'wire'),
      citation('c', 'It rose.', 'review'),
      citation('d', 'It rose.', 'gone'),
      citation('e', 'It fell.', 'review', 'gazette'),
    );
    expect(passages.map(({ citationId }) => citationId)).toEqual(['a', 'e']);
    expect(passages[0]?.copiesBySource).toEqual([
      [
        { sourceId: 'wire', copyId: 'copy-w1', attachment: 'w1' },
        { sourceId: 'wire', copyId: 'copy-w2', attachment: 'w2' },
      ],
    ]);
  });

  it('are compared copy by copy, each once, without what is known', () => {
    const passages = passagesOf(
      citation('a', 'It rose.', 'wire'),
      citation('b', 'It fell.', 'gazette', 'wire'),
      citation('c', 'It rose.', 'wire'),
    );
    const known = (attachment: string, quote: string) => (attachment === 'w2' && quote === 'It rose.' ? 1 : undefined);
    expect(comparisons(passages, known).map(({ copy, quotes }) => [copy.attachment, quotes])).toEqual([
      ['w1', ['It rose.', 'It fell.']],
      ['g', ['It fell.']],
      ['w2', ['It fell.']],
    ]);
  });

  it.each<[string, string[], Record<string, Similarity>, number | undefined]>([
    ['the likest copy', ['wire'], { w1: 0.9, w2: 1 }, 1],
    ['the likest source', ['wire', 'gazette'], { w1: 0, w2: 0, g: 0.8 }, 0.8],
    ['a copy beside one without text', ['wire'], { w1: null, w2: 0.7 }, 0.7],
    ['nothing while a copy has not been compared', ['wire'], { w1: 0.9 }, undefined],
    ['nothing where no copy has text', ['gazette'], { g: null }, undefined],
    ['none where every source has a text', ['wire', 'gazette'], { w1: 0, w2: null, g: 0 }, 0],
    [
      'nothing where the passage may be of a source without text',
      ['wire', 'gazette'],
      { w1: 0, w2: 0, g: null },
      undefined,
    ],
    ['nothing where it may be of a source without copy', ['gazette', 'review'], { g: 0 }, undefined],
    ['a near passage though another source has no copy', ['gazette', 'review'], { g: 0.8 }, 0.8],
  ])('are as alike as %s', (_, sourceIds, known, similarity) => {
    expect(matchesOf(passagesOf(citation('a', 'It rose.', ...sourceIds)), saying(known))).toEqual(
      similarity === undefined ? [] : [{ citationId: 'a', similarity }],
    );
  });
});
