/**
 * Finding the story that a command line names.
 */
import { Failure } from '#core/model/failure.ts';
import type { StorySummary } from '#core/model/story.ts';
import type { Library } from '../../library/library.ts';
import { refuseDamaged } from './trouble.ts';

/**
 * Finds by id, then slug, then exact title. Throws `Failure` NotFound, Unreadable for one that is damaged, or Invalid where
 * several answer to the name.
 */
export function findStory(library: Pick<Library, 'stories' | 'problems' | 'notices'>, name: string): StorySummary {
  const stories = library.stories.list();
  for (const matches of [
    stories.filter((story) => story.id === name),
    stories.filter((story) => story.slug === name),
    stories.filter((story) => story.title === name),
  ]) {
    if (matches.length > 1) {
      throw new Failure(
        'Invalid',
        `${matches.length} stories are called “${name}”; name one by its id: ${matches.map(({ id }) => id).join(', ')}.`,
      );
    }
    if (matches[0]) return matches[0];
  }
  refuseDamaged(library, 'stories', name);
  throw new Failure('NotFound', `There is no story “${name}” in this library.`);
}
