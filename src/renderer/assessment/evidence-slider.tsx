/**
 * A slider of confidence with a tick where the evidence suggests it to be.
 */
import { PercentSlider, type PercentSliderProps } from '#renderer/ui/slider.tsx';
import { useSuggestedPercent } from './story-assessment.ts';

type EvidenceSliderProps = Omit<PercentSliderProps, 'tick'> & {
  /** The section whose confidence it is; null for the story's. */
  sectionId: string | null;
};

export function EvidenceSlider({ sectionId, ...slider }: EvidenceSliderProps) {
  const percent = useSuggestedPercent(sectionId);
  const tick = percent === null ? undefined : { percent, label: `The evidence suggests about ${percent} %` };
  return <PercentSlider {...slider} tick={tick} />;
}
