/**
 * The picker that `[[` opens: stories by their title.
 */
import { useQuery } from '@tanstack/react-query';
import type { LexicalEditor } from 'lexical';
import { Files } from 'lucide-react';
import { useMemo } from 'react';
import { $createStoryLinkNode } from '#core/document/nodes/story-link-node.ts';
import { queries } from '#renderer/app/api.ts';
import { $replaceStretchByNode } from './chip-insertion.ts';
import type { EditorUi, Typeahead } from './editor-ui.ts';
import { fold } from './source-search.ts';
import { TypeaheadMenu } from './typeahead-menu.tsx';

const MAX_ENTRIES = 8;
const MAX_WORDS = 6;

type StoryLinkPickerProps = { editor: LexicalEditor; ui: EditorUi; typeahead: Typeahead; storyId: string };

/** `storyId` is the story being written, which doesn't link to itself. */
export function StoryLinkPicker({ editor, ui, typeahead, storyId }: StoryLinkPickerProps) {
  const { data: stories } = useQuery(queries.stories.list.queryOptions());
  const folded = useMemo(
    () =>
      (stories ?? [])
        .filter(({ id, title }) => id !== storyId && title)
        .map(({ id, title, label }) => ({ id, title, label, folded: fold(title) })),
    [stories, storyId],
  );
  const words = fold(typeahead.query).split(/\s+/).filter(Boolean);
  const found = folded.filter((story) => words.every((word) => story.folded.includes(word))).slice(0, MAX_ENTRIES);
  const entries = found.map(({ id, title, label }) => ({
    id,
    title,
    content: (
      <>
        <Files aria-hidden />
        <span className="typeahead-name">
          <b>{title}</b>
          {label && <small>{label}</small>}
        </span>
      </>
    ),
  }));
  // More words than a title has are text.
  if (entries.length === 0 && words.length > MAX_WORDS) return null;
  return (
    <TypeaheadMenu
      editor={editor}
      ui={ui}
      typeahead={typeahead}
      label="Stories to link to"
      className="story-link-menu"
      entries={entries}
      nothing="No story is called that."
      onChoose={({ id, title }) => {
        ui.setState({ typeahead: null });
        editor.update(() => $replaceStretchByNode(typeahead.stretch, $createStoryLinkNode({ storyId: id, title })));
      }}
    />
  );
}
