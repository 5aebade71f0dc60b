/**
 * The form of an excerpt: its words where it is typed by hand, its page and a note.
 */
import type { KeyboardEvent } from 'react';
import type { Excerpt, Source } from '#core/model/source.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { dropDraft, type ExcerptDraft, keepDraft, setDraft, withDraft } from './excerpt-drafts.ts';

type ExcerptFormProps = {
  source: Source;
  excerpt: Excerpt;
  draft: ExcerptDraft;
  /** False for a form that stands there from before, which takes the focus from nobody. */
  autoFocus: boolean;
};

export function ExcerptForm({ source, excerpt, draft, autoFocus }: ExcerptFormProps) {
  const { text, page, note } = withDraft(excerpt, draft);
  // What was marked in a copy stays word for word.
  const isMarked = excerpt.copyId !== undefined;
  const write = (changed: ExcerptDraft) => setDraft(source.id, excerpt.id, { ...draft, ...changed });
  const leave = () => dropDraft(source.id, excerpt.id);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leave();
  };
  return (
    <form
      className="excerpt-form"
      aria-label="Excerpt"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') keepDraft(source, excerpt);
      }}
    >
      {isMarked ? (
        <blockquote dir="auto">{text}</blockquote>
      ) : (
        <TextArea
          label="Passage"
          value={text}
          onChange={(value) => write({ text: value })}
          rows={3}
          autoFocus={autoFocus}
          maxLength={50_000}
        />
      )}
      <TextField
        label="Page"
        value={page}
        onChange={(value) => write({ page: value })}
        maxLength={40}
        autoFocus={autoFocus && isMarked}
      />
      <TextArea label="Note" value={note} onChange={(value) => write({ note: value })} maxLength={10_000} />
      <div className="excerpt-form-foot">
        <Button onPress={leave}>Cancel</Button>
        <Button type="submit" variant="primary" isDisabled={text.trim() === ''}>
          Keep
        </Button>
      </div>
    </form>
  );
}
