/**
 * The mark in a section's line of the outline: a triangle where confidence and evidence stand far apart, a dot where a
 * check has something to point out.
 */
import { TriangleAlert } from 'lucide-react';
import { useStoryAssessment } from './story-assessment.ts';

export function SectionWarning({ sectionId }: { sectionId: string }) {
  const isGap = useStoryAssessment(({ assessment }) => assessment?.sections.get(sectionId)?.isGap ?? false);
  const findings = useStoryAssessment(({ findingsBySection }) => findingsBySection.get(sectionId) ?? 0);
  if (!isGap && findings === 0) return null;
  const words = [
    ...(isGap ? ['confidence far from the evidence'] : []),
    ...(findings > 0 ? [`${findings} ${findings === 1 ? 'check' : 'checks'}`] : []),
  ].join(', ');
  return (
    <span
      className="section-warning"
      role="img"
      aria-label={words}
      title={words.charAt(0).toUpperCase() + words.slice(1)}
    >
      {isGap ? <TriangleAlert aria-hidden /> : <i />}
    </span>
  );
}
