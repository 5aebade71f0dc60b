/**
 * The foot of the list while stories are picked: how many, and what can be done with all of them.
 */
import { Share, Trash2, X } from 'lucide-react';
import { countOf } from '#core/intake/totals.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import type { Picked } from './picked-stories.ts';

export function PickedBar({ picked, isReadOnly }: { picked: Picked; isReadOnly: boolean }) {
  const { count, exportAll, removeAll, clear } = picked;
  return (
    <>
      <p className="sr-only" role="status">
        {count > 0 && `${countOf(count, 'story', 'stories')} selected`}
      </p>
      {count > 0 && (
        <section
          className="picked-bar"
          aria-label="Selected stories"
          onKeyDown={(event) => {
            if (event.key === 'Escape') clear();
          }}
        >
          <p className="num">{count.toLocaleString('en')} selected</p>
          <IconButton label="Clear" name="Clear the selection" shortcut="Escape" onPress={clear}>
            <X aria-hidden />
          </IconButton>
          <div>
            <Button onPress={exportAll}>
              <Share aria-hidden /> Export…
            </Button>
            {!isReadOnly && (
              <Button onPress={removeAll}>
                <Trash2 aria-hidden /> Delete
              </Button>
            )}
          </div>
        </section>
      )}
    </>
  );
}
