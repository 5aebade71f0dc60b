/**
 * What a published story says of itself to machines: schema.org as JSON-LD, a block of data that no browser runs.
 */
import type { Story } from '#core/model/story.ts';
import type { Edition } from '../edition.ts';

/** A `NewsArticle` (schema.org) of a story, with the sources that it cites. */
export function newsArticleOf(story: Story, edition: Edition, language: string): string {
  return dataBlock({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: story.title,
    inLanguage: language,
    dateModified: story.updatedOn,
    dateCreated: story.createdAt.slice(0, 10),
    ...(story.summary && { abstract: story.summary }),
    ...(story.topics.length > 0 && { keywords: story.topics }),
    ...(edition.sources.length > 0 && {
      citation: edition.sources.map(({ text }) => ({ '@type': 'CreativeWork', name: text })),
    }),
  });
}

/** Nothing in the data can end the block: `<` stands as an escape. */
function dataBlock(data: object): string {
  return `<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`;
}
