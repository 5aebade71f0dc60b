/**
 * An edition as one self-contained HTML file without script: accessible, printable, citations linked both ways.
 */
import type { Root } from 'mdast';
import { RELIABILITY_NAMES } from '#core/assessment/admiralty.ts';
import { footnoteText, STATE_WORDS } from '../citation-text.ts';
import { contentsEntries } from '../contents.ts';
import type { Edition, EditionPart } from '../edition.ts';
import type { Fact } from '../heads.ts';
import { bodyPrinter, RIGHT_TO_LEFT } from './body.ts';
import { escapeHtml } from './elements.ts';
import { HTML_STYLE } from './style.ts';

export type HtmlOptions = {
  /** The language of the page, a BCP 47 tag. */
  language?: string;
  /** Data URIs of the images, by attachment name; one that is missing is printed as its text. */
  attachments?: ReadonlyMap<string, string>;
  /** A block of structured data for the head, as `structured-data.ts` makes it. */
  structuredData?: string;
};

/** Prints an edition as an HTML document. */
export function publishHtml(
  edition: Edition,
  { language = 'en', attachments = new Map(), structuredData = '' }: HtmlOptions = {},
): string {
  const bodyOf = bodyPrinter(edition, attachments);
  const introduction = edition.introduction
    ? `<div class="body introduction">\n${bodyOf(edition.introduction)}\n</div>\n`
    : '';
  return withoutControls(`<!DOCTYPE html>
<html lang="${languageOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Galley">
${edition.summary ? `<meta name="description" content="${escapeHtml(edition.summary)}">\n` : ''}<title>${shortTitle(edition.title)}</title>
${structuredData ? `${structuredData}\n` : ''}<style>
${HTML_STYLE}
</style>
</head>
<body>
<main class="story">
<article>
<header>
${edition.label ? `<p class="label">${escapeHtml(edition.label)}</p>\n` : ''}<h1${directionOf(edition.title)}>${escapeHtml(edition.title.replace(/ (?=[–—] )/g, NO_BREAK))}</h1>
${paragraphOf(edition.summary, 'summary')}${factsOf(edition.facts)}</header>
${edition.options.contents ? contentsOf(edition) : ''}${introduction}${edition.parts.map((part, index) => partOf(part, index, edition, bodyOf)).join('')}${leftOutNote(edition)}${footnotes(edition)}${sourceList(edition)}</article>
</main>
</body>
</html>
`);
}

/** HTML has no control characters but tabs and line feeds (HTML, §13.2.3.5); a text that was pasted may. */
function withoutControls(html: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return html.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

/** What windows and lists of results show of a title. */
const MAX_SHORT_TITLE = 70;

/** A title as the head states it, escaped: whole words, and whole characters where there are none. */
function shortTitle(title: string): string {
  const plain = title.replace(/\s+/g, ' ').trim();
  if (escapeHtml(plain).length <= MAX_SHORT_TITLE) return escapeHtml(plain);
  let cut = '';
  for (const sign of plain) {
    // One is left for the sign that there is more.
    if (escapeHtml(cut + sign).length >= MAX_SHORT_TITLE) break;
    cut += sign;
  }
  return escapeHtml(`${cut.replace(/\s+\S*$/, '').replace(/[\s–—,:;.]+$/, '') || cut}…`);
}

/** A dash doesn't begin a line. */
const NO_BREAK = '\u00a0';
/** An arrow as text, where some systems would paint a picture. */
const RETURN = '\u21a9\ufe0e';

/** A language tag (BCP 47) as it is given; English where it is none. */
function languageOf(tag: string): string {
  return /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(tag) ? tag : 'en';
}

function partOf(part: EditionPart, index: number, edition: Edition, bodyOf: (tree: Root) => string): string {
  const body = bodyOf(part.tree);
  const text = body ? `<div class="body">\n${body}\n</div>\n` : '';
  if (!part.heading) return text;
  const { anchor, text: heading } = part.heading;
  // Landmarks of one name can't be told apart: a story that stands here twice is one only once.
  const isAgain = edition.parts.slice(0, index).some((other) => other.heading?.text === heading);
  return `<section class="part"${isAgain ? '' : ` aria-labelledby="${anchor}"`}>
${part.label ? `<p class="label">${escapeHtml(part.label)}</p>\n` : ''}<h2 id="${anchor}"${directionOf(heading)}>${escapeHtml(heading)}</h2>
${paragraphOf(part.summary, 'summary')}${factsOf(part.facts)}${text}</section>
`;
}

/** Nothing for text that only runs from left to right, as the page does. */
function directionOf(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? ' dir="auto"' : '';
}

function paragraphOf(text: string, className: string): string {
  return text ? `<p class="${className}"${directionOf(text)}>${escapeHtml(text).replace(/\n/g, '<br>')}</p>\n` : '';
}

function factsOf(facts: readonly Fact[]): string {
  if (facts.length === 0) return '';
  const rows = facts.map(({ name, value, date }) => {
    const said = escapeHtml(value);
    return `<div><dt>${escapeHtml(name)}</dt><dd>${date ? `<time datetime="${date}">${said}</time>` : said}</dd></div>`;
  });
  return `<dl class="metrics">\n${rows.join('\n')}\n</dl>\n`;
}

function contentsOf(edition: Edition): string {
  const entries = contentsEntries(edition);
  if (entries.length === 0) return '';
  const items = entries.map(({ text, anchor }) => `<li><a href="#${anchor}">${escapeHtml(text)}</a></li>`);
  return `<nav class="contents" aria-label="Contents">\n<ol>\n${items.join('\n')}\n</ol>\n</nav>\n`;
}

function leftOutNote({ leftOut, options }: Edition): string {
  if (!options.audience || leftOut.bullets === 0) return '';
  const points = `${leftOut.bullets} significance ${leftOut.bullets === 1 ? 'point' : 'points'}`;
  return `<p class="statement">Prepared for ${escapeHtml(options.audience)}: ${points} for other readers left out.</p>\n`;
}

function footnotes({ options, citations, places }: Edition): string {
  if (options.citations !== 'footnotes' || citations.length === 0) return '';
  const items = citations.map((node) => {
    const place = places.get(node);
    const verdict = options.verdicts && place ? ` [${STATE_WORDS[place.state]}]` : '';
    const cited = options.sourceList ? (place?.items ?? []).filter(({ source }) => source > 0) : [];
    const links = [...cited.map(({ source }) => toSource(source)), back(place?.number ?? 0)];
    return `<li id="note-${place?.number}">${escapeHtml(footnoteText(node) + verdict)} ${links.join(' ')}</li>`;
  });
  return `<section class="sources" aria-labelledby="notes">\n<h2 id="notes">Notes</h2>\n<ol>\n${items.join('\n')}\n</ol>\n</section>\n`;
}

function sourceList({ options, sources, citations, places, isNumbered }: Edition): string {
  if (!options.sourceList || sources.length === 0) return '';
  const backsOf = Map.groupBy(
    citations.flatMap((node) => {
      const cited = new Set(node.citation.items.map((item) => item.sourceId));
      return Array.from(cited, (sourceId) => ({ sourceId, html: back(places.get(node)?.number ?? 0) }));
    }),
    ({ sourceId }) => sourceId,
  );
  const items = sources.map(({ sourceId, number, html, grade }) => {
    const backs = (backsOf.get(sourceId) ?? []).map((each) => each.html);
    const graded = options.grades
      ? ` <span class="grade">${grade ? `${grade}: ${RELIABILITY_NAMES[grade].toLowerCase()}` : 'not graded'}</span>`
      : '';
    return `<li id="source-${number}">${[html + graded, ...backs].join(' ')}</li>`;
  });
  return `<section class="sources" aria-labelledby="sources">\n<h2 id="sources">Sources</h2>\n<ol${isNumbered ? ' class="numbered"' : ''}>\n${items.join('\n')}\n</ol>\n</section>\n`;
}

function toSource(number: number): string {
  return `<a class="back" href="#source-${number}">Source ${number}</a>`;
}

function back(number: number): string {
  return `<a class="back" href="#cite-${number}" aria-label="Back to citation ${number}">${RETURN} ${number}</a>`;
}
