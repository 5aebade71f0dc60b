/**
 * A story as one self-contained HTML file without script: accessible, printable, citations linked to their sources. Here
 * is the page around the text; the text itself is `html-body.ts`.
 */
import { bandOf } from '#core/assessment/bands.ts';
import type { PrintedEntry } from '#core/citation/printer.ts';
import { mentionedSourcesOf } from '#core/document/citations.ts';
import type { MdastCitation } from '#core/document/markdown/extension.ts';
import type { Story } from '#core/model/story.ts';
import { htmlBodyOf } from './html-body.ts';
import { HTML_STYLE } from './html-style.ts';
import { longDateOf } from './metrics-line.ts';
import { type PublishContext, printedTree } from './printed.ts';

export type HtmlContext = PublishContext & {
  /** The language of the page, a BCP 47 tag. */
  language?: string;
  /** Data URIs of the images, by attachment name; one that is missing is printed as its text. */
  attachments?: ReadonlyMap<string, string>;
};

/** Prints a story as an HTML document. */
export function publishHtml(story: Story, context: HtmlContext): string {
  const { tree, citations } = printedTree(story.document, context);
  const placed = citations.map(({ citation }) => ({ citation, sectionId: null, blockIndex: 0 }));
  const sourceIds = mentionedSourcesOf(placed);
  const entries = context.printer.printSourceList(sourceIds, context.sources);
  const body = htmlBodyOf(tree, citations, entries, context.attachments ?? new Map());
  const title = story.title || 'Untitled story';
  return withoutControls(`<!doctype html>
<html lang="${languageOf(context.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Galley">
${story.summary ? `<meta name="description" content="${escapeHtml(story.summary)}">\n` : ''}<title>${escapeHtml(title)}</title>
<style>
${HTML_STYLE}
</style>
</head>
<body>
<main class="story">
<article>
<header>
${story.label ? `<p class="label">${escapeHtml(story.label)}</p>\n` : ''}<h1>${escapeHtml(title.replace(/ (?=[–—] )/g, NO_BREAK))}</h1>
${story.summary ? `<p class="summary">${escapeHtml(story.summary).replace(/\n/g, '<br>')}</p>\n` : ''}<dl class="metrics">
<div><dt>Importance</dt><dd>${percentOf(story.importancePercent)}</dd></div>
<div><dt>Confidence</dt><dd>${percentOf(story.confidencePercent)}, ${bandOf(story.confidencePercent).toLowerCase()}</dd></div>
<div><dt>Mentions</dt><dd>${sourceIds.length}</dd></div>
<div><dt>Updated</dt><dd><time datetime="${story.updatedOn}">${longDateOf(story.updatedOn)}</time></dd></div>
</dl>
</header>
<div class="body">
${body}
</div>
${sourceList(entries, citations)}</article>
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

function sourceList(entries: readonly PrintedEntry[], citations: readonly MdastCitation[]): string {
  if (entries.length === 0) return '';
  const items = entries.map(({ sourceId, html }, index) => {
    const back = citations.flatMap(({ citation }, cite) =>
      citation.items.some((item) => item.sourceId === sourceId)
        ? [
            `<a class="back" href="#cite-${cite + 1}" aria-label="Back to citation ${cite + 1}">${RETURN} ${cite + 1}</a>`,
          ]
        : [],
    );
    return `<li id="source-${index + 1}">${[html, ...back].join(' ')}</li>`;
  });
  return `<section class="sources" aria-labelledby="sources">\n<h2 id="sources">Sources</h2>\n<ol>\n${items.join('\n')}\n</ol>\n</section>\n`;
}

/** A dash doesn't begin a line, nor does the sign after a number. */
const NO_BREAK = '\u00a0';
/** An arrow as text, where some systems would paint a picture. */
const RETURN = '\u21a9\ufe0e';

function percentOf(percent: number): string {
  return `${percent}${NO_BREAK}%`;
}

/** A language tag (BCP 47) as it is given; English where it is none. */
function languageOf(tag = 'en'): string {
  return /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(tag) ? tag : 'en';
}

function escapeHtml(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
