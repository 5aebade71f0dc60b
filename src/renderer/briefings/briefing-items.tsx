/**
 * What a briefing holds: stories and sections in their order, dragged or moved by keyboard, and how each is shown.
 */
import { History, ListPlus, TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import type { BriefingItem } from '#core/model/briefing.ts';
import type { ApiOutputs } from '#renderer/app/api.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { type MoveDirection, MoveGrip } from '#renderer/ui/move-grip.tsx';
import { useRowDrag } from '#renderer/ui/row-drag.ts';
import { keepFocusInRow, letFocusReturn } from '#renderer/ui/row-focus.ts';
import { Select } from '#renderer/ui/select.tsx';
import { AddItemDialog } from './add-item-dialog.tsx';
import { useBriefingSession } from './briefing-session.ts';
import { movedBy, movedTo } from './item-moves.ts';

export type Materials = ApiOutputs['briefings']['materials'];

const SHOWN: { id: BriefingItem['show']; label: string }[] = [
  { id: 'full', label: 'Full text' },
  { id: 'summary', label: 'Summary only' },
  { id: 'key-points', label: 'Key points' },
];

/** `materials` is undefined until its stories have been read. */
export function BriefingItems({ materials, isReadOnly }: { materials: Materials | undefined; isReadOnly: boolean }) {
  const briefing = useBriefingSession((state) => state.briefing);
  const { change } = useBriefingSession.getState();
  const [isAdding, setAdding] = useState(false);
  const items = briefing?.items ?? [];
  const rowDrag = useRowDrag({
    attribute: 'data-item',
    isDisabled: isReadOnly,
    canMove: (id, targetId, position) => isOtherOrder(items, movedTo(items, id, targetId, position)),
    onMove: (id, targetId, position) => change({ items: movedTo(items, id, targetId, position) }),
  });
  const moved = (id: string, direction: MoveDirection) => movedBy(items, id, direction === 'up' ? -1 : 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isReadOnly || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    const row = event.target instanceof Element ? event.target.closest('[data-item]') : null;
    const id = row?.getAttribute('data-item');
    if (!id) return;
    event.preventDefault();
    event.stopPropagation();
    change({ items: moved(id, event.key === 'ArrowUp' ? 'up' : 'down') });
  };
  if (!briefing) return null;

  return (
    <aside className="briefing-items" aria-label="Contents of the briefing">
      <header className="pane-head">
        <h2>Contents</h2>
        <IconButton label="Add stories or sections" onPress={() => setAdding(true)} isDisabled={isReadOnly}>
          <ListPlus aria-hidden />
        </IconButton>
      </header>
      {items.length === 0 ? (
        <EmptyState
          Icon={ListPlus}
          text="Stories and single sections stand here, in the order in which they are read."
          {...(!isReadOnly && { action: { label: 'Add stories…', run: () => setAdding(true) } })}
        />
      ) : (
        <div
          ref={letFocusReturn}
          className="briefing-items-scroll"
          onKeyDownCapture={onKeyDown}
          {...rowDrag}
          onFocusCapture={(event) => keepFocusInRow(event, '[data-item]')}
        >
          <GridList
            aria-label="Items"
            className="briefing-grid"
            items={items}
            selectionMode="none"
            // Else the arrow keys would lead from control to control, and open no list of choices.
            keyboardNavigationBehavior="tab"
            dependencies={[materials, briefing.exported, isReadOnly]}
          >
            {(item) => (
              <ItemRow
                item={item}
                materials={materials}
                exportedRev={briefing.exported?.revs[item.storyId]}
                isReadOnly={isReadOnly}
                canMove={(direction) => isOtherOrder(items, moved(item.id, direction))}
                onMove={(direction) => change({ items: moved(item.id, direction) })}
                onChange={(patch) =>
                  change({ items: items.map((each) => (each.id === item.id ? { ...each, ...patch } : each)) })
                }
                onRemove={() => change({ items: items.filter(({ id }) => id !== item.id) })}
              />
            )}
          </GridList>
          {!isReadOnly && (
            <Button variant="quiet" className="briefing-add" onPress={() => setAdding(true)}>
              <ListPlus aria-hidden /> Add stories or sections
            </Button>
          )}
        </div>
      )}
      <AddItemDialog
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        onAdd={(added) => change({ items: [...items, ...added] })}
      />
    </aside>
  );
}

type ItemRowProps = {
  item: BriefingItem;
  materials: Materials | undefined;
  exportedRev: number | undefined;
  isReadOnly: boolean;
  canMove: (direction: MoveDirection) => boolean;
  onMove: (direction: MoveDirection) => void;
  onChange: (patch: Partial<BriefingItem>) => void;
  onRemove: () => void;
};

function ItemRow({ item, materials, exportedRev, isReadOnly, canMove, onMove, onChange, onRemove }: ItemRowProps) {
  const material = materials?.find(({ storyId }) => storyId === item.storyId);
  const section = material?.sections.find(({ id }) => id === item.sectionId);
  const title = material?.title || item.title || 'Untitled story';
  const isGone = materials !== undefined && (material === undefined || (item.sectionId !== undefined && !section));
  const isChanged = material !== undefined && exportedRev !== undefined && exportedRev !== material.rev;
  return (
    <GridListItem id={item.id} textValue={title} className="briefing-item" data-item={item.id}>
      {!isReadOnly && <MoveGrip label={`Move ${title}`} canMove={canMove} onMove={onMove} />}
      <div className="briefing-item-text">
        <button type="button" className="briefing-item-title" disabled={isGone} onClick={() => openStory(item.storyId)}>
          {title}
        </button>
        {section && <span className="briefing-item-note">Section: {section.heading}</span>}
        {isGone && (
          <span className="briefing-item-problem">
            <TriangleAlert aria-hidden /> No longer in the library; it is left out of exports.
          </span>
        )}
        {isChanged && (
          <span className="briefing-item-note">
            <History aria-hidden /> Changed since the last export
          </span>
        )}
        {!isGone && (
          <Select
            label={`How much of ${title}`}
            hideLabel
            className="briefing-item-show"
            value={item.show}
            options={section ? SHOWN.filter(({ id }) => id !== 'summary') : SHOWN}
            isDisabled={isReadOnly}
            onChange={(show) => onChange({ show })}
          />
        )}
      </div>
      {!isReadOnly && (
        <IconButton label={`Remove ${title}`} onPress={onRemove}>
          <X aria-hidden />
        </IconButton>
      )}
    </GridListItem>
  );
}

function isOtherOrder(items: readonly BriefingItem[], others: readonly BriefingItem[]): boolean {
  return items.some((item, index) => item !== others[index]);
}
