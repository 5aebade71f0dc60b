// What an exported page says of its reviewed sentences to machines.
import { describe, expect, it } from 'vitest';
import { withVerdict } from '#core/citation/review.ts';
import { changeCitations } from '#core/document/change-citations.ts';
import { citationsIn } from '#core/document/citations.ts';
import type { Verdict } from '#core/model/citation.ts';
import { DEFAULT_PUBLISH_OPTIONS } from '#core/model/publishing.ts';
import { storyEdition } from '#core/publish/edition.ts';
import { newsArticleOf } from '#core/publish/html/structured-data.ts';
import { printer, takeIn } from '../intake/desk.ts';

const PAGE = `A Review

Importance: 60%
Confidence: 50%
Mentions: 2
Updated: March 4, 2026

What Happened

The port closed for eleven days <b>in winter</b> (Harbour Gazette, February 2026). It opened again (Tide Post, March 2026).
`;

/** The objects of the page's block of data, with the verdicts that its citations get in their order. */
function dataOf(verdicts: Verdict[], options: Partial<typeof DEFAULT_PUBLISH_OPTIONS>): Record<string, unknown>[] {
  const { story, newSources } = takeIn(PAGE);
  const sentences = new Map(citationsIn(story.document).map(({ citation, sentence }) => [citation.id, sentence]));
  let next = 0;
  const document = changeCitations(story.document, (citation) => {
    const verdict = verdicts[next] ?? 'unverified';
    next += 1;
    return withVerdict(citation, verdict, sentences.get(citation.id) ?? '', new Date('2026-03-05T10:00:00Z'));
  });
  const sources = new Map(newSources.map((source) => [source.id, source]));
  const edition = storyEdition(
    { ...story, document },
    { ...DEFAULT_PUBLISH_OPTIONS, ...options },
    { printer, sources },
  );
  const html = newsArticleOf(story, edition, 'en-US', sources);
  return [JSON.parse(/^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(html)?.[1] ?? '')].flat();
}

describe('the data of a page with verdicts', () => {
  it('has a ClaimReview of each sentence with a verdict, under the citation’s anchor', () => {
    const [article, ...reviews] = dataOf(['contradicts', 'not-found'], { verdicts: true });
    expect(article).toMatchObject({ '@type': 'NewsArticle', headline: 'A Review' });
    expect(reviews).toEqual([
      {
        '@context': 'https://schema.org',
        '@type': 'ClaimReview',
        url: '#cite-1',
        claimReviewed: 'The port closed for eleven days <b>in winter</b>.',
        reviewAspect: 'What the cited source says of it',
        datePublished: '2026-03-05',
        itemReviewed: { '@type': 'Claim', citation: [{ '@type': 'CreativeWork', '@id': '#source-1' }] },
        reviewRating: {
          '@type': 'Rating',
          ratingValue: 1,
          bestRating: 3,
          worstRating: 1,
          alternateName: 'contradicted',
        },
      },
      expect.objectContaining({ reviewRating: { '@type': 'Rating', alternateName: 'not found in the source' } }),
    ]);
  });

  it('has none of what was not reviewed, and names no source that the page doesn’t list', () => {
    const [, ...reviews] = dataOf(['unverified', 'supports'], { verdicts: true, sourceList: false });
    expect(reviews.map(({ url }) => url)).toEqual(['#cite-2']);
    expect(reviews[0]?.itemReviewed).toEqual({ '@type': 'Claim' });
  });

  it('says nothing of verdicts where the page prints none', () => {
    expect(dataOf(['supports', 'contradicts'], {}).map((data) => data['@type'])).toEqual(['NewsArticle']);
  });
});
