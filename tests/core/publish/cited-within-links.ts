// A story whose links were put around text that cites, as a window can put them: `See (…) the text`, and `It is **bold (…)**.`
import { DEFAULT_PUBLISH_OPTIONS, type PublishOptions } from '#core/model/publishing.ts';
import type { SerializedNode } from '#core/model/story.ts';
import { storyEdition } from '#core/publish/edition.ts';
import { storyOf } from '../../main/library/temporary-library.ts';
import { sourceOf, sourcesOf } from '../citation/house-style.ts';
import { printer } from '../intake/desk.ts';

export const cited = sourcesOf(
  sourceOf('wire', {
    type: 'article-newspaper',
    title: 'Refineries',
    'container-title': 'Wire',
    issued: { 'date-parts': [[2025]] },
  }),
);

const BOLD = 1;
const text = (words: string, format = 0): SerializedNode => ({
  type: 'text',
  version: 1,
  text: words,
  format,
  mode: 'normal',
  style: '',
  detail: 0,
});
const citation = (id: string, format = 0): SerializedNode => ({
  type: 'citation',
  version: 1,
  citation: {
    id,
    items: [{ sourceId: 'wire', locator: '4', label: 'page' }],
    quote: 'It does.',
    verdict: 'unverified',
    note: '',
  },
  ...(format && { $: { surroundingFormat: format } }),
});
const link = (...children: SerializedNode[]): SerializedNode => ({
  type: 'link',
  version: 1,
  direction: null,
  format: '',
  indent: 0,
  rel: null,
  target: null,
  title: null,
  url: 'https://e.example/reg',
  children,
});

export const storyCitedWithinLinks = storyOf('linked', 'Linked', 'First. ', [
  link(text('See '), citation('c1'), text(' the text')),
  text(' and more. '),
  link(text('It is '), text('bold ', BOLD), citation('c2', BOLD), text('.')),
]);

export function citedWithinLinks(options: Partial<PublishOptions> = {}) {
  return storyEdition(storyCitedWithinLinks, { ...DEFAULT_PUBLISH_OPTIONS, ...options }, { printer, sources: cited });
}
