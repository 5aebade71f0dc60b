/**
 * The form of an excerpt: its words where it is typed by hand, its page and a note.
 */
import { type KeyboardEvent, useState } from 'react';
import type { Excerpt } from '#core/model/source.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';

type ExcerptFormProps = {
  excerpt: Excerpt;
  /** Called with the excerpt as it was entered; without one where nothing is to be kept. */
  onDone: (changed?: Excerpt) => void;
};

export function ExcerptForm({ excerpt, onDone }: ExcerptFormProps) {
  const [text, setText] = useState(excerpt.text);
  const [page, setPage] = useState(excerpt.page ?? '');
  const [note, setNote] = useState(excerpt.note ?? '');
  // What was marked in a copy stays word for word.
  const isMarked = excerpt.copyId !== undefined;
  const keep = () => {
    const { id, copyId } = excerpt;
    onDone({
      id,
      text: text.trim(),
      ...(page.trim() && { page: page.trim() }),
      ...(note.trim() && { note: note.trim() }),
      ...(copyId !== undefined && { copyId }),
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onDone();
  };
  return (
    <form
      className="excerpt-form"
      aria-label="Excerpt"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      {isMarked ? (
        <blockquote dir="auto">{text}</blockquote>
      ) : (
        <TextArea label="Passage" value={text} onChange={setText} rows={3} autoFocus maxLength={50_000} />
      )}
      <TextField label="Page" value={page} onChange={setPage} maxLength={40} autoFocus={isMarked} />
      <TextArea label="Note" value={note} onChange={setNote} maxLength={10_000} />
      <div className="excerpt-form-foot">
        <Button onPress={() => onDone()}>Cancel</Button>
        <Button type="submit" variant="primary" isDisabled={text.trim() === ''}>
          Keep
        </Button>
      </div>
    </form>
  );
}
