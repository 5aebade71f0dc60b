/**
 * The snapshots of a story by day, the newest first. Arrow keys go from one to the next and show it.
 */
import { Bookmark } from 'lucide-react';
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import type { ApiOutputs } from '#renderer/app/api.ts';
import { dayText, REASON_WORDS, timeText } from './snapshot-words.ts';

export type ListedSnapshot = ApiOutputs['history']['list'][number];

type SnapshotListProps = {
  snapshots: readonly ListedSnapshot[];
  selectedId: string | null;
  onSelect: (id: string) => void;
  /** Whether the list takes the focus as it comes. */
  takesFocus: boolean;
};

export function SnapshotList({ snapshots, selectedId, onSelect, takesFocus }: SnapshotListProps) {
  const now = new Date();
  const days = [...Map.groupBy(snapshots, ({ takenAt }) => dayText(takenAt, now))].map(([day, items]) => ({
    id: day,
    items,
  }));
  return (
    <ListBox
      aria-label="Snapshots"
      className="history-list"
      items={days}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={selectedId ? [selectedId] : []}
      onSelectionChange={(keys) => {
        const [id] = keys;
        if (keys !== 'all' && id !== undefined) onSelect(String(id));
      }}
      autoFocus={takesFocus && 'first'}
    >
      {(day) => (
        <ListBoxSection id={day.id} className="history-day">
          <Header>{day.id}</Header>
          <Collection items={day.items}>
            {(snapshot) => (
              <ListBoxItem
                id={snapshot.id}
                className="history-row"
                textValue={`${timeText(snapshot.takenAt)}, ${snapshot.name || REASON_WORDS[snapshot.reason]}`}
              >
                <span className="history-row-time num">{timeText(snapshot.takenAt)}</span>
                <span className="history-row-name" data-named={snapshot.name !== '' || undefined}>
                  {snapshot.name !== '' && <Bookmark aria-hidden />}
                  {snapshot.name || REASON_WORDS[snapshot.reason]}
                </span>
                <span className="history-row-words num">{snapshot.words.toLocaleString('en')} words</span>
              </ListBoxItem>
            )}
          </Collection>
        </ListBoxSection>
      )}
    </ListBox>
  );
}
