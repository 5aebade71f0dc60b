/**
 * The Questions room: every question of the library that nobody has answered yet, story by story.
 */
import { useQuery } from '@tanstack/react-query';
import { CircleHelp } from 'lucide-react';
import { useMemo } from 'react';
import { queries } from '#renderer/app/api.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { inOrder } from '#renderer/stories/story-order.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import './questions.css';

export function QuestionsView() {
  const { data: stories } = useQuery(queries.stories.list.queryOptions());
  const asking = useMemo(
    () =>
      inOrder(
        (stories ?? []).filter((story) => story.openQuestions > 0),
        'updated',
      ),
    [stories],
  );
  const total = asking.reduce((sum, story) => sum + story.openQuestions, 0);
  return (
    <main className="questions-view">
      <header className="pane-head">
        <h1>Open questions</h1>
        <span className="questions-total num">{total.toLocaleString('en')}</span>
      </header>
      {stories && total === 0 ? (
        <EmptyState
          Icon={CircleHelp}
          text="Nothing is open. Check lists in a section with the role “Questions” are gathered here."
        />
      ) : (
        <div className="questions-scroll">
          {asking.map((story) => (
            <section key={story.id} className="questions-story" aria-label={story.title}>
              <h2>
                <button type="button" onClick={() => openStory(story.id)}>
                  {story.title || 'Untitled story'}
                </button>
              </h2>
              <ul>
                {story.questions.map((question) => (
                  <li key={question}>{question}</li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </main>
  );
}
