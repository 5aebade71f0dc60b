/**
 * A story in which every text that an editor, a page or a source can give is an attack on who opens its export, and that
 * export.
 */
import { readFileSync } from 'node:fs';
import { createCitationPrinter } from '#core/citation/printer.ts';
import type { Citation } from '#core/model/citation.ts';
import { DEFAULT_PUBLISH_OPTIONS } from '#core/model/publishing.ts';
import { newSource, type Source } from '#core/model/source.ts';
import { newStory, type SerializedNode, type Story } from '#core/model/story.ts';
import { type EditionContext, storyEdition } from '#core/publish/edition.ts';
import { type HtmlOptions, publishHtml } from '#core/publish/html/page.ts';
import { newsArticleOf } from '#core/publish/html/structured-data.ts';

/** Sets `attacked` or asks `evil.example` for something, each in a way of its own. */
const ATTACKS = [
  '<script>globalThis.attacked = 1</script>',
  '"><img src=x onerror="globalThis.attacked = 2">',
  "'><svg onload='globalThis.attacked = 3'></svg>",
  '</title></style></textarea></code><script>globalThis.attacked = 4</script>',
  '--><script>globalThis.attacked = 5</script><!--',
  '<iframe src="https://evil.example/frame"></iframe><object data="https://evil.example/object"></object>',
  '<link rel=stylesheet href="https://evil.example/style"><style>@import "https://evil.example/import";</style>',
  '<meta http-equiv=refresh content="0;url=https://evil.example/refresh"><base href="https://evil.example/">',
  '<img src="https://evil.example/image"><form action="https://evil.example/form"><button>Go</button></form>',
  '<a href="javascript:globalThis.attacked = 6" ping="https://evil.example/ping">click</a>',
  '<p style="background:url(https://evil.example/background)" onclick="globalThis.attacked = 7">click</p>',
  '&lt;script&gt;globalThis.attacked = 8&lt;/script&gt; &#60;script&#62;',
  '\u0000\u0001\u0008\u001b\u007f\u202e',
];
export const ATTACK = ATTACKS.join(' ');

const UNSAFE_URLS = [
  'javascript:globalThis.attacked=9',
  'JaVaScRiPt:globalThis.attacked=10',
  'java\nscript:globalThis.attacked=11',
  'data:text/html,<script>globalThis.attacked=12</script>',
  'vbscript:x',
  'file:///etc/passwd',
];

const element = { version: 1, direction: null, format: '', indent: 0 };
const text = (value: string, format = 0): SerializedNode => ({
  ...{ type: 'text', version: 1, text: value, format, mode: 'normal', style: '', detail: 0 },
});
const block = (type: string, children: SerializedNode[], more = {}): SerializedNode => ({
  type,
  ...element,
  children,
  ...more,
});
const link = (url: string): SerializedNode =>
  block('link', [text(ATTACK.slice(0, 200))], { url, title: ATTACK, rel: ATTACK, target: ATTACK });

const citation: Citation = {
  id: 'c',
  items: [
    { sourceId: 'hostile', locator: ATTACK.slice(0, 200), prefix: ATTACK.slice(0, 500), suffix: ATTACK.slice(-500) },
    { sourceId: 'hostile', dateAsWritten: ATTACK.slice(0, 100) },
    { sourceId: 'gone' },
  ],
  quote: ATTACK,
  verdict: 'unverified',
  note: ATTACK,
};
const ATTACHMENT = `${'0'.repeat(64)}.png`;
const image = (attachment: string): SerializedNode => ({
  type: 'image',
  version: 1,
  image: { attachment, alt: ATTACK },
});
const cell = (headerState: number): SerializedNode =>
  block('tablecell', [block('paragraph', [text(ATTACK)])], { headerState, colSpan: 1, rowSpan: 1 });

const BLOCKS: SerializedNode[] = [
  block('heading', [text(ATTACK)], { tag: 'h2' }),
  // Every format: bold, italic, strike, underline, code, sub, super, highlight.
  block(
    'paragraph',
    [0, 1, 2, 4, 8, 16, 32, 64, 128].map((format) => text(ATTACK, format)),
  ),
  block('paragraph', UNSAFE_URLS.map(link)),
  block('paragraph', [
    link('https://e.example/"><script>globalThis.attacked=13</script>'),
    { type: 'citation', version: 1, citation },
    { type: 'story-link', version: 1, link: { storyId: 'other', title: ATTACK } },
    { type: 'story-link', version: 1, link: { storyId: 'gone', title: ATTACK } },
    image(ATTACHMENT),
    image(`${'1'.repeat(64)}.png`),
    image(`${'2'.repeat(64)}.png`),
  ]),
  block('code', [text(ATTACK)], { language: `js"><script>globalThis.attacked=14</script>` }),
  block('quote', [text(ATTACK)]),
  block('list', [block('listitem', [text(ATTACK)], { value: 1, checked: true })], {
    listType: 'check',
    tag: 'ul',
    start: 1,
  }),
  block('table', [block('tablerow', [cell(1)]), block('tablerow', [cell(0)])]),
  { type: 'unknown-block', version: 1, original: JSON.stringify({ type: ATTACK }) },
];

function hostileSource(now: Date): Source {
  const fields = [
    'title',
    'title-short',
    'container-title',
    'publisher',
    'publisher-place',
    'DOI',
    'ISBN',
    'note',
    'genre',
  ];
  return newSource(
    'hostile',
    {
      type: 'article-newspaper',
      ...Object.fromEntries(fields.map((name) => [name, ATTACK])),
      author: [{ family: ATTACK, given: ATTACK }, { literal: ATTACK }],
      issued: { literal: ATTACK },
      volume: ATTACK,
      page: ATTACK,
      URL: UNSAFE_URLS[0],
    },
    now,
  );
}

/** The story, and what it is published with. */
export function hostileStory(styleId: string): { story: Story; context: EditionContext & HtmlOptions } {
  const now = new Date('2026-03-09T12:00:00Z');
  const story = newStory('attack', now, '2026-03-09');
  return {
    story: {
      ...story,
      title: ATTACK,
      label: ATTACK.slice(0, 200),
      summary: ATTACK,
      topics: [ATTACK.slice(0, 100)],
      document: { root: { ...story.document.root, children: BLOCKS } },
    },
    context: {
      language: `en"><script>globalThis.attacked=15</script>`,
      printer: createCitationPrinter({
        id: styleId,
        xml: readFileSync(`data/styles/${styleId}.csl`, 'utf8'),
        localeXml: readFileSync('data/styles/locales-en-US.xml', 'utf8'),
      }),
      sources: new Map([['hostile', hostileSource(now)]]),
      storyTitles: new Map([['other', ATTACK]]),
      attachments: new Map([
        [ATTACHMENT, 'data:image/png;base64,iVBORw0KGgo='],
        [`${'1'.repeat(64)}.png`, 'https://evil.example/attachment"><script>globalThis.attacked=16</script>'],
      ]),
    },
  };
}

/** What a reader would open. */
export function hostileHtml(styleId = 'galley-house'): string {
  const { story, context } = hostileStory(styleId);
  const options = { ...DEFAULT_PUBLISH_OPTIONS, verdicts: true, grades: true, confidence: true, contents: true };
  const edition = storyEdition(story, options, context);
  return publishHtml(edition, { ...context, structuredData: newsArticleOf(story, edition, 'en') });
}
