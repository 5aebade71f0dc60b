/**
 * What the evidence suggests, held against what the editor says: for the section that the caret is in, or for the whole
 * story; and why the editor says so.
 */
import { ArrowLeftRight, Info } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useShallow } from 'zustand/react/shallow';
import { type Evidence, FORMULA_IN_WORDS } from '#core/assessment/evidence.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import { RationaleField } from './rationale-field.tsx';
import { useStoryAssessment } from './story-assessment.ts';

type EvidenceBoxProps = { handle: StoryEditorHandle | null; activeSectionId: string | null; readOnly: boolean };

export function EvidenceBox({ handle, activeSectionId, readOnly }: EvidenceBoxProps) {
  // The section for which the whole story was asked for instead; going to another section ends it.
  const [storyInsteadOf, setStoryInsteadOf] = useState<string | null>(null);
  const active = useStorySession(
    useShallow(({ projections }) => {
      const found = projections?.sections.find(({ id }) => id === activeSectionId);
      return found && { id: found.id, heading: found.heading, rationale: found.rationale };
    }),
  );
  const section = active && active.id !== storyInsteadOf ? active : undefined;
  const evidence = useStoryAssessment(({ assessment }) =>
    section ? assessment?.sections.get(section.id) : assessment?.story,
  );
  if (!evidence) return null;
  const scope = section ? section.heading || 'Untitled section' : 'Whole story';
  return (
    <section className="assessment" aria-label="Evidence">
      <div className="assessment-head">
        <h2>Evidence</h2>
        <IconButton label={FORMULA_IN_WORDS.join(' ')} name="How this is computed" className="assessment-info">
          <Info aria-hidden />
        </IconButton>
        {active ? (
          <Tooltip text={section ? 'Show the whole story' : `Show “${active.heading}”`}>
            <AriaButton className="assessment-scope" onPress={() => setStoryInsteadOf(section ? active.id : null)}>
              <span>{scope}</span>
              <ArrowLeftRight aria-hidden />
            </AriaButton>
          </Tooltip>
        ) : (
          <span className="assessment-scope">{scope}</span>
        )}
      </div>
      <div className="evidence-box">
        <p>
          <Verdict evidence={evidence} /> {evidence.reasons}
        </p>
        {section && (
          <RationaleField
            key={section.id}
            rationale={section.rationale}
            readOnly={readOnly}
            onChange={(rationale) => handle?.setSectionRationale(section.id, rationale)}
          />
        )}
      </div>
    </section>
  );
}

/** "The evidence suggests about 35 %, you say 65 %." */
function Verdict({ evidence: { suggestedPercent, saidPercent } }: { evidence: Evidence }) {
  if (suggestedPercent === null) return null;
  return (
    <>
      The evidence suggests about <b className="num">{suggestedPercent} %</b>
      {saidPercent === null ? (
        '; nobody has said how sure the desk is.'
      ) : (
        <>
          , you say <b className="num">{saidPercent} %</b>.
        </>
      )}
    </>
  );
}
