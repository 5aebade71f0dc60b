/**
 * Find and replace within the story.
 */
import { $createRangeSelection, $setSelection, HISTORY_PUSH_TAG, type LexicalEditor } from 'lexical';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { afterFrame } from './after-frame.ts';
import { findIn, MAX_MATCHES, markRanges, unmark } from './find.ts';

/** The places are looked up anew this often while the text changes, in milliseconds. */
const REFRESH_GAP_MS = 200;

type FindBarProps = { editor: LexicalEditor; readOnly: boolean; onClose: () => void };

export function FindBar({ editor, readOnly, onClose }: FindBarProps) {
  const [needle, setNeedle] = useState('');
  const [replacement, setReplacement] = useState('');
  const [found, setFound] = useState<{ ranges: readonly Range[]; current: number }>({ ranges: [], current: 0 });
  const { ranges, current } = found;

  const refresh = useCallback(() => {
    const root = editor.getRootElement();
    const next = root ? findIn(root, needle) : [];
    setFound((before) => ({ ranges: next, current: Math.max(0, Math.min(before.current, next.length - 1)) }));
  }, [editor, needle]);

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
  }, [editor, refresh]);

  useEffect(() => {
    markRanges(ranges, current);
    const element = ranges[current]?.startContainer.parentElement;
    element?.scrollIntoView({ block: 'nearest' });
    return unmark;
  }, [ranges, current]);

  const step = (by: number) =>
    setFound(({ ranges: all, current: at }) => ({
      ranges: all,
      current: all.length ? (at + by + all.length) % all.length : 0,
    }));

  const replace = (targets: readonly Range[]) => {
    // From the end, so that what is replaced doesn't move what is still to be.
    for (const range of targets.toReversed()) {
      editor.update(
        () => {
          const selection = $createRangeSelection();
          selection.applyDOMRange(range);
          $setSelection(selection);
          selection.insertText(replacement);
        },
        { discrete: true, tag: [range === targets.at(-1) ? HISTORY_PUSH_TAG : 'history-merge', 'skip-dom-selection'] },
      );
    }
    refresh();
  };

  const close = () => {
    const range = ranges[current];
    onClose();
    editor.focus(() => {
      if (!range) return;
      editor.update(() => {
        const selection = $createRangeSelection();
        selection.applyDOMRange(range);
        $setSelection(selection);
      });
    });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.currentTarget.dataset.field === 'find') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Enter' && event.currentTarget.dataset.field === 'replace') {
      const range = ranges[current];
      if (range) replace([range]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const count = ranges.length >= MAX_MATCHES ? `${MAX_MATCHES}+` : String(ranges.length);
  return (
    <search className="find-bar" aria-label={readOnly ? 'Find' : 'Find and replace'}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the bar was opened to type here
        autoFocus
        className="form-input"
        aria-label="Find in the story"
        placeholder="Find"
        data-field="find"
        value={needle}
        onChange={(event) => setNeedle(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="find-count num" role="status">
        {needle && (ranges.length > 0 ? `${current + 1} of ${count}` : 'Not found')}
      </span>
      <IconButton label="Previous" shortcut="Shift+Enter" onPress={() => step(-1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton label="Next" shortcut="Enter" onPress={() => step(1)}>
        <ChevronDown aria-hidden />
      </IconButton>
      {!readOnly && (
        <>
          <input
            className="form-input"
            aria-label="Replace with"
            placeholder="Replace with"
            data-field="replace"
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <Button isDisabled={ranges.length === 0} onPress={() => replace(ranges.slice(current, current + 1))}>
            Replace
          </Button>
          <Button isDisabled={ranges.length === 0} onPress={() => replace(ranges)}>
            Replace all
          </Button>
        </>
      )}
      <IconButton label="Close" shortcut="Escape" onPress={close}>
        <X aria-hidden />
      </IconButton>
    </search>
  );
}
