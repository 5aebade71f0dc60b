/**
 * What the list knows of a story: its metadata and what is computed from its document.
 */
import { isReviewed, reviewStateOf } from '#core/citation/review.ts';
import { slugOf } from '#core/model/primitives.ts';
import type { Story, StoryDocument, StorySummary } from '#core/model/story.ts';
import type { StoryLink } from '#core/model/story-link.ts';
import { citationsIn, mentionedSourcesOf, type PlacedCitation } from './citations.ts';
import { claimsIn, type PlacedClaim } from './claims.ts';
import { storyLinksIn } from './links.ts';
import { outlineOf, type Section } from './outline.ts';
import { type OpenQuestion, openQuestionsIn } from './questions.ts';
import { wordsOfBlock } from './text.ts';

/** Everything that is computed from a document. */
export type Projections = {
  sections: Section[];
  citations: PlacedCitation[];
  claims: PlacedClaim[];
  /** Distinct sources in the order of their first mention. */
  sourceIds: string[];
  questions: OpenQuestion[];
  links: StoryLink[];
  words: number;
};

/** Computes all projections of a document in one go. */
export function projectionsOf(document: StoryDocument): Projections {
  const sections = outlineOf(document);
  const citations = citationsIn(document, sections);
  return {
    sections,
    citations,
    claims: claimsIn(document, sections),
    sourceIds: mentionedSourcesOf(citations),
    questions: openQuestionsIn(document, sections),
    links: storyLinksIn(document),
    words: document.root.children.reduce((words, block) => words + wordsOfBlock(block), 0),
  };
}

/** The summary of a story, as lists, search and backlinks use it. */
export function storySummaryOf(story: Story): StorySummary {
  const { citations, sourceIds, questions, links, words } = projectionsOf(story.document);
  const unanswered = questions.filter((question) => !question.answered);
  return {
    id: story.id,
    rev: story.rev,
    slug: slugOf(story.title),
    label: story.label,
    // One of spaces only would be a row that says nothing.
    title: story.title.trim() && story.title,
    summary: story.summary,
    importancePercent: story.importancePercent,
    confidencePercent: story.confidencePercent,
    topics: story.topics,
    updatedOn: story.updatedOn,
    createdAt: story.createdAt,
    savedAt: story.savedAt,
    words,
    mentions: sourceIds.length,
    citations: citations.length,
    reviewedCitations: citations.filter(({ citation, sentence }) => isReviewed(reviewStateOf(citation, sentence)))
      .length,
    openQuestions: unanswered.length,
    questions: unanswered.map((question) => question.text),
    sourceIds,
    linkedStoryIds: [...new Set(links.map((link) => link.storyId))],
    ...(story.origin && { originSha256: story.origin.sha256 }),
  };
}
