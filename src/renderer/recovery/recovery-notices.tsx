/**
 * The lines above everything after something went wrong: words that were not saved, files that were set aside, second
 * versions. One line at a time, with how many more there are.
 */
import { Files, FileWarning, History } from 'lucide-react';
import { useState } from 'react';
import { useReadOnly } from '#renderer/app/reading.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import {
  type ConflictedCopy,
  discard,
  dismiss,
  type Notice,
  type RecoveryOffer,
  restore,
  setCopyAside,
  takeInCopy,
  useCopies,
  useNotices,
  useOffers,
} from './recovery.ts';
import './recovery.css';

const clock = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

export function RecoveryNotices() {
  const offers = useOffers();
  const notices = useNotices();
  const copies = useCopies();
  const isReadOnly = useReadOnly();
  const [offer] = offers;
  const [notice] = notices;
  const [copy] = copies;
  // What can't be acted on here is offered where the library is open for writing.
  if (isReadOnly || !(offer || notice || copy)) return null;
  const more = offers.length + notices.length + copies.length - 1;
  return (
    <section className="recovery-notice" aria-label="Recovery">
      {offer ? (
        <OfferLine key={`${offer.storyId} ${offer.window}`} offer={offer} more={more} />
      ) : notice ? (
        <NoticeLine notice={notice} more={more} />
      ) : (
        copy && <CopyLine copy={copy} more={more} />
      )}
    </section>
  );
}

function OfferLine({ offer, more }: { offer: RecoveryOffer; more: number }) {
  const [isComparing, setComparing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const act = async (action: (chosen: RecoveryOffer) => Promise<void>) => {
    setBusy(true);
    setComparing(false);
    await action(offer);
    setBusy(false);
  };
  return (
    <>
      <History aria-hidden />
      <p role="status">
        <b>Galley closed before these words were saved:</b> “{offer.title || 'Untitled story'}”, {amountOf(offer)},{' '}
        {clock.format(new Date(offer.keptAt))}.{BASES[offer.base]}
        <More count={more} />
      </p>
      <Button isDisabled={isBusy} onPress={() => setComparing(true)}>
        Show
      </Button>
      <Button isDisabled={isBusy} onPress={() => void act(discard)}>
        Discard
      </Button>
      <Button variant="primary" isDisabled={isBusy} onPress={() => void act(restore)}>
        Restore
      </Button>
      <CompareDialog
        offer={offer}
        isOpen={isComparing}
        onClose={() => setComparing(false)}
        onDiscard={() => void act(discard)}
        onRestore={() => void act(restore)}
      />
    </>
  );
}

/** What to know of the version that the words were typed on. */
const BASES = {
  stored: '',
  changed: ' The story was changed since; they become a story of their own.',
  deleted: ' The story was deleted since; they become a story of their own.',
} as const satisfies Record<RecoveryOffer['base'], string>;

function amountOf({ addedWords, removedWords }: RecoveryOffer): string {
  const words = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'word' : 'words'}`;
  if (addedWords > 0) return `${words(addedWords)} more`;
  return removedWords > 0 ? `${words(removedWords)} fewer` : 'formatting or settings';
}

function NoticeLine({ notice, more }: { notice: Notice; more: number }) {
  return (
    <>
      <FileWarning aria-hidden />
      <p role="status">
        {notice.message} The original is in <code>{notice.original}</code>.
        <More count={more} />
      </p>
      <Button onPress={() => void dismiss(notice)}>Dismiss</Button>
    </>
  );
}

function CopyLine({ copy, more }: { copy: ConflictedCopy; more: number }) {
  return (
    <>
      <Files aria-hidden />
      <p role="status">
        <b>
          {inSentence(copy.tool)} has left a second version of “{copy.title}”,
        </b>{' '}
        where two machines had changed it.
        <More count={more} />
      </p>
      <Button onPress={() => void setCopyAside(`stories/${copy.fileName}`)}>Set it aside</Button>
      <Button variant="primary" onPress={() => void takeInCopy(copy)}>
        Open as a story of its own
      </Button>
    </>
  );
}

function inSentence(tool: string): string {
  return tool.charAt(0).toUpperCase() + tool.slice(1);
}

function More({ count }: { count: number }) {
  return count > 0 ? <span className="recovery-more num"> {count.toLocaleString('en')} more after this.</span> : null;
}
