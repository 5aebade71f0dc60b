/**
 * Files that Galley itself has written, recognised by their content.
 */
import { openDocument } from '#core/document/gate.ts';
import type { Briefing } from '#core/model/briefing.ts';
import type { Story } from '#core/model/story.ts';
import { readPandoc } from '#core/pandoc/read.ts';
import { isGalleyJson, readGalleyJson } from '#core/publish/json.ts';
import type { Brought } from './adopt.ts';

/**
 * Reads a JSON or Pandoc Markdown export; null for any other text. Every document passes the gate. Throws `Failure` Invalid
 * where the file is Galley's and damaged.
 */
export function readBrought(text: string, newId: () => string): Brought | null {
  if (isGalleyJson(text)) {
    const read = readGalleyJson(text);
    const { sources, attachments: images } = read;
    if (read.format === 'galley-story') return { stories: [opened(read.story)], sources, images };
    return { stories: read.stories.map(opened), briefing: openedBriefing(read.briefing), sources, images };
  }
  const pandoc = readPandoc(text, newId);
  if (!pandoc) return null;
  return { stories: [opened(pandoc.story)], sources: [], named: pandoc.named };
}

function opened(story: Story): Story {
  return { ...story, document: openDocument(story.document).document };
}

function openedBriefing(briefing: Briefing): Briefing {
  return { ...briefing, introduction: openDocument(briefing.introduction).document };
}
