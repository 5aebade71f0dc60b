/**
 * One source beside the text: what it is, what the desk thinks of it, what was kept from it, and its copy.
 */
import { useQuery } from '@tanstack/react-query';
import { FileX } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Source } from '#core/model/source.ts';
import { queries } from '#renderer/app/api.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { AssessmentRow } from './assessment-row.tsx';
import { CopyView } from './copy-view.tsx';
import { nameOf } from './describe-stop.ts';
import { copyInWords, entryLine } from './entry-line.ts';
import { Excerpts } from './excerpts.tsx';
import { NoCopy } from './no-copy.tsx';
import { useReviewNow } from './review-now.ts';
import type { CitationStop } from './stops.ts';

type SourceViewProps = {
  sourceId: string;
  stop: CitationStop;
  handle: StoryEditorHandle;
  readOnly: boolean;
  /** The first source speaks for the citation; a second one is only looked at. */
  isFirst: boolean;
};

export function SourceView({ sourceId, stop, handle, readOnly, isFirst }: SourceViewProps) {
  const { sources } = useReviewNow();
  const [copyId, setCopyId] = useState<string | null>(null);
  const [excerptId, setExcerptId] = useState<string | null>(null);
  const listed = sources.get(sourceId);
  // Its excerpts are no part of what the window knows of every source.
  const { data: whole } = useQuery(queries.sources.get.queryOptions({ id: listed?.id ?? '' }, { enabled: !!listed }));
  const source = useMemo(
    (): Source | undefined => listed && { notes: '', ...listed, excerpts: whole?.excerpts ?? [] },
    [listed, whole],
  );
  if (!source) return <EmptyState Icon={FileX} text="This source is not in the library any more." />;
  // The one kept last, unless another is asked for.
  const copy = source.copies.find(({ id }) => id === copyId) ?? source.copies.at(-1);
  const excerpt = source.excerpts.find(({ id }) => id === excerptId) ?? null;
  const now = new Date();
  return (
    <div className="source-view">
      <header className="source-head">
        <h2>{source.csl.title || nameOf(sourceId, sources)}</h2>
        <p className="source-entry num">{entryLine(source, copy, now)}</p>
        <AssessmentRow source={source} stop={isFirst ? stop : null} handle={handle} readOnly={readOnly} />
        {source.copies.length > 1 && copy && (
          <Select
            className="source-copies"
            label="Copy"
            hideLabel
            value={copy.id}
            options={source.copies.map((other) => ({
              id: other.id,
              label: `${other.fileName}: ${copyInWords(other, now)}`,
            }))}
            onChange={setCopyId}
          />
        )}
        <Excerpts
          excerpts={source.excerpts}
          chosenId={excerptId}
          onChoose={setExcerptId}
          handle={readOnly ? null : handle}
        />
      </header>
      {copy ? (
        <CopyView
          source={source}
          copy={copy}
          quote={stop.citation.quote}
          stopId={stop.id}
          excerpt={excerpt}
          handle={readOnly ? null : handle}
          isFirst={isFirst}
        />
      ) : (
        <NoCopy sourceId={sourceId} quote={stop.citation.quote} readOnly={readOnly} />
      )}
    </div>
  );
}
