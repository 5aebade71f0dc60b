/**
 * What `galley show` says of a story: its metadata with its projections and its assessment.
 */

import { assessStory } from '#core/assessment/assess.ts';
import type { CitationPrinter } from '#core/citation/printer.ts';
import { projectionsOf } from '#core/document/summary.ts';
import type { Source } from '#core/model/source.ts';
import type { Story } from '#core/model/story.ts';

/** The story as plain data; percentages are 0–100, `updated` is a calendar date. */
export function shownStory(
  story: Story,
  sources: ReadonlyMap<string, Source>,
  storyIds: ReadonlySet<string>,
  printer: CitationPrinter,
) {
  const projections = projectionsOf(story.document);
  const { sections, citations, claims, sourceIds, questions, links, words } = projections;
  const assessment = assessStory({ story, sources, storyIds, projections });
  const printed = printer.printCitations(
    citations.map(({ citation }) => citation),
    sources,
  );
  return {
    id: story.id,
    title: story.title,
    label: story.label,
    summary: story.summary,
    importance: story.importancePercent,
    confidence: story.confidencePercent,
    evidence: assessment.story.suggestedPercent,
    mentions: sourceIds.length,
    updated: story.updatedOn,
    topics: story.topics,
    words,
    sections: sections.map(({ id, heading, level, role, confidencePercent, words: sectionWords }) => ({
      id,
      heading,
      level,
      role,
      confidence: confidencePercent,
      evidence: assessment.sections.get(id)?.suggestedPercent ?? null,
      words: sectionWords,
    })),
    citations: citations.map(({ citation, sectionId }, index) => ({
      sectionId,
      printed: printed[index]?.text ?? '',
      items: citation.items.map(({ sourceId, locator, label }) => ({
        sourceId,
        locator: locator ?? null,
        label: label ?? null,
      })),
      verdict: citation.verdict,
    })),
    claims: claims.map(({ claim, text, sectionId }) => ({
      sectionId,
      text,
      confidence: claim.confidencePercent,
      likelihood: claim.likelihoodPercent,
      note: claim.note,
    })),
    checks: assessment.findings.map(({ rule, message, where, sectionId }) => ({ rule, message, where, sectionId })),
    questions: questions.map(({ text, answered }) => ({ text, answered })),
    links: links.map(({ storyId, title }) => ({ storyId, title })),
  };
}
