/**
 * Find and replace within the story: a bar between toolbar and page, over nothing that is being written.
 */
import { $createRangeSelection, $setSelection, type LexicalEditor } from 'lexical';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { afterFrame } from '#renderer/ui/after-frame.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import type { EditorUi, Finding } from './editor-ui.ts';
import { bringIntoView, findIn, MAX_MATCHES, markRanges, unmark } from './find.ts';
import { replaceRanges } from './replacing.ts';
import { areaOf, fieldOf, SearchedFields, searchedElements, useFieldTexts } from './searched-fields.tsx';

/** The places are looked up anew this often while the text changes, in milliseconds. */
const REFRESH_GAP_MS = 200;

type FindBarProps = { editor: LexicalEditor; ui: EditorUi; readOnly: boolean };

export function FindBar({ editor, ui, readOnly }: FindBarProps) {
  const finding = useStore(ui, (state) => state.finding);
  if (!finding) return null;
  return (
    <OpenBar editor={editor} finding={finding} readOnly={readOnly} onClose={() => ui.setState({ finding: null })} />
  );
}

type OpenBarProps = { editor: LexicalEditor; finding: Finding; readOnly: boolean; onClose: () => void };

function OpenBar({ editor, finding, readOnly, onClose }: OpenBarProps) {
  const [needle, setNeedle] = useState(finding.needle);
  const [replacement, setReplacement] = useState('');
  const [found, setFound] = useState<{ ranges: readonly Range[]; current: number }>({ ranges: [], current: 0 });
  const { ranges, current } = found;
  const input = useRef<HTMLInputElement>(null);
  const texts = useFieldTexts(editor);
  const hasFields = areaOf(editor, 'title') !== null;

  // Asked for again: the bar takes the focus, and the words that were selected meanwhile.
  useEffect(() => {
    if (finding.needle) setNeedle(finding.needle);
    input.current?.focus();
    input.current?.select();
  }, [finding]);

  const refresh = useCallback(() => {
    const root = editor.getRootElement();
    const next = root ? [...searchedElements(editor), root].flatMap((element) => findIn(element, needle)) : [];
    setFound((before) => ({ ranges: next, current: Math.max(0, Math.min(before.current, next.length - 1)) }));
  }, [editor, needle]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the places in title and summary follow their texts
  useEffect(() => {
    refresh();
    const later = afterFrame(refresh, REFRESH_GAP_MS);
    const stop = editor.registerUpdateListener(({ dirtyLeaves, dirtyElements }) => {
      if (dirtyLeaves.size + dirtyElements.size > 0) later.schedule();
    });
    return () => {
      stop();
      later.cancel();
    };
  }, [editor, refresh, texts]);

  useEffect(() => {
    markRanges(ranges, current);
    const range = ranges[current];
    if (range) bringIntoView(range, editor.getRootElement()?.closest('.story-scroll') ?? null);
    return unmark;
  }, [editor, ranges, current]);

  const step = (by: number) =>
    setFound(({ ranges: all, current: at }) => ({
      ranges: all,
      current: all.length ? (at + by + all.length) % all.length : 0,
    }));

  const replaceCurrent = () => {
    const range = ranges[current];
    if (!range) return;
    replaceRanges(editor, [range], replacement);
    // What was put in is not found as the next to replace.
    const again = replacement.toLocaleLowerCase().split(needle.toLocaleLowerCase()).length - 1;
    setFound((before) => ({ ...before, current: before.current + again }));
    refresh();
  };
  const replaceAll = () => {
    replaceRanges(editor, ranges, replacement);
    refresh();
  };

  const close = () => {
    onClose();
    leaveAt(editor, ranges[current]);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.currentTarget.dataset.field === 'find') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Enter' && event.currentTarget.dataset.field === 'replace') replaceCurrent();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const isLacking = ranges.length === 0;
  return (
    <search className="find-bar" aria-label={readOnly ? 'Find' : 'Find and replace'}>
      <SearchedFields editor={editor} texts={texts} />
      <div className="find-part">
        <input
          ref={input}
          className="form-input"
          aria-label="Find in the story"
          placeholder={hasFields ? 'Find in title, summary and text' : 'Find in the text'}
          data-field="find"
          value={needle}
          onChange={(event) => setNeedle(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <span className="find-count num" role="status">
          {needle && (isLacking ? 'Not found' : placeInWords(ranges, current))}
        </span>
        <IconButton label="Previous" shortcut="Shift+Enter" isDisabled={isLacking} onPress={() => step(-1)}>
          <ChevronUp aria-hidden />
        </IconButton>
        <IconButton label="Next" shortcut="Enter" isDisabled={isLacking} onPress={() => step(1)}>
          <ChevronDown aria-hidden />
        </IconButton>
      </div>
      {!readOnly && (
        <div className="find-part">
          <input
            className="form-input"
            aria-label="Replace with"
            placeholder="Replace with"
            data-field="replace"
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <Button isDisabled={isLacking} onPress={replaceCurrent}>
            Replace
          </Button>
          <Button isDisabled={isLacking} onPress={replaceAll}>
            Replace all
          </Button>
        </div>
      )}
      <IconButton label="Close" shortcut="Escape" onPress={close}>
        <X aria-hidden />
      </IconButton>
    </search>
  );
}

/** Which of how many is the current one; in title or summary it says so. */
function placeInWords(ranges: readonly Range[], current: number): string {
  const count = ranges.length >= MAX_MATCHES ? `${MAX_MATCHES.toLocaleString('en')}+` : String(ranges.length);
  const range = ranges[current];
  const field = range && fieldOf(range);
  return `${current + 1} of ${count}${field ? `, ${field}` : ''}`;
}

/** Puts the focus to where the story was being read: the place last found is selected, in its field or in the text. */
function leaveAt(editor: LexicalEditor, range: Range | undefined): void {
  const field = range && fieldOf(range);
  if (range && field) {
    const area = areaOf(editor, field);
    area?.focus();
    area?.setSelectionRange(range.startOffset, range.endOffset);
    return;
  }
  editor.focus(() => {
    if (!range) return;
    editor.update(() => {
      const selection = $createRangeSelection();
      selection.applyDOMRange(range);
      $setSelection(selection);
    });
  });
}
