/**
 * The copy of a source with the quoted passage lit in it, and how the two compare.
 */
import { useQuery } from '@tanstack/react-query';
import { FileX, LoaderCircle, Quote } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo } from 'react';
import type { Excerpt, Source, SourceCopy } from '#core/model/source.ts';
import type { QuoteMatch } from '#core/quotation/find-passage.ts';
import type { BlockRange } from '#core/quotation/prepared-copy.ts';
import { failureFrom, queries } from '#renderer/app/api.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useQuoteMatch } from '#renderer/quotation/quote-finder.ts';
import type { PassageAction } from '#renderer/reader/passage-bar.tsx';
import { Reader, type ReaderHighlight } from '#renderer/reader/reader.tsx';
import { usePassageActions } from '#renderer/sources/citing.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { matchInWords } from './describe-stop.ts';
import { MatchLine } from './match-line.tsx';
import { setQuote } from './review-actions.ts';
import { announce, useReview } from './review-state.ts';

type CopyViewProps = {
  source: Source;
  copy: SourceCopy;
  quote: string;
  stopId: string;
  /** An excerpt to be shown in the copy. */
  excerpt: Excerpt | null;
  /** Null where nothing can be changed. */
  handle: StoryEditorHandle | null;
  isFirst: boolean;
};

export function CopyView({ source, copy, quote, stopId, excerpt, handle, isFirst }: CopyViewProps) {
  const { data: text, error } = useQuery(queries.copies.text.queryOptions({ sourceId: source.id, copyId: copy.id }));
  const { data: match, error: matchError } = useQuoteMatch(copy.attachment, text, quote);
  const { data: excerptMatch } = useQuoteMatch(copy.attachment, text, excerpt?.text ?? '');
  // biome-ignore lint/correctness/useExhaustiveDependencies: said anew of another citation that quotes the same
  useEffect(() => {
    if (isFirst && match) announce(matchInWords(match));
  }, [isFirst, match, stopId]);
  // A book is drawn after the step that leads to it; until then no other copy's text stands there.
  const isDrawn = useDeferredValue(text, undefined) === text;
  const highlights = useMemo(
    () => [...highlightsOf(match), ...highlightsOf(excerptMatch, 'excerpt')],
    [match, excerptMatch],
  );
  const ofSource = usePassageActions(source, copy.id);
  const actions = useMemo(() => passageActions(handle, ofSource), [handle, ofSource]);
  const problem = error ? failureFrom(error).message : text?.problem;
  const isEmpty = text !== undefined && text.blocks.length === 0;
  return (
    <>
      {text && !isEmpty && !isDrawn && <div className="reader" />}
      {text && !isEmpty && isDrawn && (
        <Reader
          text={text}
          label={source.csl.title || copy.fileName}
          highlights={highlights}
          scrollTo={rangesOf(excerptMatch)[0] ?? rangesOf(match)[0] ?? null}
          actions={actions}
          onSelectPassage={rememberPassage}
        />
      )}
      {(!text || isEmpty) && (
        <EmptyState
          Icon={problem || isEmpty ? FileX : LoaderCircle}
          text={problem ?? (isEmpty ? 'There is no text in this copy.' : 'Reading the copy…')}
        />
      )}
      <div className="copy-foot">
        {match && <MatchLine match={match} />}
        {matchError && <p className="match-line">{matchError.message}</p>}
        {!match && !matchError && quote.trim() && (
          <p className="match-line">{isEmpty || error ? `“${quote}”` : 'Looking for the passage…'}</p>
        )}
        {!quote.trim() && isFirst && (
          <p className="match-line">
            <span className="match-text">
              This citation quotes no passage. Select one in the copy and press <kbd>Q</kbd> to quote it.
            </span>
          </p>
        )}
      </div>
    </>
  );
}

/** What can be done with a selected passage: the review has its own keys, so that others have none here. */
function passageActions(handle: StoryEditorHandle | null, ofSource: readonly PassageAction[]): PassageAction[] {
  const excerpt = ofSource.filter(({ id }) => id === 'excerpt').map(({ shortcut: _, ...action }) => action);
  const quote: PassageAction = {
    id: 'quote',
    label: 'Use as the quoted passage',
    Icon: Quote,
    shortcut: 'Q',
    isDisabled: handle === null,
    run: ({ text }) => {
      if (handle) setQuote(handle, text);
    },
  };
  return [quote, ...excerpt];
}

const rememberPassage = (passage: { text: string } | null) => useReview.setState({ selectedText: passage?.text ?? '' });

const NO_RANGES: readonly BlockRange[] = [];

function rangesOf(match: QuoteMatch | undefined): readonly BlockRange[] {
  return match && match.kind !== 'none' ? match.ranges : NO_RANGES;
}

function highlightsOf(match: QuoteMatch | undefined, tone?: ReaderHighlight['tone']): ReaderHighlight[] {
  const own = match?.kind === 'exact' ? 'quote' : 'near';
  return rangesOf(match).map((range) => ({ ...range, tone: tone ?? own }));
}
