/**
 * Confidence far above the evidence: of the story, a section or a claim.
 */
import { type Evidence, GAP_POINTS } from '../evidence.ts';
import type { Check } from './check.ts';

export const confidenceAboveEvidence: Check = {
  rule: 'confidence-above-evidence',
  title: 'Confidence far above the evidence',
  find: ({ projections, evidence, places }) => {
    const found: ReturnType<Check['find']> = [];
    if (isAbove(evidence.story)) {
      const message = messageFor(evidence.story, 'the evidence');
      found.push({ message, place: 'story', where: 'Whole story', sectionId: null, target: { kind: 'story' } });
    }
    for (const { id } of projections.sections) {
      const weighed = evidence.sections.get(id);
      if (!isAbove(weighed)) continue;
      const message = messageFor(weighed, 'the evidence');
      found.push({
        message,
        place: id,
        where: places.section(id),
        sectionId: id,
        target: { kind: 'section', sectionId: id },
      });
    }
    for (const { claim, text, sectionId } of projections.claims) {
      const weighed = evidence.claims.get(claim.id);
      if (!isAbove(weighed)) continue;
      found.push({
        message: messageFor(weighed, 'the evidence for this claim'),
        detail: text,
        place: claim.id,
        where: places.section(sectionId),
        sectionId,
        target: { kind: 'claim', claimId: claim.id },
      });
    }
    return found;
  },
};

function isAbove(evidence: Evidence | undefined): evidence is Evidence & { gapPoints: number } {
  return evidence?.gapPoints != null && evidence.gapPoints > GAP_POINTS;
}

function messageFor({ gapPoints }: { gapPoints: number }, what: string): string {
  return `Confidence ${gapPoints} points above ${what}`;
}
