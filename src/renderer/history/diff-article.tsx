/**
 * What made one state of a story out of another, as one text: the header's changes and what became of sections and citations on top,
 * the text with its changes below.
 */
import { ArrowDownUp, Copy, CornerUpLeft, type LucideIcon, Minus, Pencil, Plus } from 'lucide-react';
import { memo, useMemo } from 'react';
import { contentKeyOf } from '#core/document/diff/content.ts';
import type { BlockDiff } from '#core/document/diff/document-diff.ts';
import type { StoryDiff } from '#core/document/diff/story-diff.ts';
import { sectionStateOf } from '#core/document/outline.ts';
import { textOf } from '#core/document/walk.ts';
import { blocksOfSection } from '#core/history/restore-section.ts';
import type { Story, StoryDocument } from '#core/model/story.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { ChangeSummary, hasSummary } from './change-summary.tsx';
import { type Chips, renderMarked, Said } from './marked-text.tsx';
import { useChips } from './use-chips.ts';

/** A place that one goes to from change to change, and how it is said. */
export type Stop = { id: string; words: string };

type SectionActions = {
  onCopy: (sectionId: string) => void;
  onRestore?: (section: { id: string; heading: string }) => void;
};

type DiffArticleProps = {
  diff: StoryDiff;
  before: Story;
  after: Story;
  currentStop: string | undefined;
  section: SectionActions;
  /** Offers to copy and restore every section, not only those that have changed. */
  showsAll: boolean;
};

const KIND_WORDS: Record<Exclude<BlockDiff['kind'], 'same'>, string> = {
  changed: 'Changed',
  added: 'Added',
  removed: 'Removed',
  moved: 'Moved here',
  'moved-away': 'Moved away',
};
const KIND_ICONS: Record<Exclude<BlockDiff['kind'], 'same'>, LucideIcon> = {
  changed: Pencil,
  added: Plus,
  removed: Minus,
  moved: ArrowDownUp,
  'moved-away': ArrowDownUp,
};
const SUMMARY_STOP = 'summary';

/** The changes of a diff in reading order. */
export function stopsIn(diff: StoryDiff): Stop[] {
  const blocks = diff.blocks.flatMap((block, index): Stop[] =>
    block.kind === 'same'
      ? []
      : [{ id: String(index), words: `${KIND_WORDS[block.kind]}: ${textOf(block.marked.node).slice(0, 120)}` }],
  );
  const summary = hasSummary(diff) ? [{ id: SUMMARY_STOP, words: 'Header, sections and citations' }] : [];
  return [...summary, ...blocks];
}

export function DiffArticle({ diff, before, after, currentStop, section, showsAll }: DiffArticleProps) {
  const chips = useChips(after.document);
  const changed = useMemo(
    () => (showsAll ? null : changedSections(before.document, after.document)),
    [before, after, showsAll],
  );
  return (
    <article className="history-sheet" aria-label="Text with its changes">
      <p className="history-label">{after.label}</p>
      <h2 className="history-title">{after.title || 'Untitled story'}</h2>
      {after.summary && <p className="history-dek">{after.summary}</p>}
      {hasSummary(diff) && (
        <div data-stop={SUMMARY_STOP} data-current={currentStop === SUMMARY_STOP || undefined}>
          <ChangeSummary diff={diff} chips={chips} />
        </div>
      )}
      <div className="story-text history-text">
        {diff.blocks.map((block, index) => (
          <Block
            // biome-ignore lint/suspicious/noArrayIndexKey: a diff is drawn once and thrown away
            key={index}
            id={String(index)}
            block={block}
            chips={chips}
            isCurrent={currentStop === String(index)}
            actions={actionsFor(block, changed, section)}
          />
        ))}
      </div>
    </article>
  );
}

type BlockActions = SectionActions & { id: string; heading: string };

/** What can be done with the section that a block opens in the earlier state; nothing where it opens none, or nothing has changed. */
function actionsFor(
  block: BlockDiff,
  changed: ReadonlySet<string> | null,
  section: SectionActions,
): BlockActions | null {
  const heading = block.marked.mark === 'removed' ? block.marked.node : (block.marked.before ?? block.marked.node);
  if (block.before === null || block.kind === 'moved-away' || heading.type !== 'heading') return null;
  const id = sectionStateOf(heading)?.id;
  if (!id || (changed && !changed.has(id))) return null;
  return { id, heading: textOf(heading), ...section };
}

type BlockProps = {
  id: string;
  block: BlockDiff;
  chips: Chips;
  isCurrent: boolean;
  actions: BlockActions | null;
};

const Block = memo(
  function Block({ id, block, chips, isCurrent, actions }: BlockProps) {
    const { kind, marked } = block;
    const Icon = kind === 'same' ? null : KIND_ICONS[kind];
    return (
      <div
        className="history-block"
        data-kind={kind}
        data-current={isCurrent || undefined}
        {...(kind !== 'same' && { 'data-stop': id })}
      >
        {Icon && kind !== 'same' && (
          <span className="history-sign">
            <Icon aria-hidden />
            <Said words={KIND_WORDS[kind]} />
          </span>
        )}
        {renderMarked(withoutMark(marked), chips)}
        {actions && (
          <span className="history-section-tools">
            {actions.onRestore && (
              <IconButton
                label="Restore this section"
                name={`Restore the section “${actions.heading}”`}
                onPress={() => actions.onRestore?.(actions)}
              >
                <CornerUpLeft aria-hidden />
              </IconButton>
            )}
            <IconButton
              label="Copy this section as it was"
              name={`Copy the section “${actions.heading}” as it was`}
              onPress={() => actions.onCopy(actions.id)}
            >
              <Copy aria-hidden />
            </IconButton>
          </span>
        )}
      </div>
    );
  },
  (a, b) =>
    a.block === b.block && a.isCurrent === b.isCurrent && a.chips === b.chips && a.actions?.id === b.actions?.id,
);

/** A block that came or went says so at its side; its words needn't each be marked. */
function withoutMark({ mark: _, ...marked }: BlockDiff['marked']): BlockDiff['marked'] {
  return marked;
}

/** The sections of the earlier state whose text is another now, or that are gone. */
function changedSections(before: StoryDocument, after: StoryDocument): ReadonlySet<string> {
  const ids = before.root.children.flatMap((block) =>
    block.type === 'heading' ? (sectionStateOf(block)?.id ?? []) : [],
  );
  const keyOf = (document: StoryDocument, id: string) => blocksOfSection(document, id)?.map(contentKeyOf).join('\n');
  return new Set(ids.filter((id) => keyOf(before, id) !== keyOf(after, id)));
}
