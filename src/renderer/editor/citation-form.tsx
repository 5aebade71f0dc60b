/**
 * The form for a citation, at its place in the text: sources with locator, prefix and suffix, the quoted passage and,
 * for a citation that is there, its verdict. Clicking elsewhere keeps what was entered; Escape doesn't.
 */
import { useQuery } from '@tanstack/react-query';
import { $getNodeByKey, type LexicalEditor } from 'lexical';
import { BookPlus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { afterChangeOfSources, withVerdict } from '#core/citation/review.ts';
import { $createCitationNode, $isCitationNode } from '#core/document/nodes/citation-node.ts';
import type { ChipPainter } from '#core/document/nodes/painter.ts';
import type { Citation, CitationItem } from '#core/model/citation.ts';
import { queries } from '#renderer/app/api.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextArea } from '#renderer/ui/text-field.tsx';
import { $replaceStretchByNode } from './chip-insertion.ts';
import { $selectNode } from './chip-keys.ts';
import { tidyCitation } from './citation-draft.ts';
import { CitationItemFields } from './citation-item-fields.tsx';
import type { EditorUi, CitationForm as FormState } from './editor-ui.ts';
import { Floating } from './floating.tsx';
import { focusText } from './focus-text.ts';
import { SourceChooser } from './source-chooser.tsx';
import { sourceIndexOf } from './source-search.ts';
import { markTyped, placeOfNode, placeOfStretch } from './text-places.ts';
import { VerdictField } from './verdict-field.tsx';

type CitationFormProps = { editor: LexicalEditor; ui: EditorUi; painter: ChipPainter; form: FormState };

export function CitationForm({ editor, ui, painter, form }: CitationFormProps) {
  const [draft, setDraft] = useState<Citation>(form.citation);
  /** What the citation had when its verdict was given. */
  const [judgedItems, setJudgedItems] = useState(form.citation.items);
  const [isAdding, setAdding] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { data: list } = useQuery(queries.sources.list.queryOptions());
  const entries = useMemo(
    () => new Map((list ? sourceIndexOf(list) : []).map((entry) => [entry.source.id, entry])),
    [list],
  );
  const isNew = form.kind === 'new';

  const keep = () => {
    ui.setState({ citationForm: null });
    keepCitation(editor, form, tidyCitation(afterChangeOfSources(draft, judgedItems)));
  };
  const cancel = () => {
    ui.setState({ citationForm: null });
    focusText(editor);
  };
  const keepRef = useRef(keep);
  useEffect(() => {
    keepRef.current = keep;
  });

  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input')?.focus();
    const onDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) keepRef.current();
    };
    document.addEventListener('pointerdown', onDown, true);
    return () => document.removeEventListener('pointerdown', onDown, true);
  }, []);

  useEffect(() => (form.kind === 'new' ? markTyped(editor, form.stretch) : undefined), [editor, form]);

  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    cancel();
    event.preventDefault();
    event.stopPropagation();
  };
  /** Before a button takes it for a press of itself. */
  const onModEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    keep();
    event.preventDefault();
    event.stopPropagation();
  };
  /** What had the focus is about to go: without another place for it the keys would lead nowhere. */
  const focusNext = (selector: string) =>
    window.requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus());
  const removeItem = (index: number) => {
    setDraft((now) => ({ ...now, items: now.items.filter((_, at) => at !== index) }));
    focusNext('.citation-add, .source-chooser input');
  };
  const changeItem = (index: number, change: Partial<CitationItem>) =>
    setDraft((now) => ({ ...now, items: now.items.map((item, at) => (at === index ? { ...item, ...change } : item)) }));

  return (
    <Floating
      boxRef={box}
      placeOf={() => (form.kind === 'new' ? placeOfStretch(editor, form.stretch) : placeOfNode(editor, form.key))}
      placeKey={form}
      className="citation-form"
    >
      <div
        role="dialog"
        aria-label={isNew ? 'New citation' : 'Citation'}
        onKeyDown={onEscape}
        onKeyDownCapture={onModEnter}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <p className="citation-preview">{painter.printCitation(draft)}</p>
          {draft.items.map((item, index) => (
            <CitationItemFields
              key={item.sourceId}
              item={item}
              entry={entries.get(item.sourceId)}
              onChange={(change) => changeItem(index, change)}
              onRemove={draft.items.length > 1 ? () => removeItem(index) : undefined}
            />
          ))}
          {isAdding ? (
            <SourceChooser
              takenIds={draft.items.map(({ sourceId }) => sourceId)}
              onCancel={() => {
                setAdding(false);
                focusNext('.citation-add');
              }}
              onChoose={({ id }) => {
                setDraft((now) => ({ ...now, items: [...now.items, { sourceId: id }] }));
                setAdding(false);
                focusNext('.citation-item:last-of-type input');
              }}
            />
          ) : (
            <Button variant="quiet" className="citation-add" onPress={() => setAdding(true)}>
              <BookPlus aria-hidden /> Add another source
            </Button>
          )}
          <TextArea
            label="Quoted passage"
            placeholder="The source’s own words that this rests on"
            value={draft.quote}
            maxLength={50_000}
            onChange={(quote) => setDraft((now) => ({ ...now, quote }))}
          />
          {!isNew && (
            <VerdictField
              verdict={draft.verdict}
              onChange={(verdict) => {
                setDraft((now) => withVerdict(now, verdict, sentenceAround(now.id), new Date()));
                setJudgedItems(draft.items);
              }}
            />
          )}
          <div className="form-foot">
            {form.kind === 'edit' && (
              <Button
                variant="quiet"
                onPress={() => {
                  ui.setState({ citationForm: null });
                  removeCitation(editor, form.key);
                }}
              >
                <Trash2 aria-hidden /> Delete citation
              </Button>
            )}
            <span className="form-foot-gap" />
            <Button onPress={cancel}>Cancel</Button>
            <Button type="submit" variant="primary">
              {isNew ? 'Insert' : 'Done'}
            </Button>
          </div>
        </form>
      </div>
    </Floating>
  );
}

/** The sentence that a citation supports, as the text last came to rest. */
function sentenceAround(citationId: string): string {
  const placed = useStorySession.getState().projections?.citations.find(({ citation }) => citation.id === citationId);
  return placed?.sentence ?? '';
}

function keepCitation(editor: LexicalEditor, form: FormState, citation: Citation): void {
  const isUnchanged = form.kind === 'edit' && JSON.stringify(citation) === JSON.stringify(form.citation);
  editor.update(() => {
    if (form.kind === 'new') {
      $replaceStretchByNode(form.stretch, $createCitationNode(citation));
      return;
    }
    const node = $getNodeByKey(form.key);
    if (!$isCitationNode(node)) return;
    if (!isUnchanged) node.setCitation(citation);
    $selectNode(node);
  });
  focusText(editor);
}

function removeCitation(editor: LexicalEditor, key: string): void {
  editor.update(() => {
    const node = $getNodeByKey(key);
    node?.selectPrevious();
    node?.remove();
  });
  focusText(editor);
}
