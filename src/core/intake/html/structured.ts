/**
 * What a page says of itself to machines: schema.org as JSON-LD, and the tags of its head.
 */
import { dateKeyOf, parseDate } from '#core/citation/dates.ts';
import { toItem } from '#core/citation/import/item.ts';
import type { CslItem } from '#core/model/source.ts';
import type { RichPage } from '../rich-page.ts';
import { attributeOf, elementsIn, type HtmlElement } from './tree.ts';

type Data = Record<string, unknown>;

/** Title, summary, topics and date, as far as the page's head or its data have them. */
export function describedIn(page: HtmlElement): Partial<RichPage> & { pageTitle?: string } {
  const elements = elementsIn(page);
  const metas = elements.filter(({ tagName }) => tagName === 'meta');
  const meta = (...names: string[]) => {
    for (const name of names) {
      const found = metas.find(
        (tag) => (attributeOf(tag, 'name') ?? attributeOf(tag, 'property'))?.toLowerCase() === name,
      );
      const content = found && attributeOf(found, 'content')?.trim();
      if (content) return content;
    }
    return undefined;
  };
  const [article] = dataIn(page).filter((data) => /(?:Article|Report|BlogPosting)$/.test(textIn(data, '@type')));
  const title = meta('og:title') ?? (article && textIn(article, 'headline'));
  const summary = meta('description', 'og:description') ?? (article && textIn(article, 'abstract', 'description'));
  const said = meta('article:modified_time', 'article:published_time', 'dcterms.modified', 'date');
  const stated = said ?? (article && textIn(article, 'dateModified', 'datePublished')) ?? '';
  const date = parseDate(stated.slice(0, 10)) ?? parseDate(stated);
  const keywords = article?.keywords ?? meta('keywords', 'news_keywords');
  const topics = (Array.isArray(keywords) ? keywords : typeof keywords === 'string' ? keywords.split(',') : [])
    .filter((topic) => typeof topic === 'string')
    .map((topic) => topic.trim())
    .filter(Boolean);
  return {
    ...(title && { pageTitle: title }),
    ...(summary && { summary }),
    ...(topics.length > 0 && { topics }),
    ...(date && { updatedOn: dateKeyOf({ month: 1, day: 1, ...date }) }),
  };
}

/** The sources that an exported page's data give in full, by their anchor in the page, `source-1`. */
export function sourcesIn(page: HtmlElement): Map<string, CslItem> {
  const sources = new Map<string, CslItem>();
  for (const data of dataIn(page)) {
    const cited = Array.isArray(data.citation) ? data.citation : [];
    for (const work of cited) {
      if (typeof work !== 'object' || work === null) continue;
      const anchor = /^#(source-\d+)$/.exec(textIn(work as Data, '@id'))?.[1];
      const item = anchor && cslOf(work as Data);
      if (anchor && item) sources.set(anchor, item);
    }
  }
  return sources;
}

/** A `CreativeWork` as `publish/html/structured-data.ts` writes it. */
function cslOf(work: Data): CslItem | undefined {
  const authors = Array.isArray(work.author) ? work.author : [];
  const outlet = work.isPartOf as Data | undefined;
  const publisher = work.publisher as Data | undefined;
  const doi = /^https:\/\/doi\.org\/(.+)$/.exec(textIn(work, 'sameAs'))?.[1];
  return toItem({
    type: textIn(work, 'genre') || 'document',
    title: textIn(work, 'name'),
    author: authors.flatMap((author) => {
      if (typeof author !== 'object' || author === null) return [];
      const { familyName: family, givenName: given, name: literal } = author as Data;
      return [family ? { family, ...(given ? { given } : {}) } : { literal }];
    }),
    'container-title': outlet ? textIn(outlet, 'name') : '',
    publisher: publisher ? textIn(publisher, 'name') : '',
    issued: dateOf(textIn(work, 'datePublished')),
    URL: textIn(work, 'url'),
    ...(doi && { DOI: doi }),
  });
}

/** A date or a range of dates; what is neither, in its words. */
function dateOf(text: string): object | undefined {
  if (!text) return undefined;
  const dates = text
    .split('/')
    .map((date) => /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date)?.slice(1).filter(Boolean).map(Number));
  return dates.length <= 2 && dates.every((parts) => parts !== undefined) ? { 'date-parts': dates } : { literal: text };
}

function textIn(data: Data, ...names: string[]): string {
  for (const name of names) {
    const value = data[name];
    if (typeof value === 'string' && value) return value;
    if (Array.isArray(value) && typeof value[0] === 'string') return value[0];
  }
  return '';
}

/** Every object of the page's JSON-LD; a block that is no JSON says nothing. */
function dataIn(page: HtmlElement): Data[] {
  return elementsIn(page)
    .filter((element) => element.tagName === 'script' && attributeOf(element, 'type') === 'application/ld+json')
    .flatMap((block): Data[] => {
      const json = block.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
      try {
        return objectsIn(JSON.parse(json));
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return [];
      }
    });
}

function objectsIn(value: unknown): Data[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  const data = value as Data;
  return [data, ...(Array.isArray(data['@graph']) ? data['@graph'].flatMap(objectsIn) : [])];
}
