/**
 * Findings that were muted, with their reasons, folded; each can be unmuted.
 */
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { titleOfRule } from '#core/assessment/checks/rules.ts';
import type { MutedCheck } from '#core/model/story.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { focusNeighbour } from './focus-neighbour.ts';
import { unmute } from './muting.ts';
import { useStoryAssessment } from './story-assessment.ts';

const NONE: [] = [];

export function MutedChecks({ handle, readOnly }: { handle: StoryEditorHandle | null; readOnly: boolean }) {
  const muted = useStoryAssessment(({ assessment }) => assessment?.muted ?? NONE);
  const idle = useStoryAssessment(({ assessment }) => assessment?.idleMutes ?? NONE);
  const [isOpen, setOpen] = useState(false);
  const count = muted.length + idle.length;
  if (count === 0) return null;
  const onUnmute = readOnly ? undefined : (mute: MutedCheck) => unmute(handle, mute);
  return (
    <>
      <AriaButton className="finding-fold" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <span>Muted</span>
        <span className="assessment-count num">{count}</span>
        <ChevronRight aria-hidden className="finding-chevron" />
      </AriaButton>
      {isOpen && (
        <ul className="finding-list" aria-label="Muted checks">
          {muted.map(({ finding, mute }) => (
            <MutedLine
              key={keyOf(mute)}
              title={finding.message}
              where={finding.where}
              mute={mute}
              onJump={() => handle?.jumpTo(finding.target)}
              onUnmute={onUnmute}
            />
          ))}
          {idle.map((mute) => (
            <MutedLine
              key={keyOf(mute)}
              title={titleOfRule(mute.rule)}
              where="Nothing to find there any more"
              mute={mute}
              onUnmute={onUnmute}
            />
          ))}
        </ul>
      )}
    </>
  );
}

type MutedLineProps = {
  title: string;
  where: string;
  mute: MutedCheck;
  onJump?: () => void;
  onUnmute: ((mute: MutedCheck) => void) | undefined;
};

function MutedLine({ title, where, mute, onJump, onUnmute }: MutedLineProps) {
  const words = (
    <span className="finding-text">
      {title}
      <small>{where}</small>
      <span className="mute-reason">{mute.reason}</span>
    </span>
  );
  return (
    <li className="finding finding-row finding-muted">
      {onJump ? (
        <AriaButton className="finding-line" onPress={onJump}>
          {words}
        </AriaButton>
      ) : (
        <span className="finding-line">{words}</span>
      )}
      {onUnmute && (
        <Button
          variant="quiet"
          aria-label={`Unmute “${title}”, ${where}`}
          onPress={({ target }) => {
            focusNeighbour(target.closest('li'));
            onUnmute(mute);
          }}
        >
          Unmute
        </Button>
      )}
    </li>
  );
}

function keyOf({ rule, place }: MutedCheck): string {
  return `${rule} ${place}`;
}
