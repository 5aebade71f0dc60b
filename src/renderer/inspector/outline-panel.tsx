/**
 * The outline: every section with its confidence. Rows are dragged, or moved with Alt and the arrow keys; a section takes
 * its subsections along.
 */
import { CircleHelp, Link2, ListTree, type LucideIcon, Users } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import type { Section } from '#core/document/outline.ts';
import type { SectionRole } from '#core/model/section.ts';
import { READING_ONLY, useReadOnly } from '#renderer/app/reading.ts';
import { EvidenceSlider } from '#renderer/assessment/evidence-slider.tsx';
import { SectionWarning } from '#renderer/assessment/section-warning.tsx';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { MenuButton } from '#renderer/ui/menu.tsx';
import { MoveGrip } from '#renderer/ui/move-grip.tsx';
import { type DropPosition, useRowDrag } from '#renderer/ui/row-drag.ts';
import { keepFocusInRow, letFocusReturn } from '#renderer/ui/row-focus.ts';
import { sameUntilItShows } from './same-sections.ts';
import { moveTarget, type SectionMove } from './section-moves.ts';

const ROLES: { id: SectionRole; label: string; Icon?: LucideIcon }[] = [
  { id: 'narrative', label: 'Narrative' },
  { id: 'significance', label: 'Significance', Icon: Users },
  { id: 'connections', label: 'Connections', Icon: Link2 },
  { id: 'questions', label: 'Questions', Icon: CircleHelp },
];
const NO_SECTIONS: Section[] = [];

type OutlinePanelProps = { handle: StoryEditorHandle | null; activeSectionId: string | null };

export function OutlinePanel({ handle, activeSectionId }: OutlinePanelProps) {
  const sections = useStorySession((state) => sameUntilItShows(state.projections?.sections ?? NO_SECTIONS));
  const isReadOnly = useReadOnly();
  /** Before which section one would go, as `moveTarget` says. */
  const targetOf = (id: string, move: SectionMove) => (isReadOnly ? undefined : moveTarget(sections, id, move));
  const move = (id: string, where: SectionMove) => {
    const before = targetOf(id, where);
    if (before !== undefined) handle?.moveSection(id, before);
  };
  const rowDrag = useRowDrag({
    attribute: 'data-section',
    isDisabled: isReadOnly,
    canMove: (id, targetId, position) => targetOf(id, beside(targetId, position)) !== undefined,
    onMove: (id, targetId, position) => move(id, beside(targetId, position)),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    const row = event.target instanceof Element ? event.target.closest('[data-section]') : null;
    const id = row?.getAttribute('data-section');
    if (!id) return;
    event.preventDefault();
    event.stopPropagation();
    move(id, event.key === 'ArrowUp' ? 'up' : 'down');
  };

  if (sections.length === 0) {
    return (
      <EmptyState
        Icon={ListTree}
        text="Sections begin at headings. Type ## and a space at the start of a line to make one."
      />
    );
  }
  const top = Math.min(...sections.map((section) => section.level));
  return (
    <div
      ref={letFocusReturn}
      onKeyDownCapture={onKeyDown}
      {...rowDrag}
      onFocusCapture={(event) => keepFocusInRow(event, '[data-section]')}
    >
      <GridList
        aria-label="Outline"
        className="outline"
        items={sections}
        selectionMode="none"
        // Else the arrow keys would lead from control to control, and no slider could be moved by them.
        keyboardNavigationBehavior="tab"
        onAction={(id) => handle?.revealSection(String(id))}
        dependencies={[activeSectionId, handle, isReadOnly]}
      >
        {(section) => (
          <GridListItem
            id={section.id}
            textValue={section.heading || 'Untitled section'}
            className="outline-row"
            data-section={section.id}
            data-active={section.id === activeSectionId || undefined}
          >
            {!isReadOnly && (
              <MoveGrip
                label={`Move ${section.heading}`}
                canMove={(direction) => targetOf(section.id, direction) !== undefined}
                onMove={(direction) => move(section.id, direction)}
              />
            )}
            <span className="outline-name" style={{ paddingLeft: (section.level - top) * 14 }} title={section.heading}>
              {section.heading || 'Untitled section'}
            </span>
            <MenuButton
              className="outline-role"
              label={`Role of ${section.heading}`}
              {...iconOf(section.role)}
              selectedId={section.role}
              items={ROLES.map((role) => ({ ...role, isDisabled: isReadOnly }))}
              note={isReadOnly ? READING_ONLY : undefined}
              onAction={(id) => {
                const role = ROLES.find((candidate) => candidate.id === id)?.id;
                if (role) handle?.setSectionRole(section.id, role);
              }}
            />
            <SectionWarning sectionId={section.id} />
            <EvidenceSlider
              sectionId={section.id}
              label={`Confidence of ${section.heading}`}
              size="outline"
              valuePercent={section.confidencePercent}
              isDisabled={isReadOnly}
              onChangeEnd={(percent) => handle?.setSectionConfidence(section.id, percent)}
            />
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}

function iconOf(role: SectionRole): { Icon?: LucideIcon } {
  const Icon = ROLES.find(({ id }) => id === role)?.Icon;
  return Icon ? { Icon } : {};
}

function beside(id: string, position: DropPosition): SectionMove {
  return position === 'before' ? { before: id } : { after: id };
}
