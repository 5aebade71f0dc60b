/**
 * The editor of one story: toolbar, header and text in one scroll area, and all that opens beside the text. Typing renders
 * no React: what depends on the text is read after the frame and rendered only where it changed.
 */
import './prose.css';
import './chips.css';
import './editor.css';
import './floats.css';
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { ContentEditable } from '@lexical/react/LexicalContentEditable';
import { LexicalExtensionComposer } from '@lexical/react/LexicalExtensionComposer';
import { mergeRegister } from 'lexical';
import { memo, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Story } from '#core/model/story.ts';
import { useCommands } from '#renderer/app/commands.ts';
import { sourcesNow } from '#renderer/app/sources-by-id.ts';
import type { StoryMetadata } from '#renderer/stories/story-session.ts';
import { type Bursts, createBursts } from './bursts.ts';
import { registerChipKeys } from './chip-keys.ts';
import { createChipPainter, type StoryChipPainter } from './chip-painter.ts';
import { ChipRepaint, primePainter } from './chip-repaint.tsx';
import { registerClaimKeys } from './claim-keys.ts';
import { createEditorActions, editorCommands } from './editor-actions.ts';
import { storyEditorExtension } from './editor-extension.ts';
import { Floats } from './editor-floats.tsx';
import { createEditorHandle, type StoryEditorHandle } from './editor-handle.ts';
import { createEditorUi } from './editor-ui.ts';
import { FindBar } from './find-bar.tsx';
import { reportChanges } from './report-changes.ts';
import { SectionMargin } from './section-margin.tsx';
import { NOTHING_SELECTED, type SelectionSummary } from './selection-summary.ts';
import { registerTableTab } from './table-actions.ts';
import { TableMenu } from './table-menu.tsx';
import { Toolbar } from './toolbar.tsx';
import { registerTypeahead } from './typeahead.ts';
import { registerWritingKeys } from './writing-keys.ts';

export type { StoryEditorHandle };

export type StoryEditorProps = {
  /** Its document has passed the gate. Another story, or this one opened anew, needs another `key`. */
  story: Story;
  readOnly: boolean;
  /** Stands above the text, in the same column. */
  header: ReactNode;
  /** What the text is called, and what it says while it is empty; absent, the story's own words. */
  textLabel?: string;
  placeholder?: string;
  toolbarStart?: ReactNode;
  toolbarEnd: ReactNode;
  /** Stands in the toolbar's place. */
  bar?: ReactNode;
  /** Called once the editor stands; what it returns is called when it goes. */
  onReady: (handle: StoryEditorHandle) => void | (() => void);
  /** Called within every update that changed the document: must do next to nothing. */
  onDocumentChange: () => void;
  /** Called when the metadata changed, by undo and redo too. */
  onMetadataChange: (metadata: StoryMetadata) => void;
  /** Called when a citation is pressed; true keeps its form from opening. */
  onChooseCitation?: (citationId: string) => boolean;
  /** Called after the frame when the caret went into another section. */
  onActiveSection: (sectionId: string | null) => void;
};

export function StoryEditor(props: StoryEditorProps) {
  const { story, readOnly } = props;
  // The editor is built once: what changes later goes through it.
  const [{ extension, painter }] = useState(() => {
    const chipPainter = createChipPainter(sourcesNow);
    primePainter(chipPainter, story.document);
    return { painter: chipPainter, extension: storyEditorExtension(story, chipPainter, readOnly) };
  });
  return (
    <LexicalExtensionComposer extension={extension} contentEditable={null}>
      <EditorSurface {...props} painter={painter} />
    </LexicalExtensionComposer>
  );
}

function EditorSurface({
  story,
  readOnly,
  header,
  textLabel = 'Story text',
  placeholder = 'Write, or press / for blocks and @ to cite',
  toolbarStart,
  toolbarEnd,
  bar,
  onReady,
  painter,
  ...listeners
}: StoryEditorProps & { painter: StoryChipPainter }) {
  const [editor] = useLexicalComposerContext();
  const [ui] = useState(createEditorUi);
  const [summary, setSummary] = useState<SelectionSummary>(NOTHING_SELECTED);
  const actions = useMemo(() => createEditorActions(editor, ui), [editor, ui]);
  const [ready, setReady] = useState<{ handle: StoryEditorHandle; bursts: Bursts } | null>(null);
  useCommands(useMemo(() => editorCommands(actions), [actions]));

  const latest = useRef({ onReady, ...listeners });
  useEffect(() => {
    latest.current = { onReady, ...listeners };
  });

  useEffect(() => {
    const bursts = createBursts(editor);
    const handle = createEditorHandle(editor, bursts, actions);
    setReady({ handle, bursts });
    const stop = mergeRegister(
      registerTypeahead(editor, ui),
      registerChipKeys(editor, ui, (citationId) => latest.current.onChooseCitation?.(citationId) ?? false),
      registerTableTab(editor, ui),
      registerClaimKeys(editor, ui),
      registerWritingKeys(editor, ui),
      reportChanges(editor, {
        onDocumentChange: () => latest.current.onDocumentChange(),
        onMetadataChange: (metadata) => latest.current.onMetadataChange(metadata),
        onActiveSection: (sectionId) => latest.current.onActiveSection(sectionId),
        onSelection: setSummary,
      }),
    );
    const letGo = latest.current.onReady(handle);
    return () => {
      letGo?.();
      stop();
      bursts.dispose();
    };
  }, [editor, ui, actions]);

  useEffect(() => editor.setEditable(!readOnly), [editor, readOnly]);

  return (
    <div className="story-editor">
      {bar ?? <Toolbar actions={actions} summary={summary} readOnly={readOnly} start={toolbarStart} end={toolbarEnd} />}
      {ready && <FindBar editor={editor} ui={ui} readOnly={readOnly} />}
      <div className="story-scroll">
        <article className="story-sheet">
          {header}
          <div className="story-body">
            <StoryText label={textLabel} placeholder={placeholder} />
            {ready && (
              <SectionMargin editor={editor} readOnly={readOnly} onChange={ready.handle.setSectionConfidence} />
            )}
            {summary.tableKey && !readOnly && <TableMenu editor={editor} tableKey={summary.tableKey} />}
          </div>
        </article>
      </div>
      {ready && (
        <>
          <ChipRepaint editor={editor} painter={painter} getDocument={ready.handle.getDocument} />
          <Floats
            editor={editor}
            ui={ui}
            painter={painter}
            bursts={ready.bursts}
            storyId={story.id}
            readOnly={readOnly}
          />
        </>
      )}
    </div>
  );
}

/** The text itself, rendered once. */
const StoryText = memo(function StoryText({ label, placeholder }: { label: string; placeholder: string }) {
  return (
    <ContentEditable
      className="story-text"
      aria-label={label}
      aria-multiline
      tabIndex={0}
      aria-placeholder={placeholder}
      placeholder={<p className="story-placeholder">{placeholder}</p>}
      spellCheck
    />
  );
});
