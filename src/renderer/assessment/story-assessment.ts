/**
 * The assessment of the open story, as the window shows it: computed anew when there is quiet, from what the window
 * knows of story, sources and library.
 */
import { replaceEqualDeep, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { create } from 'zustand';
import { type Assessment, assessStory, prepareBlock } from '#core/assessment/assess.ts';
import type { StoryDocument } from '#core/model/story.ts';
import { queries } from '#renderer/app/api.ts';
import { sourcesById } from '#renderer/app/sources-by-id.ts';
import { useQuoteMatches } from '#renderer/quotation/quote-matches.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';

type StoryAssessment = {
  /** Null until everything is known that it takes. */
  assessment: Assessment | null;
  /** How many findings that are not muted each section has of its own. */
  findingsBySection: ReadonlyMap<string, number>;
};
const NOTHING: StoryAssessment = { assessment: null, findingsBySection: new Map() };

export const useStoryAssessment = create<StoryAssessment>(() => NOTHING);

/** What the evidence suggests for a section, or for the story where the id is null; null where it suggests nothing. */
export function useSuggestedPercent(sectionId: string | null): number | null {
  return useStoryAssessment(({ assessment }) => {
    const evidence = sectionId === null ? assessment?.story : assessment?.sections.get(sectionId);
    return evidence?.suggestedPercent ?? null;
  });
}

/** Renders nothing; keeps the assessment true to the open story while it is mounted. */
export function Assessing(): null {
  const { data: sources } = useQuery(queries.sources.list.queryOptions());
  const storyIds = useStoryIds();
  const projections = useStorySession((state) => state.projections);
  const document = useStorySession((state) => state.projectedDocument);
  const confidencePercent = useStorySession((state) => state.story?.confidencePercent);
  const mutedChecks = useStorySession((state) => state.story?.mutedChecks);
  const generation = useStorySession((state) => state.generation);
  const quoteMatches = useQuoteMatches((state) => state.matches);

  useEffect(() => {
    if (!projections || !document || !sources || !storyIds || !mutedChecks || confidencePercent === undefined) {
      useStoryAssessment.setState(NOTHING);
      return;
    }
    let isCurrent = true;
    void prepareInSlices(document, () => isCurrent).then(() => {
      if (!isCurrent) return;
      const story = { document, confidencePercent, mutedChecks };
      show(assessStory({ story, projections, sources: sourcesById(sources), storyIds, quoteMatches }));
    });
    return () => {
      isCurrent = false;
    };
  }, [projections, document, sources, storyIds, confidencePercent, mutedChecks, quoteMatches]);
  // What was found in one story is never shown beside another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the generation counts openings
  useEffect(() => () => useStoryAssessment.setState(NOTHING), [generation]);
  return null;
}

/** Shows an assessment; what reads as before stays the same object, so that only what has changed is drawn anew. */
function show(next: Assessment): void {
  const { assessment: before } = useStoryAssessment.getState();
  const assessment: Assessment = {
    story: replaceEqualDeep(before?.story, next.story),
    sections: new Map(
      [...next.sections].map(([id, evidence]) => [id, replaceEqualDeep(before?.sections.get(id), evidence)]),
    ),
    claims: new Map([...next.claims].map(([id, evidence]) => [id, replaceEqualDeep(before?.claims.get(id), evidence)])),
    findings: replaceEqualDeep(before?.findings, next.findings),
    muted: replaceEqualDeep(before?.muted, next.muted),
    idleMutes: replaceEqualDeep(before?.idleMutes, next.idleMutes),
  };
  const findingsBySection = new Map<string, number>();
  for (const { sectionId } of assessment.findings) {
    if (sectionId !== null) findingsBySection.set(sectionId, (findingsBySection.get(sectionId) ?? 0) + 1);
  }
  useStoryAssessment.setState({ assessment, findingsBySection });
}

/** As long may one slice take, in milliseconds: with what else there is to do it stays within a frame. */
const SLICE_MS = 6;

/** Works through blocks that are new, after the frame and with room for keys in between; known ones cost nothing. */
async function prepareInSlices({ root }: StoryDocument, isCurrent: () => boolean): Promise<void> {
  let sliceEndsAtMs = 0;
  for (const block of root.children) {
    if (performance.now() >= sliceEndsAtMs) {
      await new Promise((resolve) => setTimeout(resolve));
      if (!isCurrent()) return;
      sliceEndsAtMs = performance.now() + SLICE_MS;
    }
    prepareBlock(block);
  }
}

/** The ids of the library's stories; the same set until a story comes or goes, however often one is saved. */
function useStoryIds(): ReadonlySet<string> | undefined {
  const { data: stories } = useQuery(queries.stories.list.queryOptions());
  const known = useRef<ReadonlySet<string>>(undefined);
  return useMemo(() => {
    if (!stories) return undefined;
    const before = known.current;
    const isSame = before?.size === stories.length && stories.every(({ id }) => before.has(id));
    if (!isSame) known.current = new Set(stories.map(({ id }) => id));
    return known.current;
  }, [stories]);
}
