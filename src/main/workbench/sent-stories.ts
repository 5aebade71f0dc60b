/**
 * What windows have sent of their stories: held for a while, so that a window needs to send only what it has changed since.
 */
import { applyEdit } from '#core/document/document-edit.ts';
import { Failure } from '#core/model/failure.ts';
import type { SentStory } from '#core/model/sent-story.ts';
import { type Story, storySchema } from '#core/model/story.ts';

export type SentStories = {
  /**
   * Acts on the story that was sent, and holds it once that has succeeded. Throws `Failure` NotFound with `isBaseGone` for an
   * edit of something that is not held, as after a restart: the story is to be sent whole; and what `act` throws.
   */
  receive<T>(sent: SentStory, act: (story: Story) => Promise<T>): Promise<T>;
};

/** The windows whose stories are held: who hasn't sent for longest is forgotten first. */
const MAX_WINDOWS = 8;
/** A window may have two requests under way, each an edit of what was answered before. */
const HELD_A_WINDOW = 4;

export function createSentStories(): SentStories {
  /** By window, the one that has sent last at the end; of each its sendings in order. */
  const held = new Map<string, { sending: number; story: Story }[]>();

  function storyOf({ story, mark }: SentStory): Story {
    if (!('edit' in story)) return story;
    const { base, edit, ...rest } = story;
    const from = held.get(mark?.window ?? '')?.find(({ sending }) => sending === base);
    const document = from?.story.id === rest.id ? applyEdit(from.story.document, edit) : undefined;
    if (!document)
      throw new Failure('NotFound', 'What this was an edit of is not held any more.', { isBaseGone: true });
    return storySchema.parse({ ...rest, document });
  }

  function hold({ mark, sending }: SentStory, story: Story): void {
    if (!mark || !sending) return;
    const ofWindow = held.get(mark.window) ?? [];
    held.delete(mark.window);
    held.set(
      mark.window,
      [...ofWindow.filter((one) => one.sending !== sending), { sending, story }].slice(-HELD_A_WINDOW),
    );
    const [longestSilent] = held.keys();
    if (held.size > MAX_WINDOWS && longestSilent !== undefined) held.delete(longestSilent);
  }

  return {
    receive: async (sent, act) => {
      const story = storyOf(sent);
      const result = await act(story);
      hold(sent, story);
      return result;
    },
  };
}
