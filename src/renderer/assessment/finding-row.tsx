/**
 * One finding: what is wrong and where; it leads there, and it can be muted with a reason.
 */
import { BellOff, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Finding } from '#core/assessment/checks/check.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { focusNeighbour } from './focus-neighbour.ts';
import { muteFinding } from './muting.ts';

type FindingRowProps = { finding: Finding; handle: StoryEditorHandle | null; readOnly: boolean };

export const FindingRow = memo(function FindingRow({ finding, handle, readOnly }: FindingRowProps) {
  const { message, detail, where, target } = finding;
  const [isMuting, setMuting] = useState(false);
  const line = useRef<HTMLLIElement>(null);
  const wasMuting = useRef(false);
  // Leaving the form without muting gives the focus back to what opened it.
  useEffect(() => {
    if (wasMuting.current && !isMuting) line.current?.querySelector<HTMLElement>('.finding-mute')?.focus();
    wasMuting.current = isMuting;
  }, [isMuting]);
  return (
    <li ref={line} className="finding">
      <div className="finding-row">
        <AriaButton className="finding-line" onPress={() => handle?.jumpTo(target)}>
          <TriangleAlert aria-hidden className="finding-mark" />
          <span className="finding-text">
            {message}
            {detail && <q className="finding-detail">{detail}</q>}
            <small>{where}</small>
          </span>
        </AriaButton>
        {!readOnly && (
          <IconButton
            label="Mute…"
            name={`Mute “${message}”, ${where}`}
            aria-expanded={isMuting}
            className="finding-mute"
            onPress={() => setMuting(!isMuting)}
          >
            <BellOff aria-hidden />
          </IconButton>
        )}
      </div>
      {isMuting && (
        <MuteForm
          onMute={(reason) => {
            focusNeighbour(line.current);
            muteFinding(handle, finding, reason);
          }}
          onCancel={() => setMuting(false)}
        />
      )}
    </li>
  );
});

function MuteForm({ onMute, onCancel }: { onMute: (reason: string) => void; onCancel: () => void }) {
  const [reason, setReason] = useState('');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <form
      className="mute-form"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) onMute(reason.trim());
      }}
    >
      <TextField label="Why is this in order here?" autoFocus value={reason} maxLength={2_000} onChange={setReason} />
      <div className="mute-form-foot">
        <Button onPress={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" isDisabled={!reason.trim()}>
          Mute
        </Button>
      </div>
    </form>
  );
}
