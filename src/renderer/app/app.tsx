/**
 * The shell: rail, the room that is open, palette and messages, and what belongs to the window as a whole.
 */

import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { followBriefingChange, useBriefingSession } from '#renderer/briefings/briefing-session.ts';
import { BriefingsView } from '#renderer/briefings/briefings-view.tsx';
import { QuestionsView } from '#renderer/questions/questions-view.tsx';
import { RecoveryNotices } from '#renderer/recovery/recovery-notices.tsx';
import { SettingsView } from '#renderer/settings/settings-view.tsx';
import { followSourceChange, useSourceEditing } from '#renderer/sources/source-editing.ts';
import { SourcesView } from '#renderer/sources/sources-view.tsx';
import { StoriesView } from '#renderer/stories/stories-view.tsx';
import { reloadIfChangedOutside } from '#renderer/stories/story-loading.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { TrashView } from '#renderer/trash/trash-view.tsx';
import { ToastRegion } from '#renderer/ui/toast.tsx';
import { queries, queryClient } from './api.ts';
import { catchUp } from './catch-up.ts';
import { useCommandKeys } from './command-keys.ts';
import { type Command, useCommands } from './commands.ts';
import { desktop } from './desktop.ts';
import { useLayout } from './layout.ts';

import { listenToLibrary } from './library-changes.ts';
import { LongOperation } from './long-operation.tsx';
import { useNavigation } from './navigation.ts';
import { CommandPalette, usePalette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { ReadingNotice } from './reading-notice.tsx';
import { applyTheme } from './theme.ts';
import './app.css';

const ROOMS = {
  stories: StoriesView,
  sources: SourcesView,
  questions: QuestionsView,
  briefings: BriefingsView,
  trash: TrashView,
  settings: SettingsView,
};

export function App() {
  const room = useNavigation((state) => state.room);
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const Room = ROOMS[room];
  useFocusInRoom(room);

  useEffect(
    () =>
      listenToLibrary(
        {
          story: reloadIfChangedOutside,
          source: followSourceChange,
          briefing: followBriefingChange,
        },
        catchUp,
      ),
    [],
  );
  useEffect(saveBeforeLeaving, []);
  useEffect(fetchSourcesAhead, []);
  useEffect(() => {
    if (info) applyTheme(info.settings.theme);
  }, [info]);
  useCommandKeys();
  useCommands(useMemo(appCommands, []));

  return (
    <div className="app">
      <ReadingNotice />
      <RecoveryNotices />
      <Rail />
      <Room />
      <CommandPalette />
      <LongOperation />
      <ToastRegion />
    </div>
  );
}

/** Another room takes the focus where it went with the one before: keys and screen readers would begin at the rail again. */
function useFocusInRoom(room: keyof typeof ROOMS): void {
  const before = useRef(room);
  useEffect(() => {
    if (before.current === room) return;
    before.current = room;
    const frame = window.requestAnimationFrame(() => {
      const main = document.querySelector('main');
      if (!main || (document.activeElement && document.activeElement !== document.body)) return;
      if (!main.hasAttribute('tabindex')) main.tabIndex = -1;
      main.focus({ preventScroll: true });
    });
    return () => window.cancelAnimationFrame(frame);
  }, [room]);
}

function appCommands(): Command[] {
  const { go } = useNavigation.getState();
  const { toggleList, toggleInspector } = useLayout.getState();
  return [
    {
      id: 'view.palette',
      title: 'Show all commands',
      group: 'View',
      shortcut: 'Mod+K',
      run: () => usePalette.getState().open(),
    },
    { id: 'view.stories', title: 'Go to Stories', group: 'View', shortcut: 'Mod+1', run: () => go('stories') },
    { id: 'view.sources', title: 'Go to Sources', group: 'View', shortcut: 'Mod+2', run: () => go('sources') },
    { id: 'view.questions', title: 'Go to Questions', group: 'View', shortcut: 'Mod+3', run: () => go('questions') },
    { id: 'view.briefings', title: 'Go to Briefings', group: 'View', shortcut: 'Mod+4', run: () => go('briefings') },
    { id: 'view.trash', title: 'Go to Trash', group: 'View', run: () => go('trash') },
    { id: 'view.settings', title: 'Go to Settings', group: 'View', shortcut: 'Mod+,', run: () => go('settings') },
    { id: 'view.fold-list', title: 'Show or fold the list', group: 'View', shortcut: 'Mod+\\', run: toggleList },
    {
      id: 'view.fold-inspector',
      title: 'Show or fold the inspector',
      group: 'View',
      shortcut: 'Mod+Shift+\\',
      run: toggleInspector,
    },
  ];
}

/** Saves when the window loses focus or is hidden, and asks before one is closed on unsaved text. */
function saveBeforeLeaving(): () => void {
  const flush = async () => {
    const saved = await Promise.all([
      useStorySession.getState().flush(),
      useSourceEditing.getState().flush(),
      useBriefingSession.getState().flush(),
    ]);
    return saved.every(Boolean);
  };
  const isSaved = () =>
    useStorySession.getState().isAllSaved() &&
    useSourceEditing.getState().status === 'saved' &&
    useBriefingSession.getState().status === 'saved';
  const save = () => void flush();
  const saveWhenHidden = () => {
    if (document.visibilityState === 'hidden') void flush();
  };
  const ask = (event: BeforeUnloadEvent) => {
    if (isSaved()) return;
    void flush();
    event.preventDefault();
  };
  window.addEventListener('blur', save);
  document.addEventListener('visibilitychange', saveWhenHidden);
  if (!desktop) window.addEventListener('beforeunload', ask);
  desktop?.onCloseRequested(flush);
  return () => {
    window.removeEventListener('blur', save);
    document.removeEventListener('visibilitychange', saveWhenHidden);
    window.removeEventListener('beforeunload', ask);
  };
}

/** Many rooms need the sources, and a large library has megabytes of them: they are asked for before one goes there. */
function fetchSourcesAhead(): () => void {
  const handle = window.requestIdleCallback(() => void queryClient.prefetchQuery(queries.sources.list.queryOptions()));
  return () => window.cancelIdleCallback(handle);
}
