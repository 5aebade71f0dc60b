// Every published attack through each gate by itself: what comes out holds nothing beyond the gate's allow-list.
import { readFileSync } from 'node:fs';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { createCitationPrinter } from '#core/citation/printer.ts';
import { safeCitationHtml } from '#core/citation/safe-html.ts';
import { openDocument } from '#core/document/gate.ts';
import { documentFromMarkdown } from '#core/document/markdown/convert.ts';
import { imageSchema } from '#core/document/nodes/image-node.ts';
import { isSafeUrl } from '#core/document/safe-url.ts';
import { walk } from '#core/document/walk.ts';
import { readStory } from '#core/intake/intake.ts';
import { copyTextSchema } from '#core/model/copy-text.ts';
import { DEFAULT_PUBLISH_OPTIONS } from '#core/model/publishing.ts';
import type { StoryDocument } from '#core/model/story.ts';
import { storyEdition } from '#core/publish/edition.ts';
import { publishHtml } from '#core/publish/html/page.ts';
import { newsArticleOf } from '#core/publish/html/structured-data.ts';
import { pageText } from '#main/library/copies/html.ts';
import { harmlessHtml } from '#main/library/copies/html-harmless.ts';
import { hostilePage, hostileSource, hostileStory, hostileStyle } from './hostile-library.ts';
import { ADDRESSES, batchesOf, isLong, VECTORS, type Vector } from './hostile-vectors.ts';
import { CITATION, EXPORTED, strayParts } from './stray-parts.ts';

const localeXml = readFileSync('data/styles/locales-en-US.xml', 'utf8');
const house = createCitationPrinter({
  id: 'galley-house',
  xml: readFileSync('data/styles/galley-house.csl', 'utf8'),
  localeXml,
});
const NOW = new Date('2026-03-09T12:00:00Z');
const each = VECTORS.map((vector): [string, Vector] => [vector.id, vector]);
/** For what takes an engine or an editor each time. */
const together = batchesOf(isLong ? 1 : 40).map((vectors): [string, Vector[]] => [
  vectors.length > 1 ? `${vectors[0]?.id} to ${vectors.at(-1)?.id}` : `${vectors[0]?.id}`,
  vectors,
]);

/** What a document holds that no editor may get: an unsafe link, an image from elsewhere, a style, an unknown node. */
function strayNodes(document: StoryDocument): string[] {
  const stray: string[] = [];
  walk(document, (node) => {
    if (!KNOWN.has(node.type)) stray.push(`a node “${node.type.slice(0, 40)}”`);
    if (node.type === 'link' && !isSafeUrl(String(node.url))) stray.push(`a link to ${String(node.url).slice(0, 80)}`);
    if (node.type === 'image' && !imageSchema.safeParse(node.image).success) stray.push('an image from elsewhere');
    if (node.style) stray.push(`the style ${String(node.style)}`);
    if (node.backgroundColor) stray.push(`the colour ${String(node.backgroundColor)}`);
  });
  return [...new Set(stray)];
}
const KNOWN = new Set(
  'root paragraph heading quote code horizontalrule list listitem table tablerow tablecell text linebreak tab link claim citation story-link image unknown-block unknown-inline'.split(
    ' ',
  ),
);

test(`there are at least 300 attacks, no two of them alike`, () => {
  expect(new Set(VECTORS.map(({ html }) => html)).size).toBe(VECTORS.length);
  expect(VECTORS.length).toBeGreaterThanOrEqual(300);
  console.log(
    `security: ${VECTORS.length} hostile vectors and ${ADDRESSES.length} addresses through 7 gates, each alone`,
  );
});

test('an address that is taken leads by http, https or mailto wherever a browser reads it', () => {
  const taken = [...ADDRESSES, ...VECTORS.map(({ html }) => html)].filter(isSafeUrl);
  const protocols = taken
    .filter((address) => URL.canParse(address))
    .map((address) => new URL(address, 'galley://app/').protocol);
  expect([...new Set(protocols)].filter((protocol) => !['http:', 'https:', 'mailto:'].includes(protocol))).toEqual([]);
});

describe('a document as stored', () => {
  test.each(each)('%s', (id, vector) => {
    const { document } = openDocument(hostileStory(`story-${id}`, [vector]).document);
    expect(strayNodes(document)).toEqual([]);
  });
  test('with every address that attacks use', () => {
    const document = hostileStory('addresses', VECTORS).document;
    expect(strayNodes(openDocument(document).document)).toEqual([]);
  });
});

describe('Markdown and story pages', () => {
  test.each(each)('%s', (_, { html }) => {
    expect(strayNodes(documentFromMarkdown(html))).toEqual([]);
    const page = `Developing Story\n\n${html}\n\nSummary ${html}\n\nImportance: 60%Confidence: 40%Mentions: 1Updated: March 9, 2026\n\n## ${html}\n\n- [ ] ${html}\n- **${html}:** ${html}\n`;
    let count = 0;
    const { story } = readStory(
      { fileName: `${html.slice(0, 400)}.md`, text: page, sha256: '0'.repeat(64) },
      {
        sources: [],
        printer: house,
        newId: () => {
          count += 1;
          return `id-${count}`;
        },
        now: NOW,
        today: '2026-03-09',
      },
    );
    expect(strayNodes(story.document)).toEqual([]);
  });
});

describe('a saved page', () => {
  test.each(each)('%s', (_, vector) => {
    for (const html of [vector.html, hostilePage([vector])]) {
      const harmless = harmlessHtml(html);
      expect(strayOfSavedPage(harmless)).toEqual([]);
      for (const whole of [false, true])
        expect(copyTextSchema.strict().safeParse(pageText(Buffer.from(html), { whole })).success).toBe(true);
    }
  });
});

/** A saved page may hold any element of text; what acts is named by its element or attribute. */
function strayOfSavedPage(html: string): string[] {
  const kept =
    'class id role lang dir hidden aria-hidden href rel name property itemprop itemtype itemscope content datetime';
  const stray: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) {
      const isData =
        node.tagName === 'script' &&
        node.attrs.every(({ name, value }) => name === 'type' && value.endsWith('ld+json'));
      if (
        !isData &&
        /^(?:script|style|link|base|iframe|frame|object|embed|applet|svg|math|img|image|video|audio|source|track|area|map|input|button|select|textarea|template|noscript|noframes)$/.test(
          node.tagName,
        )
      )
        stray.push(`<${node.tagName}>`);
      for (const { name } of node.attrs)
        if (!isData && !kept.split(' ').includes(name)) stray.push(`${node.tagName}[${name}]`);
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  for (const node of parse(html, { scriptingEnabled: true }).childNodes) visit(node);
  return [...new Set(stray)];
}

describe('a citation', () => {
  test.each(each)('%s', (_, { html }) => {
    expect(strayParts(safeCitationHtml(html), CITATION)).toEqual([]);
  });

  test.each(together)('as a style prints it: %s', (_, vectors) => {
    const sources = new Map(vectors.map((vector) => [vector.id, hostileSource(vector)]));
    const citations = vectors.map(({ id, html }) => ({
      ...{ id, quote: '', note: '', verdict: 'unverified' as const },
      items: [{ sourceId: id, prefix: html, suffix: html, locator: html, dateAsWritten: html }],
    }));
    const hostile = createCitationPrinter({ id: 'hostile', xml: hostileStyle(vectors), localeXml });
    for (const printer of [house, hostile]) {
      for (const { html } of [
        ...printer.printCitations(citations, sources),
        ...printer.printSourceList([...sources.keys()], sources),
      ])
        expect(strayParts(html, CITATION)).toEqual([]);
    }
  });
});

describe('an exported page', () => {
  test.each(together)('%s', (_, vectors) => {
    const stored = hostileStory('story', vectors);
    const story = { ...stored, document: openDocument(stored.document).document };
    const words = vectors[0]?.html ?? '';
    for (const citations of ['inline', 'footnotes', 'numbered'] as const) {
      const options = { ...DEFAULT_PUBLISH_OPTIONS, citations, verdicts: true, confidence: true, contents: true };
      const edition = storyEdition(story, options, {
        printer: house,
        sources: new Map(vectors.map((vector) => [vector.id, hostileSource(vector)])),
        storyTitles: new Map([['not-there', words]]),
      });
      const html = publishHtml(edition, { language: words, structuredData: newsArticleOf(story, edition, words) });
      expect(strayParts(html, EXPORTED)).toEqual([]);
    }
  });
});
