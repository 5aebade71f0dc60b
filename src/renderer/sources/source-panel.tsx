/**
 * The panel beside the table: the details of one source with its tabs, or what can be done with several.
 */
import { useQuery } from '@tanstack/react-query';
import { Copy, FileText } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { Source } from '#core/model/source.ts';
import { queries } from '#renderer/app/api.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { matchesShortcut } from '#renderer/ui/keys.ts';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { showToast } from '#renderer/ui/toast.tsx';
import { CopyTab } from './copy-tab.tsx';
import { ExcerptsTab } from './excerpts-tab.tsx';
import { useSourceEditing } from './source-editing.ts';
import { SourceForm } from './source-form.tsx';

type SourcePanelProps = {
  /** Stands above the tabs. */
  notice?: ReactNode;
  /** How many others look the same. */
  duplicates: number;
  onShowDuplicates: () => void;
  onDelete: (source: Source) => void;
  /** Escape: back to the table. */
  onLeave: () => void;
};

export function SourcePanel({ notice, duplicates, onShowDuplicates, onDelete, onLeave }: SourcePanelProps) {
  const source = useSourceEditing((state) => state.source);
  const isReadOnly = useReadOnly();
  const panel = useRef<HTMLDivElement>(null);
  const [tab, setTab] = useState('details');
  const [shownExcerpt, setShownExcerpt] = useState<{ excerptId: string } | null>(null);
  const { data: citedIn } = useQuery(
    queries.sources.citedIn.queryOptions({ id: source?.id ?? '' }, { enabled: source !== null, staleTime: 0 }),
  );
  if (!source) return <EmptyState Icon={FileText} text="Select a source to see and edit its details." />;

  const onKeyDown = (event: KeyboardEvent) => {
    const { undo, redo } = useSourceEditing.getState();
    if (matchesShortcut(event.nativeEvent, 'Mod+Z')) undo();
    else if (matchesShortcut(event.nativeEvent, 'Mod+Shift+Z') || matchesShortcut(event.nativeEvent, 'Mod+Y')) redo();
    else if (event.key === 'Escape' && panel.current?.contains(document.activeElement)) onLeave();
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the fields inside, which are the controls
    <div className="source-panel-body" ref={panel} onKeyDown={onKeyDown}>
      <Tabs
        key={source.id}
        label="Source"
        selectedId={tab}
        onSelect={(id) => {
          setShownExcerpt(null);
          setTab(id);
        }}
        tabs={[
          {
            id: 'details',
            title: 'Details',
            content: (
              <fieldset className="source-fieldset" disabled={isReadOnly}>
                {!isReadOnly && notice}
                {duplicates > 0 && <DuplicatesNotice count={duplicates} onShow={onShowDuplicates} />}
                <SourceForm key={source.id} source={source} isReadOnly={isReadOnly} onDelete={onDelete} />
              </fieldset>
            ),
          },
          {
            id: 'copy',
            title: 'Copy',
            count: source.copies.length > 1 ? source.copies.length : 0,
            content: <CopyTab source={source} shownExcerpt={shownExcerpt} />,
          },
          {
            id: 'excerpts',
            title: 'Excerpts',
            count: source.excerpts.length,
            content: (
              <ExcerptsTab
                source={source}
                onShow={(excerptId) => {
                  setShownExcerpt({ excerptId });
                  setTab('copy');
                }}
              />
            ),
          },
          {
            id: 'cited-in',
            title: 'Cited in',
            count: citedIn?.length ?? 0,
            content: <CitedIn stories={citedIn ?? []} />,
          },
        ]}
      />
      <SaveState isReadOnly={isReadOnly} />
    </div>
  );
}

function DuplicatesNotice({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <section className="source-notice" aria-label="Duplicates">
      <Copy aria-hidden />
      <p>{count === 1 ? 'Another source looks the same.' : `${count} other sources look the same.`}</p>
      <Button onPress={onShow}>Compare and merge…</Button>
    </section>
  );
}

async function showTheirs(): Promise<void> {
  const { reload, undo } = useSourceEditing.getState();
  await reload();
  showToast({ message: 'The other version is shown.', action: { label: 'Put mine back', run: undo } });
}

function SaveState({ isReadOnly }: { isReadOnly: boolean }) {
  const status = useSourceEditing((state) => state.status);
  const { keepMine, flush } = useSourceEditing.getState();
  const problem = typeof status === 'object' ? status.problem : null;
  return (
    <div className="status-line" role="status" aria-label="Save status">
      {status === 'saved' && (isReadOnly ? 'Reading only' : 'All changes saved')}
      {(status === 'saving' || status === 'unsaved') && 'Saving…'}
      {problem && (
        <>
          <span className="source-problem">{problem.message}</span>
          {problem.kind === 'Conflict' ? (
            <>
              <Button variant="quiet" onPress={() => void keepMine()}>
                Keep mine
              </Button>
              <Button variant="quiet" onPress={() => void showTheirs()}>
                Show theirs
              </Button>
            </>
          ) : (
            <Button variant="quiet" onPress={() => void flush()}>
              Try again
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function CitedIn({ stories }: { stories: readonly { id: string; title: string }[] }) {
  if (stories.length === 0) return <EmptyState Icon={FileText} text="No story cites this source yet." />;
  return <StoryLinks stories={stories} label="Stories that cite this source" />;
}

/** Stories by their titles; a press opens one. */
export function StoryLinks({ stories, label }: { stories: readonly { id: string; title: string }[]; label?: string }) {
  return (
    <ul className="cited-in" aria-label={label}>
      {stories.map(({ id, title }) => (
        <li key={id}>
          <button type="button" onClick={() => openStory(id)}>
            {title || 'Untitled story'}
          </button>
        </li>
      ))}
    </ul>
  );
}
