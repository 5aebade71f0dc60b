// A desk for the tests: takes a page in as the workbench does, and publishes what came of it.
import { readFileSync } from 'node:fs';
import { createCitationPrinter } from '#core/citation/printer.ts';
import { type Intake, type IntakeContext, readStory } from '#core/intake/intake.ts';
import { DEFAULT_PUBLISH_OPTIONS } from '#core/model/publishing.ts';
import type { Source } from '#core/model/source.ts';
import { storyEdition } from '#core/publish/edition.ts';
import { publishHtml } from '#core/publish/html/page.ts';
import { publishStoryMarkdown } from '#core/publish/markdown.ts';

export const printer = createCitationPrinter({
  id: 'galley-house',
  xml: readFileSync('data/styles/galley-house.csl', 'utf8'),
  localeXml: readFileSync('data/styles/locales-en-US.xml', 'utf8'),
});

/** What a page is taken in with; its ids count up. */
export function deskContext(sources: Source[] = []): IntakeContext {
  let ids = 0;
  return {
    sources,
    printer,
    newId: () => {
      ids += 1;
      return `id${ids}`;
    },
    now: new Date('2026-03-10T08:00:00Z'),
    today: '2026-03-10',
  };
}

export function takeIn(text: string, options: { fileName?: string; sources?: Source[] } = {}): Intake {
  const file = { fileName: options.fileName ?? 'page.txt', text, sha256: '0'.repeat(64) };
  return readStory(file, deskContext(options.sources));
}

const sourcesOf = (intake: Intake, more: Source[] = []) =>
  new Map([...more, ...intake.newSources].map((source) => [source.id, source]));

export function markdownOf(intake: Intake, layout: 'page' | 'document', more: Source[] = []): string {
  const edition = storyEdition(
    intake.story,
    { ...DEFAULT_PUBLISH_OPTIONS, sourceList: false },
    { printer, sources: sourcesOf(intake, more) },
  );
  return publishStoryMarkdown(edition, intake.story, layout);
}

export function htmlOf(intake: Intake): string {
  return publishHtml(storyEdition(intake.story, DEFAULT_PUBLISH_OPTIONS, { printer, sources: sourcesOf(intake) }));
}
