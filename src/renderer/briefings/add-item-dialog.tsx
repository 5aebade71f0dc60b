/**
 * Choosing stories and sections for a briefing.
 */
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { BriefingItem } from '#core/model/briefing.ts';
import { newId } from '#core/model/primitives.ts';
import { queries } from '#renderer/app/api.ts';
import { inOrder } from '#renderer/stories/story-order.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { SearchField } from '#renderer/ui/text-field.tsx';

type AddItemDialogProps = { isOpen: boolean; onClose: () => void; onAdd: (items: BriefingItem[]) => void };

/** Of a long library the newest stories are shown until something is searched for. */
const MOST_SHOWN = 200;

export function AddItemDialog({ isOpen, onClose, onAdd }: AddItemDialogProps) {
  return (
    <Dialog title="Add stories or sections" isOpen={isOpen} onClose={onClose} size="medium">
      {isOpen && <Chooser onClose={onClose} onAdd={onAdd} />}
    </Dialog>
  );
}

function Chooser({ onClose, onAdd }: Omit<AddItemDialogProps, 'isOpen'>) {
  const [typed, setTyped] = useState('');
  const [openId, setOpenId] = useState<string | null>(null);
  /** In the order in which they were ticked, which is the order that they come in. */
  const [chosen, setChosen] = useState<BriefingItem[]>([]);
  const { data: stories } = useQuery(queries.stories.list.queryOptions());
  const shown = useMemo(() => {
    const needle = typed.trim().toLowerCase();
    return inOrder(
      (stories ?? []).filter((story) => story.title.toLowerCase().includes(needle)),
      'updated',
    ).slice(0, MOST_SHOWN);
  }, [stories, typed]);

  const isChosen = (storyId: string, sectionId?: string) =>
    chosen.some((item) => item.storyId === storyId && item.sectionId === sectionId);
  const toggle = (storyId: string, title: string, sectionId?: string) =>
    setChosen((now) =>
      now.some((item) => item.storyId === storyId && item.sectionId === sectionId)
        ? now.filter((item) => item.storyId !== storyId || item.sectionId !== sectionId)
        : [...now, { id: newId(), storyId, title, show: 'full', ...(sectionId !== undefined && { sectionId }) }],
    );

  return (
    <>
      <div className="g-dialog-content">
        <SearchField label="Search stories by title" value={typed} onChange={setTyped} />
        <ul className="add-items" aria-label="Stories">
          {shown.map((story) => (
            <li key={story.id}>
              <div className="add-item">
                <IconButton
                  label={`${openId === story.id ? 'Hide' : 'Show'} the sections of ${story.title || 'Untitled story'}`}
                  onPress={() => setOpenId((now) => (now === story.id ? null : story.id))}
                >
                  {openId === story.id ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
                </IconButton>
                <Tick isOn={isChosen(story.id)} onChange={() => toggle(story.id, story.title)}>
                  {story.title || 'Untitled story'}
                </Tick>
              </div>
              {openId === story.id && (
                <Sections
                  storyId={story.id}
                  isChosen={(sectionId) => isChosen(story.id, sectionId)}
                  onToggle={(sectionId) => toggle(story.id, story.title, sectionId)}
                />
              )}
            </li>
          ))}
        </ul>
        {stories && shown.length === 0 && <p>No story is called that.</p>}
      </div>
      <footer className="g-dialog-foot">
        <Button onPress={onClose}>Cancel</Button>
        <Button
          variant="primary"
          isDisabled={chosen.length === 0}
          onPress={() => {
            onAdd(chosen);
            onClose();
          }}
        >
          {chosen.length === 0 ? 'Add' : `Add ${chosen.length}`}
        </Button>
      </footer>
    </>
  );
}

type SectionsProps = { storyId: string; isChosen: (id: string) => boolean; onToggle: (id: string) => void };

function Sections({ storyId, isChosen, onToggle }: SectionsProps) {
  const { data: materials } = useQuery(
    queries.briefings.materials.queryOptions({ storyIds: [storyId] }, { staleTime: 0 }),
  );
  const sections = materials?.[0]?.sections ?? [];
  if (materials && sections.length === 0) return <p className="add-sections">This story has no sections.</p>;
  return (
    <ul className="add-sections" aria-label="Sections">
      {sections.map(({ id, heading, level }) => (
        <li key={id} style={{ paddingLeft: Math.max(0, level - 2) * 16 }}>
          <Tick isOn={isChosen(id)} onChange={() => onToggle(id)}>
            {heading || 'Untitled section'}
          </Tick>
        </li>
      ))}
    </ul>
  );
}

function Tick({ isOn, onChange, children }: { isOn: boolean; onChange: () => void; children: string }) {
  return (
    <Checkbox className="g-check" isSelected={isOn} onChange={onChange}>
      <span className="g-check-box" aria-hidden />
      <span>{children}</span>
    </Checkbox>
  );
}
