/**
 * Working through the sources that need details: what this one was made from, and on to the next.
 */
import { CircleAlert } from 'lucide-react';
import { Button } from '#renderer/ui/button.tsx';
import { formatShortcut } from '#renderer/ui/keys.ts';

type NeedsDetailsBarProps = {
  /** How many others need details among those that the table shows. */
  others: number;
  onDone: () => void;
  onDoneNext: () => void;
};

export function NeedsDetailsBar({ others, onDone, onDoneNext }: NeedsDetailsBarProps) {
  return (
    <section className="needs-details-bar" aria-label="Needs details">
      <CircleAlert aria-hidden />
      <p>
        Made from a bare citation: nobody has filled in what it is yet.
        {others > 0 && ` ${others.toLocaleString('en')} more ${others === 1 ? 'is' : 'are'} like it.`}
      </p>
      <div>
        {others > 0 && (
          <Button onPress={onDoneNext}>
            Done, next <kbd>{formatShortcut('Mod+Enter')}</kbd>
          </Button>
        )}
        <Button {...(others > 0 && { variant: 'quiet' as const })} onPress={onDone}>
          Done
        </Button>
      </div>
    </section>
  );
}
