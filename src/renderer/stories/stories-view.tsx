/**
 * The Stories room: list, work area and inspector side by side.
 */
import { useCallback, useMemo, useRef, useState } from 'react';
import { isAttachmentFile } from '#core/document/attachment-paths.ts';
import { IMPORT_ACCEPT } from '#core/intake/endings.ts';
import { type Command, useCommands } from '#renderer/app/commands.ts';
import {
  INSPECTOR_MIN_PX,
  LIST_MIN_PX,
  panesIn,
  REVIEW_MIN_PX,
  reviewPaneIn,
  useLayout,
} from '#renderer/app/layout.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import { useWindowWidth } from '#renderer/app/window-width.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { ExportDialog } from '#renderer/exporting/export-dialog.tsx';
import { storySubject } from '#renderer/exporting/export-subject.ts';
import { ExportSeveralDialog } from '#renderer/exporting/several-dialog.tsx';
import { keepSnapshot } from '#renderer/history/history-actions.ts';
import { HistoryDialog } from '#renderer/history/history-dialog.tsx';
import { showHistory } from '#renderer/history/history-state.ts';
import { MergeDialog } from '#renderer/history/merge-dialog.tsx';
import { chooseFiles, chooseFolder } from '#renderer/importing/choose-files.ts';
import { NOTHING_TO_IMPORT, WindowDropZone } from '#renderer/importing/drop-zone.tsx';
import { ImportDialog } from '#renderer/importing/import-dialog.tsx';
import { usePastedPages } from '#renderer/importing/paste-page.ts';
import { Inspector } from '#renderer/inspector/inspector.tsx';
import { startReview } from '#renderer/review/review-actions.ts';
import { useIsReviewing } from '#renderer/review/review-now.ts';
import { useReview } from '#renderer/review/review-state.ts';
import { SourcePane } from '#renderer/review/source-pane.tsx';
import { Split } from '#renderer/ui/split.tsx';
import { showToast } from '#renderer/ui/toast.tsx';
import { createStory, duplicateStory, removeStory } from './story-actions.ts';
import { StoryList } from './story-list.tsx';
import { useOpenStoryOfNavigation } from './story-loading.ts';
import { useStorySession } from './story-session.ts';
import { WorkArea } from './work-area.tsx';
import './stories.css';

export function StoriesView() {
  useOpenStoryOfNavigation();
  usePastedPages();
  const layout = useLayout();
  const isReadOnly = useReadOnly();
  const windowWidthPx = useWindowWidth();
  const [handle, setHandle] = useState<StoryEditorHandle | null>(null);
  const [activeSectionId, setActiveSectionId] = useState<string | null>(null);
  const [importing, setImporting] = useState<File[] | null>(null);
  const [isExporting, setExporting] = useState(false);
  const [exportingSeveral, setExportingSeveral] = useState<readonly string[] | null>(null);
  const hasStory = useStorySession((state) => state.story !== null);
  const showStory = useNavigation((state) => state.showStory);

  const chooseAndImport = useCallback(async () => {
    const files = await chooseFiles(IMPORT_ACCEPT, true);
    if (files.length > 0) setImporting(files);
  }, []);
  const chooseAndImportFolder = useCallback(async () => {
    const files = await chooseFolder();
    if (files === null) return;
    if (files.some(({ name }) => !isAttachmentFile(name))) setImporting(files);
    else showToast({ message: NOTHING_TO_IMPORT });
  }, []);
  const startExport = useCallback(() => setExporting(true), []);
  const startSeveral = useCallback(() => setExportingSeveral([]), []);
  const searchField = useRef<HTMLInputElement>(null);
  const search = useCallback(() => {
    useLayout.getState().showList();
    // After the list has come, where it was folded.
    window.requestAnimationFrame(() => searchField.current?.focus());
  }, []);
  useCommands(
    useMemo(
      () =>
        storyCommands({
          importPages: chooseAndImport,
          importFolder: chooseAndImportFolder,
          startExport,
          startSeveral,
          search,
        }),
      [chooseAndImport, chooseAndImportFolder, startExport, startSeveral, search],
    ),
  );

  const isReviewing = useIsReviewing();
  const isComparing = useReview((state) => state.isComparing);
  // Without an open story there is only the list to work with.
  const { list, inspector } = panesIn(
    hasStory ? layout : { ...layout, listShown: true, inspectorShown: false },
    windowWidthPx,
  );
  const review = isReviewing ? reviewPaneIn(layout, windowWidthPx, isComparing) : null;

  return (
    <WindowDropZone onFiles={setImporting} isReadOnly={isReadOnly}>
      <div className="stories-view">
        {list && !isReviewing && (
          <Split
            side="left"
            name="Story list"
            label="Width of the story list"
            widthPx={list.widthPx}
            minPx={LIST_MIN_PX}
            maxPx={list.maxPx}
            onResizeEnd={layout.setListWidth}
          >
            <StoryList
              searchField={searchField}
              onImport={chooseAndImport}
              onImportFolder={chooseAndImportFolder}
              onExportSeveral={setExportingSeveral}
            />
          </Split>
        )}
        <WorkArea
          onHandle={setHandle}
          onActiveSection={setActiveSectionId}
          onExport={startExport}
          onImport={chooseAndImport}
        />
        {inspector && !isReviewing && (
          <Split
            side="right"
            name="Inspector"
            label="Width of the inspector"
            widthPx={inspector.widthPx}
            minPx={INSPECTOR_MIN_PX}
            maxPx={inspector.maxPx}
            onResizeEnd={layout.setInspectorWidth}
          >
            <Inspector handle={handle} activeSectionId={activeSectionId} />
          </Split>
        )}
        {review && (
          <Split
            side="right"
            name="Source"
            label="Width of the source"
            widthPx={review.widthPx}
            minPx={REVIEW_MIN_PX}
            maxPx={review.maxPx}
            onResizeEnd={layout.setReviewWidth}
          >
            <SourcePane handle={handle} />
          </Split>
        )}
      </div>
      <ImportDialog files={importing} onClose={() => setImporting(null)} onOpenStory={showStory} />
      <HistoryDialog handle={handle} />
      <MergeDialog />
      <ExportDialog isOpen={isExporting} onClose={() => setExporting(false)} getSubject={currentSubject} />
      <ExportSeveralDialog storyIds={exportingSeveral} onClose={() => setExportingSeveral(null)} />
    </WindowDropZone>
  );
}

function currentSubject() {
  const story = useStorySession.getState().currentStory();
  if (!story) throw new Error('There is no open story to export.');
  return storySubject(story);
}

type Actions = {
  importPages: () => Promise<void>;
  importFolder: () => Promise<void>;
  startExport: () => void;
  startSeveral: () => void;
  search: () => void;
};

function storyCommands({ importPages, importFolder, startExport, startSeveral, search }: Actions): Command[] {
  const session = () => useStorySession.getState();
  const isOpen = () => session().story !== null;
  const withStory = (act: (id: string, title: string) => void) => () => {
    const { story } = session();
    if (story) act(story.id, story.title);
  };
  return [
    { id: 'story.search', title: 'Search stories', group: 'Story', shortcut: 'Mod+Shift+F', run: search },
    {
      id: 'story.new',
      title: 'New story',
      group: 'Story',
      shortcut: 'Mod+Alt+N',
      changesLibrary: true,
      run: () => void createStory(),
    },
    {
      id: 'story.import',
      title: 'Import stories…',
      group: 'Story',
      shortcut: 'Mod+Shift+O',
      changesLibrary: true,
      run: () => void importPages(),
    },
    {
      id: 'story.import-folder',
      title: 'Import a folder…',
      group: 'Story',
      changesLibrary: true,
      run: () => void importFolder(),
    },
    {
      id: 'story.export',
      title: 'Export story…',
      group: 'Story',
      shortcut: 'Mod+Shift+E',
      isEnabled: isOpen,
      run: startExport,
    },
    { id: 'story.export-several', title: 'Export several…', group: 'Story', run: startSeveral },
    {
      id: 'story.review',
      title: 'Review citations',
      group: 'Story',
      shortcut: 'Mod+Shift+R',
      isEnabled: isOpen,
      run: startReview,
    },
    {
      id: 'story.history',
      title: 'History of the story…',
      group: 'Story',
      isEnabled: isOpen,
      run: withStory((id) => showHistory(id)),
    },
    {
      id: 'story.snapshot',
      changesLibrary: true,
      title: 'Keep a snapshot now…',
      group: 'Story',
      isEnabled: isOpen,
      run: withStory((id) => void keepSnapshot(id)),
    },
    {
      id: 'story.save',
      changesLibrary: true,
      title: 'Save now',
      group: 'Story',
      shortcut: 'Mod+S',
      isEnabled: isOpen,
      run: () => void session().flush(),
    },
    {
      id: 'story.duplicate',
      changesLibrary: true,
      title: 'Duplicate story',
      group: 'Story',
      isEnabled: isOpen,
      run: withStory((id) => void duplicateStory(id)),
    },
    {
      id: 'story.delete',
      changesLibrary: true,
      title: 'Delete story',
      group: 'Story',
      isEnabled: isOpen,
      run: withStory((id, title) => void removeStory(id, title)),
    },
  ];
}
