/**
 * Find in the text of a copy.
 */
import { ChevronDown, ChevronUp, TextSelect, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useDeferredValue, useEffect, useState } from 'react';
import { findIn, MAX_MATCHES, markRanges, unmark } from '#renderer/editor/find.ts';
import { IconButton } from '#renderer/ui/button.tsx';

type ReaderFindProps = {
  paper: RefObject<HTMLElement | null>;
  /** Selects the sentence at a match. */
  onSelect: (match: Range) => void;
  onClose: () => void;
};

export function ReaderFind({ paper, onSelect, onClose }: ReaderFindProps) {
  const [needle, setNeedle] = useState('');
  const wanted = useDeferredValue(needle);
  const [found, setFound] = useState<{ ranges: readonly Range[]; current: number }>({ ranges: [], current: 0 });
  const { ranges, current } = found;

  useEffect(() => {
    setFound({ ranges: paper.current ? findIn(paper.current, wanted) : [], current: 0 });
  }, [paper, wanted]);

  useEffect(() => {
    markRanges(ranges, current);
    ranges[current]?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    return unmark;
  }, [ranges, current]);

  const step = (by: number) =>
    setFound(({ ranges: all, current: at }) => ({
      ranges: all,
      current: all.length ? (at + by + all.length) % all.length : 0,
    }));
  const select = () => {
    const match = ranges[current];
    if (match) onSelect(match);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) select();
    else if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const count = ranges.length >= MAX_MATCHES ? `${MAX_MATCHES.toLocaleString('en')}+` : String(ranges.length);
  return (
    <search className="reader-find" aria-label="Find in the text">
      <input
        // biome-ignore lint/a11y/noAutofocus: it was opened to type here
        autoFocus
        aria-label="Find in the text"
        placeholder="Find"
        value={needle}
        onChange={(event) => setNeedle(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="num" role="status">
        {wanted && (ranges.length > 0 ? `${current + 1} of ${count}` : 'Not found')}
      </span>
      <IconButton label="Previous" shortcut="Shift+Enter" onPress={() => step(-1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton label="Next" shortcut="Enter" onPress={() => step(1)}>
        <ChevronDown aria-hidden />
      </IconButton>
      <IconButton label="Select the sentence" shortcut="Mod+Enter" isDisabled={ranges.length === 0} onPress={select}>
        <TextSelect aria-hidden />
      </IconButton>
      <IconButton label="Close" shortcut="Escape" onPress={onClose}>
        <X aria-hidden />
      </IconButton>
    </search>
  );
}
