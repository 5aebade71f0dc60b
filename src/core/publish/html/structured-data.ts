/**
 * What a published story says of itself to machines: schema.org as JSON-LD, a block of data that no browser runs.
 */
import { isReviewed, type ReviewState } from '#core/citation/review.ts';
import { isSafeUrl } from '#core/document/safe-url.ts';
import type { Briefing } from '#core/model/briefing.ts';
import type { CslDate, CslItem, CslName, Source } from '#core/model/source.ts';
import type { Story } from '#core/model/story.ts';
import { STATE_WORDS } from '../citation-text.ts';
import type { Edition } from '../edition.ts';

/**
 * A `NewsArticle` (schema.org) of a story, with the sources that it cites, and a `ClaimReview` of each sentence that a
 * reviewer held against its source. `sources` are by id.
 */
export function newsArticleOf(
  story: Story,
  edition: Edition,
  language: string,
  sources: ReadonlyMap<string, Source> = new Map(),
): string {
  const article = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: story.title,
    inLanguage: language,
    dateModified: story.updatedOn,
    dateCreated: story.createdAt.slice(0, 10),
    ...(story.summary && { abstract: story.summary }),
    ...(story.topics.length > 0 && { keywords: story.topics }),
    ...citationsOf(edition, sources),
  };
  return dataBlock(article, claimReviewsOf(edition));
}

/** A `Report` (schema.org) of a briefing, with the sources of all its parts and the reviewed sentences. */
export function reportOf(
  briefing: Briefing,
  edition: Edition,
  language: string,
  sources: ReadonlyMap<string, Source>,
): string {
  const report = {
    '@context': 'https://schema.org',
    '@type': 'Report',
    headline: edition.title,
    inLanguage: language,
    datePublished: briefing.date,
    ...(briefing.number && { reportNumber: briefing.number }),
    ...citationsOf(edition, sources),
  };
  return dataBlock(report, claimReviewsOf(edition));
}

/** What each verdict is on a scale of one to three; that a source says nothing of it is no point of that scale. */
const RATINGS: Partial<Record<ReviewState, number>> = { contradicts: 1, partly: 2, supports: 3 };

/** A `ClaimReview` of each sentence with a verdict that stands; none where the edition prints no verdicts. */
function claimReviewsOf({ citations, places, options }: Edition): object[] {
  if (!options.verdicts) return [];
  return citations.flatMap((node) => {
    const place = places.get(node);
    if (!place?.sentence || !isReviewed(place.state)) return [];
    const { number, items, state, sentence } = place;
    const ratingValue = RATINGS[state];
    const listed = options.sourceList ? items.filter(({ source }) => source > 0) : [];
    const citation = listed.map(({ source }) => ({ '@type': 'CreativeWork', '@id': `#source-${source}` }));
    return {
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      url: `#cite-${number}`,
      claimReviewed: sentence.replace(/\s+(?=[.,;:!?])/g, '').trim(),
      reviewAspect: 'What the cited source says of it',
      ...(node.citation.review && { datePublished: node.citation.review.at.slice(0, 10) }),
      itemReviewed: { '@type': 'Claim', ...(citation.length > 0 && { citation }) },
      reviewRating: {
        '@type': 'Rating',
        ...(ratingValue !== undefined && { ratingValue, bestRating: 3, worstRating: 1 }),
        alternateName: STATE_WORDS[state],
      },
    };
  });
}

/** Each source as a `CreativeWork` under its anchor in the page, by which an import finds it again. */
function citationsOf(edition: Edition, sources: ReadonlyMap<string, Source>): object {
  if (edition.sources.length === 0) return {};
  const citation = edition.sources.map(({ sourceId, number, text }) => {
    const csl = sources.get(sourceId)?.csl;
    const anchor = edition.options.sourceList ? { '@id': `#source-${number}` } : {};
    return { '@type': 'CreativeWork', ...anchor, ...(csl ? workOf(csl) : { name: text }) };
  });
  return { citation };
}

function workOf(csl: CslItem): object {
  const issued = dateTextOf(csl.issued);
  const { title, author, publisher, URL, DOI, 'container-title': outlet } = csl;
  return {
    genre: csl.type,
    ...(title && { name: title }),
    ...(author && { author: author.map(personOf) }),
    ...(outlet && { isPartOf: { '@type': 'CreativeWork', name: outlet } }),
    ...(publisher && { publisher: { '@type': 'Organization', name: publisher } }),
    ...(issued && { datePublished: issued }),
    ...(URL && isSafeUrl(URL) && { url: URL }),
    ...(DOI && { sameAs: `https://doi.org/${DOI}` }),
  };
}

function personOf({ family, given, literal }: CslName): object {
  if (!family) return { '@type': 'Organization', name: literal ?? given ?? '' };
  return { '@type': 'Person', familyName: family, ...(given && { givenName: given }) };
}

/**
 * `2026-03` of a date known to the month, `2026-03/2026-05` of a range (ISO 8601-1 §5.5), the words of one that is only words;
 * undefined for a year that has not four digits.
 */
function dateTextOf(date: CslDate | undefined): string | undefined {
  const dates = (date?.['date-parts'] ?? []).filter((parts) => parts.length > 0);
  // Words are better than none where schema.org has a date (schema.org, “Conformance”).
  if (dates.length === 0) return date?.literal;
  const texts = dates.flatMap((parts) => isoDateOf(parts.map(Number)) ?? []);
  return texts.length === dates.length ? texts.join('/') : undefined;
}

function isoDateOf([year, ...rest]: readonly number[]): string | undefined {
  if (year === undefined || !Number.isInteger(year) || year < 1000 || year > 9999) return undefined;
  return [String(year), ...rest.map((part) => String(part).padStart(2, '0'))].join('-');
}

/** Nothing in the data can end the block: `<` stands as an escape. */
function dataBlock(article: object, reviews: readonly object[]): string {
  const data = reviews.length > 0 ? [article, ...reviews] : article;
  return `<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`;
}
