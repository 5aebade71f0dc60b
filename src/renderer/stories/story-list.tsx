/**
 * The list pane: search, order, and every story of the library with its importance, confidence and open questions.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  ArrowDownWideNarrow,
  Check,
  CircleHelp,
  Copy,
  Ellipsis,
  Files,
  FileWarning,
  History,
  Plus,
  SearchX,
  Share,
  Trash2,
} from 'lucide-react';
import { memo, type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { queries, type StoryListItem } from '#renderer/app/api.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { READING_ONLY, useReadOnly } from '#renderer/app/reading.ts';
import { showHistory } from '#renderer/history/history-state.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { MenuButton } from '#renderer/ui/menu.tsx';
import { SearchField } from '#renderer/ui/text-field.tsx';
import { VirtualList, type VirtualListHandle } from '#renderer/ui/virtual-list.tsx';
import { foundStories } from './found-stories.ts';
import { PickedBar } from './picked-bar.tsx';
import { usePicked } from './picked-stories.ts';
import { createStory, duplicateStory, removeStory } from './story-actions.ts';
import { inOrder, inOrderAgain, ORDER_NAMES, type StoryOrder } from './story-order.ts';
import { useStorySession } from './story-session.ts';

const ROW_HEIGHT_PX = 82;
const ASK_AGAIN_MS = 1_000;
const ORDERS = (Object.keys(ORDER_NAMES) as StoryOrder[]).map((id) => ({ id, label: ORDER_NAMES[id].menu }));
const shortDate = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const longDate = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });

type StoryListProps = {
  onImport: () => void;
  onImportFolder: () => void;
  /** Exports several stories, with these chosen to begin with. */
  onExportSeveral: (ids: readonly string[]) => void;
  searchField: RefObject<HTMLInputElement | null>;
};

export function StoryList({ onImport, onImportFolder, onExportSeveral, searchField }: StoryListProps) {
  const [typed, setTyped] = useState('');
  const [order, setOrder] = useState<StoryOrder>('updated');
  const [foundOrder, setFoundOrder] = useState<StoryOrder | 'match'>('match');
  const { storyId, showStory } = useNavigation();
  const isReadOnly = useReadOnly();
  const query = typed.trim();
  const { data: stories } = useQuery(queries.stories.list.queryOptions());
  const { data: found } = useQuery(
    queries.stories.search.queryOptions(
      { query },
      {
        enabled: query !== '',
        placeholderData: keepPreviousData,
        staleTime: 5_000,
        // Soon after the start texts are still being read: what they hold joins in.
        refetchInterval: ({ state }) => (state.data?.isComplete === false ? ASK_AGAIN_MS : false),
      },
    ),
  );
  const isComplete = found?.isComplete ?? true;
  const ordered = useOrdered(stories, order);
  const shown = useMemo(() => {
    if (!query) return ordered;
    const matching = foundStories(ordered, query, found?.ids ?? []);
    return foundOrder === 'match' ? matching : inOrder(matching, foundOrder);
  }, [ordered, query, found, foundOrder]);
  const chooseOrder = useCallback((next: StoryOrder | 'match') => {
    if (next !== 'match') setOrder(next);
  }, []);
  const list = useRef<VirtualListHandle>(null);
  const picked = usePicked(shown, list, onExportSeveral);

  return (
    <div className="story-list">
      <ListHead
        isSearching={query !== ''}
        order={query ? foundOrder : order}
        isEmpty={(stories ?? []).length === 0}
        isReadOnly={isReadOnly}
        onOrder={query ? setFoundOrder : chooseOrder}
        onExportSeveral={picked.exportAll}
        onImport={onImport}
        onImportFolder={onImportFolder}
      />
      <SearchField
        ref={searchField}
        label="Search stories"
        shortcut="Mod+Shift+F"
        value={typed}
        onChange={setTyped}
        className="story-search"
      />
      <p className="story-order">
        <span>{query ? (isComplete ? 'Found' : 'Found so far') : ORDER_NAMES[order].line}</span>
        <span className="num">{shown.length.toLocaleString('en')}</span>
      </p>
      {shown.length === 0 && stories ? (
        query ? (
          <EmptyState
            Icon={SearchX}
            text={
              isComplete ? `No story holds “${query}”.` : `No title holds “${query}”. The texts are still being read.`
            }
            action={{ label: 'Clear the search', run: () => setTyped('') }}
          />
        ) : (
          <EmptyState Icon={Files} text="Your stories will stand here." />
        )
      ) : (
        <VirtualList
          label="Stories"
          items={shown}
          rowHeightPx={ROW_HEIGHT_PX}
          selectedId={storyId}
          onSelect={showStory}
          textOf={(story) => story.title || 'Untitled story'}
          actions={({ id, title }) => <RowMenu id={id} title={title} />}
          picking={{ selection: picked.selection, onChange: picked.pick, onDelete: picked.removeAll }}
          ref={list}
        >
          {(story) => <StoryRow story={story} />}
        </VirtualList>
      )}
      <PickedBar picked={picked} isReadOnly={isReadOnly} />
      <UnreadableFiles />
    </div>
  );
}

const NO_STORIES: readonly StoryListItem[] = [];

/** The stories in an order that is kept up as they change. */
function useOrdered(stories = NO_STORIES, order: StoryOrder): readonly StoryListItem[] {
  const before = useRef({ order, list: NO_STORIES });
  return useMemo(() => {
    const { order: orderBefore, list } = before.current;
    const ordered = orderBefore === order ? inOrderAgain(list, stories, order) : inOrder(stories, order);
    before.current = { order, list: ordered };
    return ordered;
  }, [stories, order]);
}

type ListHeadProps = {
  isSearching: boolean;
  order: StoryOrder | 'match';
  isEmpty: boolean;
  isReadOnly: boolean;
  onOrder: (order: StoryOrder | 'match') => void;
  onExportSeveral: () => void;
  onImport: () => void;
  onImportFolder: () => void;
};

/** Stays as it is while the stories change, as with every save. */
const ListHead = memo(function ListHead({
  isSearching,
  order,
  isEmpty,
  isReadOnly,
  onOrder,
  onExportSeveral,
  onImport,
  onImportFolder,
}: ListHeadProps) {
  return (
    <header className="pane-head">
      <h1>Stories</h1>
      <MenuButton
        label="Order of the list"
        Icon={ArrowDownWideNarrow}
        selectedId={order}
        items={isSearching ? [{ id: 'match', label: 'Best match' }, ...ORDERS] : ORDERS}
        onAction={(id) => onOrder(id as StoryOrder | 'match')}
      />
      <MenuButton
        label="More with stories"
        Icon={Ellipsis}
        items={[{ id: 'export', label: 'Export several…', Icon: Share, isDisabled: isEmpty }]}
        onAction={onExportSeveral}
      />
      <MenuButton
        label="Add stories"
        Icon={Plus}
        note={isReadOnly ? READING_ONLY : undefined}
        items={[
          { id: 'new', label: 'New story', shortcut: 'Mod+Alt+N', isDisabled: isReadOnly },
          { id: 'import', label: 'Import stories…', shortcut: 'Mod+Shift+O', isDisabled: isReadOnly },
          { id: 'import-folder', label: 'Import a folder…', isDisabled: isReadOnly },
        ]}
        onAction={(id) => {
          if (id === 'new') void createStory();
          else if (id === 'import') onImport();
          else onImportFolder();
        }}
      />
    </header>
  );
});

/** Says that something in the library can't be read, and leads to what it is. */
function UnreadableFiles() {
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const go = useNavigation((state) => state.go);
  const count = info?.problems.length ?? 0;
  if (count === 0) return null;
  return (
    <button type="button" className="story-list-problem" onClick={() => go('settings')}>
      <FileWarning aria-hidden />
      {count === 1 ? 'One file is not shown' : `${count.toLocaleString('en')} files are not shown`}
    </button>
  );
}

const StoryRow = memo(function StoryRow({ story }: { story: StoryListItem }) {
  const openTitle = useStorySession((state) => (state.story?.id === story.id ? state.story.title : null));
  const title = openTitle ?? story.title;
  return (
    <span className="story-row">
      <span className="story-row-title">{title || 'Untitled story'}</span>
      <span className="story-row-meta num">
        <span>{dateText(story.updatedOn)}</span>
        <Gauge name="importance" percent={story.importancePercent} />
        <Gauge name="confidence" percent={story.confidencePercent} />
        {story.openQuestions > 0 && (
          <span className="story-row-questions">
            <CircleHelp aria-hidden />
            <span className="sr-only">open questions: </span>
            {story.openQuestions}
          </span>
        )}
        <Check className="story-row-picked" aria-hidden />
      </span>
    </span>
  );
});

const RowMenu = memo(function RowMenu({ id: storyId, title }: { id: string; title: string }) {
  const isReadOnly = useReadOnly();
  return (
    <MenuButton
      label={`Actions for ${title || 'Untitled story'}`}
      className="story-row-menu"
      items={[
        { id: 'history', label: 'History…', Icon: History },
        { id: 'duplicate', label: 'Duplicate', Icon: Copy, isDisabled: isReadOnly },
        { id: 'delete', label: 'Delete', Icon: Trash2, isDisabled: isReadOnly },
      ]}
      note={isReadOnly ? READING_ONLY : undefined}
      onAction={(id) => {
        if (id === 'history') showHistory(storyId);
        else void (id === 'duplicate' ? duplicateStory(storyId) : removeStory(storyId, title));
      }}
    />
  );
});

function Gauge({ name, percent }: { name: 'importance' | 'confidence'; percent: number }) {
  return (
    <span className="story-row-gauge">
      <span className="sr-only">{name} </span>
      <progress className="story-row-bar" data-tone={name} value={percent} max={100} aria-hidden />
      {percent}
    </span>
  );
}

/** `Mar 9` in this year, `Mar 9, 2025` in others. */
function dateText(calendarDate: string): string {
  const date = new Date(`${calendarDate}T00:00:00Z`);
  return (date.getUTCFullYear() === new Date().getFullYear() ? shortDate : longDate).format(date);
}
