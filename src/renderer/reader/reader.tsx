/**
 * The reader: a copy's text on paper, with its pages, find in text, highlights, and what can be done with a passage that
 * is selected by pointer or keyboard. It knows nothing of sources or stories: whoever shows it says what it may do.
 */
import { Search, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { CopyText } from '#core/model/copy-text.ts';
import type { BlockRange } from '#core/quotation/prepared-copy.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { matchesShortcut } from '#renderer/ui/keys.ts';
import type { Passage } from './passage.ts';
import { type PassageAction, PassageBar } from './passage-bar.tsx';
import { ReaderFind } from './reader-find.tsx';
import { PageField, usePageInView } from './reader-pages.tsx';
import { type ReaderHighlight, ReaderPaper } from './reader-paper.tsx';
import { revealRange } from './reveal.ts';
import { useHeldInView } from './use-held-in-view.ts';
import { usePassage } from './use-passage.ts';
import './reader.css';

export type { ReaderHighlight };

export type ReaderProps = {
  /** The same object as long as the text is the same: with another one, all of it is drawn anew. */
  text: CopyText;
  /** What is read, for screen readers: a source's title. */
  label: string;
  /** Marked stretches. Only blocks whose highlights change are drawn anew. */
  highlights?: readonly ReaderHighlight[];
  /** Brought to the upper third of the view whenever this is another object. */
  scrollTo?: BlockRange | null;
  /** What can be done with a selected passage: buttons that float beside it. */
  actions?: readonly PassageAction[];
  /** Told of each passage that is selected, and null when there is none any more. */
  onSelectPassage?: (passage: Passage | null) => void;
  /** Title and byline above the text, as the original gives them. */
  showTitle?: boolean;
};

const NO_HIGHLIGHTS: readonly ReaderHighlight[] = [];
const NO_ACTIONS: readonly PassageAction[] = [];
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i;

export function Reader({
  text,
  label,
  highlights = NO_HIGHLIGHTS,
  scrollTo = null,
  actions = NO_ACTIONS,
  onSelectPassage,
  showTitle = false,
}: ReaderProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const [isFinding, setFinding] = useState(false);
  const hintId = useId();
  const { passage, selectSentence, stepSentence, clear } = usePassage(scroller, paper, text);
  const page = usePageInView(scroller, text);

  useEffect(() => onSelectPassage?.(passage), [passage, onSelectPassage]);
  useEffect(() => {
    if (scrollTo && scroller.current) revealRange(scroller.current, [scrollTo]);
  }, [scrollTo]);
  useHeldInView(scroller, scrollTo);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is read from its beginning
  useEffect(() => {
    setFinding(false);
    if (!scrollTo) scroller.current?.scrollTo(0, 0);
  }, [text]);

  const closeFind = useCallback(() => {
    setFinding(false);
    scroller.current?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { nativeEvent } = event;
    if (nativeEvent.isComposing) return;
    const isInText = event.target === scroller.current;
    const action =
      passage && isInText && actions.find(({ shortcut }) => shortcut && matchesShortcut(nativeEvent, shortcut));
    if (matchesShortcut(nativeEvent, 'Mod+F')) setFinding(true);
    else if (action && !action.isDisabled) {
      action.run(passage);
      clear();
    } else if (isInText && event.key === 'Enter') selectSentence();
    else if (isInText && event.altKey && event.key === 'ArrowDown') stepSentence(1);
    else if (isInText && event.altKey && event.key === 'ArrowUp') stepSentence(-1);
    else if (passage && event.key === 'Escape') clear();
    else if (passage && isInText && event.key === 'Tab' && !event.shiftKey && bar.current)
      bar.current.querySelector<HTMLElement>('button')?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className="reader" aria-label={label} onKeyDown={onKeyDown}>
      <header className="reader-bar">
        {page !== undefined && text.pages !== undefined && (
          <PageField page={page} pages={text.pages} scroller={scroller} />
        )}
        <span className="reader-bar-gap" />
        {isFinding ? (
          <ReaderFind paper={paper} onSelect={selectSentence} onClose={closeFind} />
        ) : (
          <IconButton label="Find in the text" shortcut="Mod+F" onPress={() => setFinding(true)}>
            <Search aria-hidden />
          </IconButton>
        )}
      </header>
      <div
        className="reader-scroll"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls and is selected in must be reached by keyboard
        tabIndex={0}
        role="document"
        aria-label={label}
        aria-describedby={hintId}
      >
        <article
          className="reader-paper"
          ref={paper}
          {...(LANGUAGE.test(text.language ?? '') && { lang: text.language })}
        >
          {showTitle && (text.title || text.byline) && (
            <header className="reader-title">
              {text.title && <h2>{text.title}</h2>}
              {text.byline && <p>{text.byline}</p>}
            </header>
          )}
          {text.problem && (
            <p className="reader-problem">
              <TriangleAlert aria-hidden /> {text.problem}
            </p>
          )}
          <ReaderPaper text={text} highlights={highlights} />
        </article>
      </div>
      <p id={hintId} className="sr-only">
        Enter selects a sentence, Alt with the arrow keys goes to the next or the previous one, Shift with the arrow
        keys extends the selection, Tab leads to what can be done with it.
      </p>
      {passage && actions.length > 0 && (
        <PassageBar
          barRef={bar}
          passage={passage}
          actions={actions}
          onDone={clear}
          onLeave={() => scroller.current?.focus()}
        />
      )}
    </section>
  );
}
