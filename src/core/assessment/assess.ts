/**
 * The assessment of a story: what its evidence suggests and what its editorial checks find, with what was muted taken
 * apart.
 */
import { citationsOfBlock } from '#core/document/citations.ts';
import { type Projections, projectionsOf } from '#core/document/summary.ts';
import type { ListedSource } from '#core/model/source.ts';
import type { MutedCheck, SerializedNode, Story } from '#core/model/story.ts';
import type { Finding, QuoteMatch } from './checks/check.ts';
import { placeNamesOf } from './checks/place-names.ts';
import { CHECKS } from './checks/rules.ts';
import { type Evidence, evidenceOf } from './evidence.ts';

export type AssessmentInput = {
  story: Pick<Story, 'document' | 'confidencePercent' | 'mutedChecks'>;
  /** The library's sources by id. */
  sources: ReadonlyMap<string, ListedSource>;
  /** The stories that the library has. */
  storyIds: ReadonlySet<string>;
  /** Of the citations whose quoted passage has been looked for in an offline copy. */
  quoteMatches?: readonly QuoteMatch[];
  /** Saves computing them again where the caller has them; they must be those of the document. */
  projections?: Projections;
};

export type Assessment = {
  story: Evidence;
  /** By section id; a section's evidence includes that of its subsections. */
  sections: ReadonlyMap<string, Evidence>;
  /** By claim id: what is cited for the sentences that it touches. */
  claims: ReadonlyMap<string, Evidence>;
  /** What the checks find, rule by rule, each in the story's order. */
  findings: readonly Finding[];
  /** What they would find had it not been muted. */
  muted: readonly { finding: Finding; mute: MutedCheck }[];
  /** Mutes of places where there is nothing to find any more. */
  idleMutes: readonly MutedCheck[];
};

/**
 * Works out ahead what is remembered of a block, so that a long story can be assessed in slices; again, it costs next
 * to nothing.
 */
export function prepareBlock(block: SerializedNode): void {
  citationsOfBlock(block);
  for (const check of CHECKS) check.prepare?.(block);
}

/** Assesses a story. Pure; what depends on one block only is remembered by that block's identity. */
export function assessStory({
  story,
  sources,
  storyIds,
  quoteMatches = [],
  projections = projectionsOf(story.document),
}: AssessmentInput): Assessment {
  const { document, confidencePercent, mutedChecks } = story;
  const { citations, claims: placedClaims } = projections;
  const sections = new Map(
    projections.sections.map(({ id, firstBlock, endBlock, confidencePercent: said }) => {
      const within = citations.filter(({ blockIndex }) => firstBlock <= blockIndex && blockIndex < endBlock);
      return [id, evidenceOf(within, sources, said)];
    }),
  );
  const claims = new Map(
    placedClaims.map(({ claim, citations: cited }) => [claim.id, evidenceOf(cited, sources, claim.confidencePercent)]),
  );
  const evidence = { story: evidenceOf(citations, sources, confidencePercent), sections, claims };
  const places = placeNamesOf(document, projections.sections);
  const checked = { document, projections, evidence, sources, storyIds, quoteMatches, places };
  const all = CHECKS.flatMap((check) => check.find(checked).map((finding) => ({ rule: check.rule, ...finding })));
  return { ...evidence, ...withMutesApart(all, mutedChecks) };
}

function withMutesApart(
  all: readonly Finding[],
  mutes: readonly MutedCheck[],
): Pick<Assessment, 'findings' | 'muted' | 'idleMutes'> {
  const muteOf = new Map(mutes.map((mute) => [`${mute.rule} ${mute.place}`, mute]));
  const findings: Finding[] = [];
  const muted: Assessment['muted'][number][] = [];
  const busy = new Set<MutedCheck>();
  for (const finding of all) {
    const mute = muteOf.get(`${finding.rule} ${finding.place}`);
    if (mute) {
      busy.add(mute);
      muted.push({ finding, mute });
    } else findings.push(finding);
  }
  return { findings, muted, idleMutes: mutes.filter((mute) => !busy.has(mute)) };
}
