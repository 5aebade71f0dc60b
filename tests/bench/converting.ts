// Document → Markdown and → HTML of 44,000 words, against parsing the same document from JSON.
import { createHeadlessDocument } from '#core/document/headless.ts';
import { DEFAULT_PUBLISH_OPTIONS } from '#core/model/publishing.ts';
import { storyEdition } from '#core/publish/edition.ts';
import { publishHtml } from '#core/publish/html/page.ts';
import { publishStoryMarkdown } from '#core/publish/markdown.ts';
import { housePrinter, longStory } from './long-story.ts';
import { ms, quantile, timed } from './measure.ts';

export async function benchConverting(): Promise<void> {
  const { story, newSources } = longStory(44_000, 300);
  const sources = new Map(newSources.map((source) => [source.id, source]));
  const printer = housePrinter();
  const edition = () => storyEdition(story, DEFAULT_PUBLISH_OPTIONS, { printer, sources });
  const json = JSON.stringify(story.document);
  const parse = quantile(await timed(7, () => createHeadlessDocument().parseEditorState(json)), 0.5);
  const markdown = quantile(await timed(7, () => publishStoryMarkdown(edition(), story, 'document')), 0.5);
  const html = quantile(await timed(7, () => publishHtml(edition())), 0.5);
  console.log(`44,000 words, 300 citations: from JSON ${ms(parse)}`);
  console.log(
    `to Markdown ${ms(markdown)} (${(markdown / parse).toFixed(1)} times), to HTML ${ms(html)} (${(html / parse).toFixed(1)} times)`,
  );
}
