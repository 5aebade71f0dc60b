/**
 * The last save of each story, by the window that asked for it. An answer can be lost on its way, as while a machine goes to
 * sleep: the window then saves once more on the rev that it knows, and must not be told that somebody else has changed the story.
 */
import { Failure } from '#core/model/failure.ts';
import type { JournalMark } from '#core/model/journal.ts';
import type { Story } from '#core/model/story.ts';
import type { Collection } from '../library/collection.ts';

/** Saves a story on the rev that it carries; `mark` is the window's. Throws as the collection's own save does. */
export type SaveFromWindow = (story: Story, mark: JournalMark | undefined) => Promise<Story>;

export function createSaveFromWindow(stories: Pick<Collection<Story, unknown>, 'save'>): SaveFromWindow {
  const last = new Map<string, { mark: JournalMark; base: number; rev: number }>();

  return async (story, mark) => {
    const saved = await stories.save(story).catch((error: unknown) => {
      // What lies there now is what this window has sent before, on the same rev, and was perhaps under way until now. What it
      // sent earlier and arrives later is not put on top.
      const before = last.get(story.id);
      const isItsOwn =
        error instanceof Failure &&
        error.kind === 'Conflict' &&
        before !== undefined &&
        before.mark.window === mark?.window &&
        before.mark.change <= mark.change &&
        before.base === story.rev &&
        before.rev === error.details.currentRev;
      if (!isItsOwn) throw error;
      return stories.save({ ...story, rev: before.rev });
    });
    if (mark) last.set(story.id, { mark, base: story.rev, rev: saved.rev });
    else last.delete(story.id);
    return saved;
  };
}
