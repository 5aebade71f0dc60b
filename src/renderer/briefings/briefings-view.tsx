/**
 * The Briefings room: the list, the briefing that is composed, and what it holds.
 */
import { useQuery } from '@tanstack/react-query';
import { CopyPlus, Newspaper, Plus, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type ApiOutputs, api, failureFrom, queries, queryClient } from '#renderer/app/api.ts';
import { useCommands } from '#renderer/app/commands.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import { ExportDialog } from '#renderer/exporting/export-dialog.tsx';
import { briefingSubject } from '#renderer/exporting/export-subject.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { MenuButton } from '#renderer/ui/menu.tsx';
import { showToast } from '#renderer/ui/toast.tsx';
import { VirtualList } from '#renderer/ui/virtual-list.tsx';
import { BriefingComposer } from './briefing-composer.tsx';
import { BriefingItems } from './briefing-items.tsx';
import { useBriefingSession } from './briefing-session.ts';
import './briefings.css';

type ListItem = ApiOutputs['briefings']['list'][number];

const ROW_HEIGHT_PX = 64;
const date = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

export function BriefingsView() {
  const isReadOnly = useReadOnly();
  const { data: briefings } = useQuery(queries.briefings.list.queryOptions());
  const briefing = useBriefingSession((state) => state.briefing);
  const { open, flush } = useBriefingSession.getState();
  const [isExporting, setExporting] = useState(false);
  const [audiences, setAudiences] = useState<string[]>([]);
  const storyIds = useMemo(() => [...new Set(briefing?.items.map(({ storyId }) => storyId))], [briefing?.items]);
  const { data: materials } = useQuery(
    queries.briefings.materials.queryOptions({ storyIds }, { enabled: storyIds.length > 0, staleTime: 0 }),
  );
  const ordered = useMemo(
    () => (briefings ?? []).toSorted((a, b) => b.date.localeCompare(a.date) || b.savedAt.localeCompare(a.savedAt)),
    [briefings],
  );

  useEffect(() => () => void flush(), [flush]);
  const create = useCallback(async () => {
    const made = await orSay(api.briefings.create.mutate({}));
    if (made) await open(made.id);
  }, [open]);
  const startExport = useCallback(async () => {
    const items = useBriefingSession.getState().briefing?.items ?? [];
    // Whom it can be exported for is known once its stories have been read.
    const read = await orSay(
      queryClient.fetchQuery(
        queries.briefings.materials.queryOptions({ storyIds: [...new Set(items.map(({ storyId }) => storyId))] }),
      ),
    );
    if (!read) return;
    setAudiences([...new Set(read.flatMap((material) => material.audiences))]);
    setExporting(true);
  }, []);
  useCommands(
    useMemo(
      () => [
        {
          id: 'briefing.new',
          title: 'New briefing',
          group: 'Library' as const,
          shortcut: 'Mod+Alt+N',
          isEnabled: () => !isReadOnly,
          run: () => void create(),
        },
        {
          id: 'briefing.export',
          title: 'Export briefing…',
          group: 'Library' as const,
          shortcut: 'Mod+Shift+E',
          isEnabled: () => useBriefingSession.getState().briefing !== null,
          run: () => void startExport(),
        },
      ],
      [create, startExport, isReadOnly],
    ),
  );

  const getSubject = () => {
    const { current, choose, exported } = useBriefingSession.getState();
    const subject = current();
    if (!subject) throw new Error('There is no open briefing to export.');
    return briefingSubject(subject, audiences, {
      ...(!isReadOnly && { onChoice: choose }),
      onSaved: ({ storyRevs }) => void exported(storyRevs),
    });
  };

  return (
    <div className="briefings-view">
      <aside className="briefing-list" aria-label="Briefings">
        <header className="pane-head">
          <h1>Briefings</h1>
          <IconButton label="New briefing" onPress={() => void create()} isDisabled={isReadOnly}>
            <Plus aria-hidden />
          </IconButton>
        </header>
        {briefings && briefings.length === 0 ? (
          <EmptyState
            Icon={Newspaper}
            text="A briefing puts stories and sections together for a reader."
            {...(!isReadOnly && { action: { label: 'New briefing', run: () => void create() } })}
          />
        ) : (
          <VirtualList
            label="Briefings"
            items={ordered}
            rowHeightPx={ROW_HEIGHT_PX}
            selectedId={briefing?.id ?? null}
            onSelect={(id) => void open(id)}
            textOf={(item) => item.title || 'Untitled briefing'}
            actions={(item) => (isReadOnly ? null : <RowMenu item={item} />)}
          >
            {(item) => <BriefingRow item={item} />}
          </VirtualList>
        )}
      </aside>
      {briefing ? (
        <>
          <BriefingComposer isReadOnly={isReadOnly} onExport={() => void startExport()} />
          <BriefingItems materials={materials} isReadOnly={isReadOnly} />
        </>
      ) : (
        <main className="work-area work-area-empty">
          <EmptyState
            Icon={Newspaper}
            text="Open a briefing from the list, or begin a new one."
            {...(!isReadOnly && { action: { label: 'New briefing', run: () => void create() } })}
          />
        </main>
      )}
      <ExportDialog isOpen={isExporting} onClose={() => setExporting(false)} getSubject={getSubject} />
    </div>
  );
}

function BriefingRow({ item }: { item: ListItem }) {
  return (
    <span className="briefing-row">
      <span className="briefing-row-title">{item.title || 'Untitled briefing'}</span>
      <span className="briefing-row-meta num">
        <span className="briefing-row-facts">
          {[item.number && `No. ${item.number}`, date.format(new Date(`${item.date}T00:00:00Z`)), countOf(item.items)]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {item.changedStories > 0 && (
          <span className="briefing-row-changed">{item.changedStories} changed since export</span>
        )}
      </span>
    </span>
  );
}

const countOf = (items: number) => `${items} ${items === 1 ? 'item' : 'items'}`;

function RowMenu({ item }: { item: ListItem }) {
  const { open } = useBriefingSession.getState();
  const nextIssue = async () => {
    await useBriefingSession.getState().flush();
    const made = await orSay(api.briefings.nextIssue.mutate({ id: item.id }));
    if (made) await open(made.id);
  };
  const remove = async () => {
    if (useBriefingSession.getState().briefing?.id === item.id) await open(null);
    if ((await orSay(api.briefings.remove.mutate({ id: item.id }).then(() => true))) === undefined) return;
    showToast({
      message: `“${item.title || 'Untitled briefing'}” was deleted.`,
      action: { label: 'Undo', run: () => void orSay(api.briefings.restore.mutate({ id: item.id })) },
    });
  };
  return (
    <MenuButton
      label={`Actions for ${item.title || 'Untitled briefing'}`}
      className="story-row-menu"
      items={[
        { id: 'next', label: 'Duplicate as the next issue', Icon: CopyPlus },
        { id: 'delete', label: 'Delete', Icon: Trash2 },
      ]}
      onAction={(id) => void (id === 'next' ? nextIssue() : remove())}
    />
  );
}

/** What a call gives; undefined where it failed, which was said then. */
async function orSay<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    const result = await call;
    await queryClient.invalidateQueries(queries.briefings.list.queryFilter());
    return result;
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
    return undefined;
  }
}
