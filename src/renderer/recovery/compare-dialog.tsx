/**
 * What differs between the stored story and the words that were not saved.
 */
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { TextChange, TextPiece } from '#core/document/text-changes.ts';
import { failureFrom, queries } from '#renderer/app/api.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import type { RecoveryOffer } from './recovery.ts';

type CompareDialogProps = {
  offer: RecoveryOffer;
  isOpen: boolean;
  onClose: () => void;
  onDiscard: () => void;
  onRestore: () => void;
};

const NAMES: Record<TextChange['where'], string> = {
  label: 'Label',
  title: 'Title',
  summary: 'Summary',
  importance: 'Importance',
  confidence: 'Confidence',
  topics: 'Topics',
  text: '',
};
/** Words of what is the same that are shown on either side of a change. */
const CONTEXT_WORDS = 12;

export function CompareDialog({ offer, isOpen, onClose, onDiscard, onRestore }: CompareDialogProps) {
  const { storyId, window, title } = offer;
  const { data: changes, error } = useQuery(
    queries.journal.compare.queryOptions({ storyId, window }, { enabled: isOpen, gcTime: 0 }),
  );
  return (
    <Dialog title={`Not saved in “${title || 'Untitled story'}”`} size="medium" isOpen={isOpen} onClose={onClose}>
      <div className="g-dialog-content">
        {error && <p>{failureFrom(error).message}</p>}
        <ul className="recovery-changes">
          {changes?.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: changes have no identity but their place
            <li key={index}>
              {NAMES[change.where] && <span className="recovery-where">{NAMES[change.where]}</span>}
              <Pieces pieces={change.pieces} />
            </li>
          ))}
        </ul>
        <p className="recovery-legend">
          <ins>Added words</ins> are not saved yet; <del>struck words</del> stand in the saved version.
        </p>
      </div>
      <footer className="g-dialog-foot">
        <Button onPress={onDiscard}>Discard</Button>
        <Button variant="primary" onPress={onRestore}>
          Restore
        </Button>
      </footer>
    </Dialog>
  );
}

function Pieces({ pieces }: { pieces: readonly TextPiece[] }) {
  if (pieces.every(({ kind }) => kind === 'same'))
    return (
      <p>
        {shortened(pieces[0]?.text ?? '', 'end')} <i>(formatting, citations or pictures)</i>
      </p>
    );
  return (
    <p>
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
        <Fragment key={index}>
          {piece.kind === 'removed' && <del>{piece.text}</del>}
          {piece.kind === 'added' && <ins>{piece.text}</ins>}
          {piece.kind === 'same' && shortened(piece.text, index === 0 ? 'start' : 'end')}{' '}
        </Fragment>
      ))}
    </p>
  );
}

/** The words next to a change: the last of what stands before it, the first of what stands after. */
function shortened(text: string, cutAt: 'start' | 'end'): string {
  const words = text.split(' ');
  if (words.length <= CONTEXT_WORDS) return text;
  return cutAt === 'start'
    ? `… ${words.slice(-CONTEXT_WORDS).join(' ')}`
    : `${words.slice(0, CONTEXT_WORDS).join(' ')} …`;
}
