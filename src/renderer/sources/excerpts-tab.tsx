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
import { ExcerptForm } from './excerpt-form.tsx';
import { addExcerpt, removeExcerpt, saveExcerpt } from './source-changes.ts';
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
  const [editing, setEditing] = useState<string | null>(null);
  const { data: uses } = useQuery(queries.excerpts.uses.queryOptions({ sourceId }, { staleTime: 0 }));
  const isAdding = editing === '';
  return (
    <div className="excerpts-tab">
      {excerpts.length === 0 && !isAdding && (
        <EmptyState
          Icon={TextQuote}
          text="Passages worth keeping stand here. Select one in a copy, or type it."
          {...(!isReadOnly && { action: { label: 'Add an excerpt', run: () => setEditing('') } })}
        />
      )}
      <ul aria-label="Excerpts">
        {excerpts.map((excerpt) =>
          editing === excerpt.id ? (
            <li key={excerpt.id}>
              <ExcerptForm
                excerpt={excerpt}
                onDone={async (changed) => {
                  if (!changed || (await saveExcerpt(sourceId, changed))) setEditing(null);
                }}
              />
            </li>
          ) : (
            <ExcerptLine
              key={excerpt.id}
              source={source}
              excerpt={excerpt}
              stories={uses?.find(({ excerptId }) => excerptId === excerpt.id)?.stories}
              onShow={onShow}
              onEdit={() => setEditing(excerpt.id)}
            />
          ),
        )}
      </ul>
      {isAdding && (
        <ExcerptForm
          excerpt={{ id: newId(), text: '' }}
          onDone={async (added) => {
            if (!added || (await addExcerpt(sourceId, added))) setEditing(null);
          }}
        />
      )}
      {excerpts.length > 0 && !isAdding && !isReadOnly && (
        <Button variant="quiet" onPress={() => setEditing('')}>
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
