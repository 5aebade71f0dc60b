/**
 * The offline copies of a source: attached by file dialog, drop or paste, read in the reader, quoted from there.
 */
import { useQuery } from '@tanstack/react-query';
import { FileDown, FilePlus2 } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import type { Source, SourceCopy } from '#core/model/source.ts';
import { failureFrom, queries } from '#renderer/app/api.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import { chooseFiles } from '#renderer/importing/choose-files.ts';
import { Reader } from '#renderer/reader/reader.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { usePassageActions } from './citing.ts';
import { CopyDetails } from './copy-details.tsx';
import { CopyHead } from './copy-head.tsx';
import { attachCopies, useCopying } from './copying.ts';
import { copiesIn, droppedFiles } from './dropped-files.ts';
import { useExcerptPlaces } from './excerpt-places.ts';
import { COPY_FILES } from './keep-copy.ts';
import { PasteTextDialog } from './paste-text-dialog.tsx';
import './copies.css';

export type CopyTabProps = {
  source: Source;
  /** An excerpt that is to be brought into view in its copy. Another object each time it is asked for. */
  shownExcerpt: { excerptId: string } | null;
};

export function CopyTab({ source, shownExcerpt }: CopyTabProps) {
  const { copies } = source;
  const isReadOnly = useReadOnly();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isPasting, setPasting] = useState(false);
  const [isOver, setOver] = useState(false);
  const { busy, attached } = useCopying();
  const wanted = source.excerpts.find(({ id }) => id === shownExcerpt?.excerptId)?.copyId;
  const justAttached = attached?.sourceId === source.id ? attached.copyId : undefined;
  const copy = copies.find(({ id }) => id === (chosen ?? wanted ?? justAttached)) ?? copies.at(-1);
  const isBusy = busy?.sourceId === source.id;

  const attachFiles = async () => {
    const files = await chooseFiles(COPY_FILES, true);
    setChosen(null);
    await attachCopies(
      source.id,
      files.map((file) => ({ file, beside: [] })),
    );
  };
  const onDrop = (event: DragEvent) => {
    setOver(false);
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    if (isReadOnly) return;
    const dropped = droppedFiles(event.dataTransfer);
    setChosen(null);
    void dropped.then((files) => attachCopies(source.id, copiesIn(files)));
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here; the button does the same
    <div
      className="copy-tab"
      data-takes-files
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files') || isReadOnly) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={onDrop}
    >
      {copy ? (
        <>
          <CopyHead
            source={source}
            copy={copy}
            onChoose={setChosen}
            onAttach={() => void attachFiles()}
            onPaste={() => setPasting(true)}
          />
          <CopyText key={copy.id} source={source} copy={copy} shownExcerpt={shownExcerpt} />
        </>
      ) : (
        !isBusy && (
          <EmptyState
            Icon={FilePlus2}
            text="Keep a copy of this source to read and quote it here, offline: a PDF, a saved page or a text. Drop it here, or choose it."
            {...(!isReadOnly && {
              action: { label: 'Choose a file…', run: () => void attachFiles() },
              secondAction: { label: 'Paste text…', run: () => setPasting(true) },
            })}
          />
        )
      )}
      {isBusy && (
        <p className="copy-busy" role="status">
          {busy.line}
        </p>
      )}
      {isOver && (
        <div className="copy-drop" aria-hidden>
          <FileDown />
          <p>Drop to keep a copy of this source</p>
        </div>
      )}
      <PasteTextDialog sourceId={source.id} isOpen={isPasting} onClose={() => setPasting(false)} />
    </div>
  );
}

function CopyText({ source, copy, shownExcerpt }: CopyTabProps & { copy: SourceCopy }) {
  const [isWhole, setWhole] = useState(false);
  const { data: text, error } = useQuery(
    queries.copies.text.queryOptions({ sourceId: source.id, copyId: copy.id, whole: isWhole }),
  );
  const actions = usePassageActions(source, copy.id);
  const { highlights, place } = useExcerptPlaces(source.excerpts, copy.id, text, shownExcerpt?.excerptId);
  const [shown, setShown] = useState<{ asked: object; place: typeof place } | null>(null);
  // Asked for once: the reader is not to jump back when an excerpt is made or changed.
  if (shownExcerpt && place && shown?.asked !== shownExcerpt) setShown({ asked: shownExcerpt, place });

  if (error) return <p className="copy-busy">{failureFrom(error).message}</p>;
  if (!text)
    return (
      <p className="copy-busy" role="status">
        Reading…
      </p>
    );
  return (
    <>
      <CopyDetails source={source} copy={copy} text={text} />
      <Reader
        text={text}
        label={`Copy of ${source.csl.title || copy.fileName}`}
        highlights={highlights}
        scrollTo={shown?.place ?? null}
        actions={actions}
        // What PDFs call themselves is their program's name for them more often than their own.
        showTitle={copy.kind === 'html'}
      />
      {copy.kind === 'html' && (
        <button type="button" className="copy-whole" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show the article only' : 'Show the whole page, with what stands around the article'}
        </button>
      )}
    </>
  );
}
