/**
 * A citation to be read where nothing can be changed: its sources, the quoted passage, its verdict and note.
 */
import { useQuery } from '@tanstack/react-query';
import type { LexicalEditor, NodeKey } from 'lexical';
import { useEffect, useMemo, useRef } from 'react';
import type { ChipPainter } from '#core/document/nodes/painter.ts';
import type { Citation } from '#core/model/citation.ts';
import { queries } from '#renderer/app/api.ts';
import { Button } from '#renderer/ui/button.tsx';
import { VERDICT_WORDS, VerdictMark } from '#renderer/ui/verdict.tsx';
import type { EditorUi } from './editor-ui.ts';
import { Floating } from './floating.tsx';
import { focusText } from './focus-text.ts';
import { SourceLine } from './source-line.tsx';
import { sourceIndexOf } from './source-search.ts';
import { placeOfNode } from './text-places.ts';

type CitationCardProps = {
  editor: LexicalEditor;
  ui: EditorUi;
  painter: ChipPainter;
  citation: Citation;
  nodeKey: NodeKey;
};

export function CitationCard({ editor, ui, painter, citation, nodeKey }: CitationCardProps) {
  const box = useRef<HTMLDivElement>(null);
  const { data: list } = useQuery(queries.sources.list.queryOptions());
  const entries = useMemo(
    () => new Map((list ? sourceIndexOf(list) : []).map((entry) => [entry.source.id, entry])),
    [list],
  );
  const close = () => {
    ui.setState({ citationForm: null });
    focusText(editor);
  };

  useEffect(() => {
    box.current?.querySelector('button')?.focus();
    const onDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) ui.setState({ citationForm: null });
    };
    document.addEventListener('pointerdown', onDown, true);
    return () => document.removeEventListener('pointerdown', onDown, true);
  }, [ui]);

  return (
    <Floating boxRef={box} placeOf={() => placeOfNode(editor, nodeKey)} placeKey={nodeKey} className="citation-form">
      <div
        role="dialog"
        aria-label="Citation"
        className="citation-card"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          close();
        }}
      >
        <p className="citation-preview">{painter.printCitation(citation)}</p>
        {citation.items.map(({ sourceId }) => {
          const entry = entries.get(sourceId);
          return (
            <div key={sourceId} className="citation-item citation-item-head">
              {entry ? <SourceLine entry={entry} /> : 'A source that is not in the library any more'}
            </div>
          );
        })}
        {citation.quote && <blockquote className="citation-quote">{citation.quote}</blockquote>}
        {citation.note && <p>{citation.note}</p>}
        <footer className="form-foot">
          <VerdictMark verdict={citation.verdict} />
          <span aria-hidden>{VERDICT_WORDS[citation.verdict]}</span>
          <span className="form-foot-gap" />
          <Button onPress={close}>Close</Button>
        </footer>
      </div>
    </Floating>
  );
}
