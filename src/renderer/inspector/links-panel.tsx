/**
 * The stories that this one links to, and those that link to it.
 */
import { useQuery } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { queries } from '#renderer/app/api.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

type Line = { id: string; title: string };

export function LinksPanel() {
  const storyId = useStorySession((state) => state.story?.id);
  const links = useStorySession((state) => state.projections?.links);
  const { data: stories } = useQuery(queries.stories.list.queryOptions());
  const titles = new Map(stories?.map(({ id, title }) => [id, title]));
  const outgoing = [
    ...new Map(
      links?.map((link) => [link.storyId, { id: link.storyId, title: titles.get(link.storyId) ?? link.title }]),
    ).values(),
  ];
  const incoming = (stories ?? []).filter((story) => storyId !== undefined && story.linkedStoryIds.includes(storyId));
  if (outgoing.length === 0 && incoming.length === 0) {
    return (
      <EmptyState
        Icon={Link2}
        text="Type [[ in the text to link another story. Links and backlinks are gathered here."
      />
    );
  }
  return (
    <>
      <LinkList title="Links to" lines={outgoing} />
      <LinkList title="Linked from" lines={incoming} />
    </>
  );
}

function LinkList({ title, lines }: { title: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <section className="link-list" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <button type="button" onClick={() => openStory(line.id)}>
              {line.title || 'Untitled story'}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
