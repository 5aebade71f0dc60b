/**
 * The excerpts of a source: each leads to its place in the copy and may become the quoted passage.
 */
import { Quote } from 'lucide-react';
import type { Excerpt } from '#core/model/source.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { setQuote } from './review-actions.ts';

type ExcerptsProps = {
  excerpts: readonly Excerpt[];
  /** The one that is shown in the copy. */
  chosenId: string | null;
  onChoose: (id: string | null) => void;
  /** Null where nothing can be changed. */
  handle: StoryEditorHandle | null;
};

export function Excerpts({ excerpts, chosenId, onChoose, handle }: ExcerptsProps) {
  if (excerpts.length === 0) return null;
  return (
    <details className="review-excerpts">
      <summary>
        {excerpts.length.toLocaleString('en')} {excerpts.length === 1 ? 'excerpt' : 'excerpts'}
      </summary>
      <ul>
        {excerpts.map((excerpt) => (
          <li key={excerpt.id}>
            <button
              type="button"
              className="review-excerpt"
              aria-pressed={excerpt.id === chosenId}
              onClick={() => onChoose(excerpt.id === chosenId ? null : excerpt.id)}
            >
              {excerpt.text}
              <small>{[excerpt.page && `page ${excerpt.page}`, excerpt.note].filter(Boolean).join(' · ')}</small>
            </button>
            {handle && (
              <Button variant="quiet" onPress={() => setQuote(handle, excerpt.text)}>
                <Quote aria-hidden /> Use as the quoted passage
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
