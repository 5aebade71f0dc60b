/**
 * What a published story says of itself to machines: schema.org as JSON-LD, a block of data that no browser runs.
 */
import { isSafeUrl } from '#core/document/safe-url.ts';
import type { Briefing } from '#core/model/briefing.ts';
import type { CslDate, CslItem, CslName, Source } from '#core/model/source.ts';
import type { Story } from '#core/model/story.ts';
import type { Edition } from '../edition.ts';

/** A `NewsArticle` (schema.org) of a story, with the sources that it cites. `sources` are by id. */
export function newsArticleOf(
  story: Story,
  edition: Edition,
  language: string,
  sources: ReadonlyMap<string, Source> = new Map(),
): string {
  return dataBlock({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: story.title,
    inLanguage: language,
    dateModified: story.updatedOn,
    dateCreated: story.createdAt.slice(0, 10),
    ...(story.summary && { abstract: story.summary }),
    ...(story.topics.length > 0 && { keywords: story.topics }),
    ...citationsOf(edition, sources),
  });
}

/** A `Report` (schema.org) of a briefing, with the sources of all its parts. */
export function reportOf(
  briefing: Briefing,
  edition: Edition,
  language: string,
  sources: ReadonlyMap<string, Source>,
): string {
  return dataBlock({
    '@context': 'https://schema.org',
    '@type': 'Report',
    headline: edition.title,
    inLanguage: language,
    datePublished: briefing.date,
    ...(briefing.number && { reportNumber: briefing.number }),
    ...citationsOf(edition, sources),
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

/** `2026-03` of a date known to the month; undefined for one that is a range or only words. */
function dateTextOf(date: CslDate | undefined): string | undefined {
  const [parts, end] = date?.['date-parts'] ?? [];
  if (!parts || end || parts.length === 0) return undefined;
  const [year, ...rest] = parts.map(Number);
  if (year === undefined || !Number.isInteger(year) || year < 1000 || year > 9999) return undefined;
  return [String(year), ...rest.map((part) => String(part).padStart(2, '0'))].join('-');
}

/** Nothing in the data can end the block: `<` stands as an escape. */
function dataBlock(data: object): string {
  return `<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`;
}
