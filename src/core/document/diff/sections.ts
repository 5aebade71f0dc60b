/**
 * What became of the sections of a document and of their sliders.
 */

import type { StoryDocument } from '#core/model/story.ts';
import { outlineOf, type Section } from '../outline.ts';
import { longestIncreasing } from './sequence.ts';

/** A section with its heading as it is now, or as it was where it is gone. */
export type SectionChange = { sectionId: string; heading: string } & (
  | { kind: 'added' | 'removed' | 'moved' }
  | { kind: 'renamed'; before: string; after: string }
  | { kind: 'level'; before: number; after: number }
  | { kind: 'role'; before: Section['role']; after: Section['role'] }
  /** In percent; null while nobody had said. */
  | { kind: 'confidence'; before: number | null; after: number | null }
  | { kind: 'rationale'; before: string; after: string }
);

/** Sections are known by their ids. Of a section that moved, its subsections are not named where they only went along. */
export function sectionChangesBetween(before: StoryDocument, after: StoryDocument): SectionChange[] {
  const [befores, afters] = [sectionsOf(before), sectionsOf(after)];
  const beforeOf = new Map(befores.map((section, index) => [section.id, { section, index }]));
  const afterIds = new Set(afters.map(({ id }) => id));
  const common = afters.flatMap((section, index) => {
    const old = beforeOf.get(section.id);
    return old ? [{ before: old.index, after: index, section, old: old.section }] : [];
  });
  const inPlace = new Set(
    longestIncreasing(common, ({ section }) => section.words + 1).map(({ section }) => section.id),
  );
  const isMoved = ({ section, old }: (typeof common)[number]) =>
    !inPlace.has(section.id) ||
    (old.parentId !== section.parentId && isKnown(old.parentId) && isKnown(section.parentId));
  const isKnown = (parentId: string | null) => parentId === null || (beforeOf.has(parentId) && afterIds.has(parentId));
  const moved = new Set(common.filter(isMoved).map(({ section }) => section.id));

  const removed = befores
    .filter(({ id }) => !afterIds.has(id))
    .map(({ id, heading }): SectionChange => ({ kind: 'removed', sectionId: id, heading }));
  const changed = afters.flatMap((section): SectionChange[] => {
    const here = { sectionId: section.id, heading: section.heading };
    const old = beforeOf.get(section.id)?.section;
    if (!old) return [{ ...here, kind: 'added' }];
    const wentAlong = section.parentId !== null && section.parentId === old.parentId && moved.has(section.parentId);
    return [
      ...(moved.has(section.id) && !wentAlong ? [{ ...here, kind: 'moved' as const }] : []),
      ...changesOf(old, section).map((change) => ({ ...here, ...change })),
    ];
  });
  return [...removed, ...changed];
}

function changesOf(before: Section, after: Section) {
  return [
    before.heading !== after.heading && { kind: 'renamed' as const, before: before.heading, after: after.heading },
    before.level !== after.level && { kind: 'level' as const, before: before.level, after: after.level },
    before.role !== after.role && { kind: 'role' as const, before: before.role, after: after.role },
    before.confidencePercent !== after.confidencePercent && {
      kind: 'confidence' as const,
      before: before.confidencePercent,
      after: after.confidencePercent,
    },
    before.rationale !== after.rationale && {
      kind: 'rationale' as const,
      before: before.rationale,
      after: after.rationale,
    },
  ].filter((change) => change !== false);
}

/** The sections that have an id of their own; the others have only a place. */
function sectionsOf(document: StoryDocument): Section[] {
  return outlineOf(document).filter(({ id }) => !/^block-\d+$/.test(id));
}
