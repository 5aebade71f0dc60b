/**
 * What an editorial check is: a rule that finds places in a story, each with a sentence and a way to get there.
 */
import type { Projections } from '#core/document/summary.ts';
import type { ListedSource } from '#core/model/source.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import type { Evidence } from '../evidence.ts';
import type { PlaceNames } from './place-names.ts';

/** How alike a citation's quoted passage and the nearest passage of its source's offline copy are. */
export type QuoteMatch = {
  citationId: string;
  /** 0–1; 1 where the passage stands there word for word, kinds of quotes, dashes and spaces aside; 0 where nothing is near. */
  similarity: number;
};

/** All that checks look at. */
export type CheckedStory = {
  document: StoryDocument;
  projections: Projections;
  evidence: { story: Evidence; sections: ReadonlyMap<string, Evidence>; claims: ReadonlyMap<string, Evidence> };
  /** The library's sources by id. */
  sources: ReadonlyMap<string, ListedSource>;
  /** The stories that the library has. */
  storyIds: ReadonlySet<string>;
  /** Of the citations whose passage has been looked for. */
  quoteMatches: readonly QuoteMatch[];
  places: PlaceNames;
};

/** Where a finding leads in the open story. */
export type JumpTarget =
  | { kind: 'story' }
  | { kind: 'section'; sectionId: string }
  | { kind: 'citation'; citationId: string }
  | { kind: 'claim'; claimId: string }
  /** The story link of that place among the document's links. */
  | { kind: 'story-link'; index: number }
  /** A stretch of a text run, in UTF-16 units; runs are counted within their block. */
  | { kind: 'text'; blockIndex: number; runIndex: number; start: number; end: number };

export type Finding = {
  rule: string;
  /** What is wrong, as a sentence without its full stop. */
  message: string;
  /** More that helps to judge it, such as the words that it is about. */
  detail?: string;
  /** Names the place for muting, for as long as it stays what it is. */
  place: string;
  /** The place in words: "Regulatory Context, first sentence". */
  where: string;
  /** The innermost section that it is in; null for the story as a whole and before the first heading. */
  sectionId: string | null;
  target: JumpTarget;
};

export type Check = {
  /** Its name for good, in kebab-case; mutes are kept by it. */
  rule: string;
  /** What several of its findings are called together: "Citations without a verdict". */
  title: string;
  /** Works out ahead what it remembers of a block, so that a long story can be prepared in slices. */
  prepare?(block: SerializedNode): void;
  /** Finds its places in the story's order. Pure. */
  find(story: CheckedStory): Omit<Finding, 'rule'>[];
};
