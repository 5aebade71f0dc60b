/**
 * A library whose every text is an attack: stories, sources, briefings, offline copies and a citation style, as files that
 * somebody else could have put there.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Briefing, newBriefing } from '#core/model/briefing.ts';
import { LIBRARY_SCHEMA_VERSION, settingsSchema } from '#core/model/library.ts';
import { DEFAULT_PUBLISH_OPTIONS } from '#core/model/publishing.ts';
import { newSource, type Source, type SourceCopy } from '#core/model/source.ts';
import { newStory, type SerializedNode, type Story } from '#core/model/story.ts';
import { column, writePdf } from '../main/library/copies/write-pdf.ts';
import { ADDRESSES, type Vector } from './hostile-vectors.ts';

const NOW = new Date('2026-03-09T12:00:00Z');
/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const HOSTILE_STYLE = 'hostile';

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pixelName = `${sha256(PIXEL)}.png`;

const element = { version: 1, direction: null, format: '', indent: 0 };
const text = (value: string, more = {}): SerializedNode => ({
  ...{ type: 'text', version: 1, text: value, format: 0, mode: 'normal', style: '', detail: 0 },
  ...more,
});
const block = (type: string, children: SerializedNode[], more = {}): SerializedNode => ({
  type,
  ...element,
  children,
  ...more,
});

/** All that one attack can be put into in a document; much of it no editor of ours would write. */
function blocksOf({ id, html }: Vector, addresses: readonly string[]): SerializedNode[] {
  const short = (length: number) => html.slice(0, length).toWellFormed();
  const link = (url: string, more = {}) => block('link', [text(short(80))], { url, title: html, rel: html, ...more });
  const citation = {
    id,
    items: [
      { sourceId: id, locator: short(200), prefix: short(500), suffix: short(500), dateAsWritten: short(100) },
      { sourceId: 'not-there', suffix: short(500) },
    ],
    quote: html,
    verdict: 'partly',
    note: html,
    review: { at: NOW.toISOString(), sentence: html },
  };
  const section = { id, role: 'significance', confidencePercent: 40, rationale: short(2_000) };
  const cell = (headerState: number) =>
    block('tablecell', [block('paragraph', [text(html)])], {
      headerState,
      colSpan: 1,
      backgroundColor: 'url(https://evil.example/cell)',
    });
  return [
    block('heading', [text(html)], { tag: 'h2', $: { section } }),
    block('paragraph', [
      text(html, { format: 255, style: 'background:url(https://evil.example/style);color:expression(alert(1))' }),
      { type: 'citation', version: 1, citation },
      block('claim', [text(short(200))], {
        claim: { id, confidencePercent: 40, likelihoodPercent: 60, note: html },
      }),
      { type: 'story-link', version: 1, link: { storyId: 'not-there', title: html } },
      { type: 'image', version: 1, image: { attachment: pixelName, alt: short(2_000) } },
      { type: 'image', version: 1, image: { attachment: `../../${html}`, alt: html }, src: html },
      { type: 'image', version: 1, image: { attachment: `${'0'.repeat(64)}.svg`, alt: html } },
      { type: 'autolink', version: 1, url: html, children: [text(html)] },
    ]),
    block('paragraph', [
      link(html),
      link(`https://x.example/${html}`),
      link(`https://x.example/?${encodeURIComponent(html)}`, { target: html }),
      ...addresses.map((address) => link(address)),
    ]),
    block('code', [text(html)], { language: short(100), theme: html }),
    block('list', [block('listitem', [text(html)], { value: 1, checked: false })], {
      listType: 'check',
      tag: 'ul',
      start: 1,
    }),
    block('quote', [text(html)]),
    block('table', [block('tablerow', [cell(1)]), block('tablerow', [cell(0)])], {
      colWidths: [html as unknown as number],
    }),
    { type: html, version: 1, children: [text(html)], tag: 'script', __html: html },
    { type: 'unknown-block', version: 1, original: html },
    { type: 'html', version: 1, html, children: [] },
  ];
}

/** A story of a batch of attacks. */
export function hostileStory(id: string, vectors: readonly Vector[]): Story {
  const [first] = vectors;
  const title = first?.html ?? '';
  const share = Math.ceil(ADDRESSES.length / Math.max(1, vectors.length));
  return {
    ...newStory(id, NOW, '2026-03-09'),
    label: title.slice(0, 200).toWellFormed(),
    title: `${id} ${title}`.slice(0, 2_000).toWellFormed(),
    summary: vectors.map(({ html }) => html).join('\n'),
    topics: vectors.slice(0, 20).map(({ html }) => html.slice(0, 100).toWellFormed()),
    document: {
      root: {
        type: 'root',
        ...element,
        children: vectors.flatMap((vector, index) =>
          blocksOf(vector, vectors.length > 1 ? ADDRESSES.slice(index * share, (index + 1) * share) : []),
        ),
      },
    },
    mutedChecks: [{ rule: title.slice(0, 100).toWellFormed(), place: 'x', reason: title, mutedAt: NOW.toISOString() }],
  };
}

/** A source with an attack in each of its fields. */
export function hostileSource({ id, html }: Vector): Source {
  const texts = ['title', 'title-short', 'container-title', 'publisher', 'publisher-place', 'DOI', 'ISBN', 'note'];
  return {
    ...newSource(
      id,
      {
        type: 'article-newspaper',
        ...Object.fromEntries(texts.map((name) => [name, html])),
        author: [{ family: html, given: html, 'dropping-particle': html }, { literal: html }],
        issued: { 'date-parts': [[2026, 3]], literal: html },
        accessed: { raw: html },
        volume: html,
        page: html,
        genre: html,
        language: html,
        URL: html,
      },
      NOW,
    ),
    grade: 'B',
    tags: [html.slice(0, 100).toWellFormed()],
    notes: html,
    syndicatedFrom: html.slice(0, 500).toWellFormed(),
    excerpts: [{ id: 'excerpt', text: html, page: html.slice(0, 40).toWellFormed(), note: html }],
  };
}

/** A page with the attacks in it, each at its own place, and text enough to be an article. */
export function hostilePage(vectors: readonly Vector[]): string {
  const words = 'The part of the page that anybody wants to read is this one, and it is long enough to be one. ';
  return `<!doctype html><html><head><title>A page</title></head><body><article><h1>A page</h1><p>${words.repeat(4)}</p>
${vectors.map(({ html }) => `<section>${html}</section><p>${words}</p>`).join('\n')}</article></body></html>`;
}

/** The attacks as a CSL style: its title, its terms and all that it prints of its own. */
export function hostileStyle(vectors: readonly Vector[]): string {
  const xml = (value: string) =>
    // What XML can't hold is left out, as an attacker would.
    value
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"\s]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const printed = vectors
    .map(({ html }) => `<text value="${xml(html)}" prefix="${xml(html.slice(0, 200).toWellFormed())}"/>`)
    .join('\n');
  return `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Hostile ${xml(vectors[0]?.html ?? '')}</title><id>hostile</id><updated>2026-03-09T00:00:00+00:00</updated></info>
  <locale><terms><term name="and">${xml(vectors[1]?.html ?? '')}</term></terms></locale>
  <citation><layout prefix="(" suffix=")" delimiter="; ">
    <text variable="container-title" prefix="${xml('<img src=x onerror=alert(1)>')}" suffix="${xml('<script>alert(1)</script>')}"/>
    <text variable="title" font-variant="small-caps" text-decoration="underline"/>
  </layout></citation>
  <bibliography><layout>
    <names variable="author"><name and="text"/></names>
    <group><text variable="title" text-decoration="underline"/><text variable="URL"/><text variable="DOI"/></group>
    <group>${printed}</group>
  </layout></bibliography>
</style>
`;
}

/** The files of a library with one story and one well-copied source for each batch, and a briefing of all stories. */
export function writeHostileLibrary(folder: string, batches: readonly Vector[][]): void {
  for (const room of ['stories', 'sources', 'briefings', 'attachments', 'styles', 'trash', '.cache'])
    mkdirSync(path.join(folder, room), { recursive: true, mode: 0o700 });
  const write = (name: string, value: unknown) => writeFileSync(path.join(folder, name), JSON.stringify(value));
  write('library.json', {
    schemaVersion: LIBRARY_SCHEMA_VERSION,
    id: 'hostile',
    createdAt: NOW.toISOString(),
    settings: { ...settingsSchema.parse({}), styleId: HOSTILE_STYLE },
  });
  writeFileSync(path.join(folder, 'attachments', pixelName), PIXEL);
  writeFileSync(path.join(folder, 'styles', `${HOSTILE_STYLE}.csl`), hostileStyle(batches.flat().slice(0, 40)));
  const attach = (kind: SourceCopy['kind'], extension: string, bytes: string | Uint8Array, fileName: string) => {
    const name = `${sha256(bytes)}.${extension}`;
    writeFileSync(path.join(folder, 'attachments', name), bytes);
    const sizeBytes = Buffer.byteLength(bytes);
    return { id: kind, kind, attachment: name, fileName, sizeBytes, keptAt: NOW.toISOString() };
  };
  for (const [index, vectors] of batches.entries()) {
    const id = storyIdOf(index);
    write(`stories/${id}.json`, hostileStory(id, vectors));
    const lines = vectors.flatMap(({ html }) => html.replace(/[^\x20-\x7e]/g, ' ').match(/.{1,90}/g) ?? []);
    const words = (vectors[0]?.html ?? '').slice(0, 400).toWellFormed();
    const copies: SourceCopy[] = [
      attach('html', 'html', hostilePage(vectors), `html ${words}`),
      attach('text', 'txt', vectors.map(({ html }) => html).join('\n\n'), `text ${words}`),
      attach(
        'pdf',
        'pdf',
        writePdf([column(lines, { size: 6, leading: 7 })], { info: { Title: words } }),
        `pdf ${words}`,
      ),
    ];
    for (const [at, vector] of vectors.entries()) {
      const source = hostileSource(vector);
      // One that can be found, and has the copies.
      const csl = { ...source.csl, title: `copies${index}x ${vector.html}` };
      write(`sources/${vector.id}.json`, at === 0 ? { ...source, csl, copies } : source);
    }
  }
  write('briefings/hostile.json', hostileBriefing(batches));
}

export const storyIdOf = (batch: number) => `hostile${batch}x`;

function hostileBriefing(batches: readonly Vector[][]): Briefing {
  const vectors = batches.flat();
  const words = (at: number, length: number) => (vectors[at]?.html ?? '').slice(0, length).toWellFormed();
  return {
    ...newBriefing('hostile', NOW, '2026-03-09'),
    title: words(0, 2_000),
    number: words(1, 100),
    preparedBy: words(2, 500),
    preparedFor: words(3, 500),
    handling: words(4, 200),
    introduction: hostileStory('introduction', vectors.slice(0, 20)).document,
    items: [
      ...batches.map((_, index) => ({
        id: `item-${index}`,
        storyId: storyIdOf(index),
        title: words(index, 2_000),
        show: 'full' as const,
      })),
      { id: 'gone', storyId: 'not-there', title: words(5, 2_000), show: 'full' },
    ],
    options: { ...DEFAULT_PUBLISH_OPTIONS, verdicts: true, grades: true, confidence: true, contents: true },
    styleId: HOSTILE_STYLE,
  };
}
