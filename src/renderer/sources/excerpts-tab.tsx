/**
 * The excerpts of a source: passages kept from it, with their pages, notes, and the stories that rest on them.
 */
import { useQuery } from '@tanstack/react-query';
import { BookOpen, NotebookPen, Plus, Quote, TextQuote, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { newId } from '#core/model/primitives.ts';
import type { Excerpt, Source } from '#core/model/source.ts';
import { queries } from '#renderer/app/api.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { citationOf, citeInOpenStory, useCanCite } from './citing.ts';
import { setDraft, useDraftsOf } from './excerpt-drafts.ts';
import { ExcerptForm } from './excerpt-form.tsx';
import { removeExcerpt } from './source-changes.ts';
import './copies.css';

type ExcerptsTabProps = {
  source: Source;
  /** Shows an excerpt where it stands in its copy. */
  onShow: (excerptId: string) => void;
};

type StoryName = { id: string; title: string };

export function ExcerptsTab({ source, onShow }: ExcerptsTabProps) {
  const { id: sourceId, excerpts } = source;
  const isReadOnly = useReadOnly();
  const drafts = useDraftsOf(sourceId);
  const [openedId, setOpenedId] = useState<string | null>(null);
  const { data: uses } = useQuery(queries.excerpts.uses.queryOptions({ sourceId }, { staleTime: 0 }));
  const added = Object.keys(drafts)
    .filter((draftId) => !excerpts.some(({ id }) => id === draftId))
    .map((id): Excerpt => ({ id, text: '' }));
  const openForm = (excerptId: string) => {
    setOpenedId(excerptId);
    setDraft(sourceId, excerptId, {});
  };
  return (
    <div className="excerpts-tab">
      {excerpts.length === 0 && added.length === 0 && (
        <EmptyState
          Icon={TextQuote}
          text="Passages worth keeping stand here. Select one in a copy, or type it."
          {...(!isReadOnly && { action: { label: 'Add an excerpt', run: () => openForm(newId()) } })}
        />
      )}
      {/* One list for both: a form that is typed in while its excerpt is added stays the same form. */}
      <ul aria-label="Excerpts">
        {[...excerpts, ...added].map((excerpt) => {
          const draft = drafts[excerpt.id];
          return draft ? (
            <li key={excerpt.id}>
              <ExcerptForm source={source} excerpt={excerpt} draft={draft} autoFocus={openedId === excerpt.id} />
            </li>
          ) : (
            <ExcerptLine
              key={excerpt.id}
              source={source}
              excerpt={excerpt}
              stories={uses?.find(({ excerptId }) => excerptId === excerpt.id)?.stories}
              onShow={onShow}
              onEdit={() => openForm(excerpt.id)}
            />
          );
        })}
      </ul>
      {excerpts.length > 0 && added.length === 0 && !isReadOnly && (
        <Button variant="quiet" onPress={() => openForm(newId())}>
          <Plus aria-hidden /> Add an excerpt
        </Button>
      )}
    </div>
  );
}

type ExcerptLineProps = {
  source: Source;
  excerpt: Excerpt;
  stories: readonly StoryName[] | undefined;
  onShow: (excerptId: string) => void;
  onEdit: () => void;
};

function ExcerptLine({ source, excerpt, stories, onShow, onEdit }: ExcerptLineProps) {
  const canCite = useCanCite();
  const isReadOnly = useReadOnly();
  const { text, page, note, copyId } = excerpt;
  const hasCopy = source.copies.some(({ id }) => id === copyId);
  return (
    <li className="excerpt">
      <blockquote dir="auto">{text}</blockquote>
      <p className="excerpt-facts num">
        {page && `Page ${page} · `}
        <CitedIn stories={stories} />
      </p>
      {note && <p className="excerpt-note">{note}</p>}
      <div className="excerpt-actions">
        <IconButton
          label="Cite in open story"
          isDisabled={!canCite}
          onPress={() => void citeInOpenStory(citationOf(source.id, excerpt))}
        >
          <Quote aria-hidden />
        </IconButton>
        {hasCopy && (
          <IconButton label="Show in the copy" onPress={() => onShow(excerpt.id)}>
            <BookOpen aria-hidden />
          </IconButton>
        )}
        {!isReadOnly && (
          <>
            <IconButton label="Edit page and note" onPress={onEdit}>
              <NotebookPen aria-hidden />
            </IconButton>
            <IconButton label="Delete excerpt" onPress={() => void removeExcerpt(source.id, excerpt)}>
              <Trash2 aria-hidden />
            </IconButton>
          </>
        )}
      </div>
    </li>
  );
}

/** `cited in A, B and 3 more`; each leads to its story. */
function CitedIn({ stories }: { stories: readonly StoryName[] | undefined }) {
  if (!stories) return null;
  if (stories.length === 0) return 'not cited yet';
  const named = stories.slice(0, 2);
  const more = stories.length - named.length;
  return (
    <>
      cited in{' '}
      {named.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link className="excerpt-story" onPress={() => openStory(id)}>
            {title || 'Untitled story'}
          </Link>
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </>
  );
}
