/**
 * The trash: what was deleted from the rooms, by room, to bring back or to delete for ever.
 */
import { useQuery } from '@tanstack/react-query';
import { RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { queries } from '#renderer/app/api.ts';
import { READING_NOTICE_ID, useReadOnly } from '#renderer/app/reading.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { bringBack, deleteForEver, type Trashed } from './trash-actions.ts';
import './trash.css';

const ROOM_WORDS: Record<Trashed['room'], string> = { stories: 'Stories', sources: 'Sources', briefings: 'Briefings' };
const UNTITLED: Record<Trashed['room'], string> = {
  stories: 'Untitled story',
  sources: 'Source without a title',
  briefings: 'Untitled briefing',
};
const dateText = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric' });

export function TrashView() {
  const { data, error } = useQuery(queries.trash.list.queryOptions(undefined, { refetchOnMount: 'always' }));
  const isReadOnly = useReadOnly();
  /** What is to be deleted for ever once that is confirmed. */
  const [asked, setAsked] = useState<readonly Trashed[] | null>(null);
  const items = data?.items ?? [];
  return (
    <main className="trash-view">
      <header className="pane-head">
        <h1>Trash</h1>
        {items.length > 0 && (
          <Button
            isDisabled={isReadOnly}
            {...(isReadOnly && { 'aria-describedby': READING_NOTICE_ID })}
            onPress={() => setAsked(items)}
          >
            Empty the trash…
          </Button>
        )}
      </header>
      {error ? (
        <EmptyState Icon={Trash2} text={error.message} />
      ) : data && items.length === 0 ? (
        <EmptyState
          Icon={Trash2}
          text={`Nothing was deleted. What you delete stands here for ${data.keptDays} days and can be brought back.`}
        />
      ) : (
        <div className="trash-scroll">
          {data && <p className="trash-hint">What is here goes for ever after {data.keptDays} days.</p>}
          {(['stories', 'sources', 'briefings'] as const).map((room) => {
            const ofRoom = items.filter((item) => item.room === room);
            return ofRoom.length === 0 ? null : (
              <section key={room} aria-label={ROOM_WORDS[room]}>
                <h2>{ROOM_WORDS[room]}</h2>
                <ul>
                  {ofRoom.map((item) => (
                    <TrashRow key={item.id} item={item} isReadOnly={isReadOnly} onDelete={() => setAsked([item])} />
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
      <AskDialog items={asked} onClose={() => setAsked(null)} />
    </main>
  );
}

function nameOf({ room, title }: Trashed): string {
  return title || UNTITLED[room];
}

function TrashRow({ item, isReadOnly, onDelete }: { item: Trashed; isReadOnly: boolean; onDelete: () => void }) {
  const name = nameOf(item);
  return (
    <li className="trash-row">
      <span className="trash-name">
        {name}
        {!item.isReadable && <span className="trash-damaged"> – damaged: it can’t be brought back</span>}
      </span>
      <span className="trash-date num">Deleted {dateText.format(new Date(item.deletedAt))}</span>
      <Button
        aria-label={`Restore “${name}”`}
        isDisabled={isReadOnly || !item.isReadable}
        onPress={() => void bringBack(item, name)}
      >
        <RotateCcw aria-hidden /> Restore
      </Button>
      <IconButton
        label="Delete for ever…"
        name={`Delete “${name}” for ever…`}
        isDisabled={isReadOnly}
        onPress={onDelete}
      >
        <Trash2 aria-hidden />
      </IconButton>
    </li>
  );
}

function AskDialog({ items, onClose }: { items: readonly Trashed[] | null; onClose: () => void }) {
  const [only] = items ?? [];
  const what = items?.length === 1 && only ? `“${nameOf(only)}”` : `These ${items?.length.toLocaleString('en')} things`;
  return (
    <Dialog title="Delete for ever?" isOpen={items !== null} onClose={onClose}>
      <div className="g-dialog-content">
        <p>{what} will be gone, a story with its history. This can’t be undone.</p>
      </div>
      <footer className="g-dialog-foot">
        <Button onPress={onClose}>Keep in the trash</Button>
        <Button
          variant="primary"
          onPress={() => {
            onClose();
            if (items) void deleteForEver(items);
          }}
        >
          Delete for ever
        </Button>
      </footer>
    </Dialog>
  );
}
