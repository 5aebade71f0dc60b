/**
 * How this window sends its story: whole at first, and from then on what has changed since the workbench last took it.
 */
import { editBetween } from '#core/document/document-edit.ts';
import type { Failure } from '#core/model/failure.ts';
import type { JournalMark } from '#core/model/journal.ts';
import type { SentStory } from '#core/model/sent-story.ts';
import type { Story } from '#core/model/story.ts';
import { failureFrom } from '#renderer/app/api.ts';

type MarkedStory = SentStory & { mark: JournalMark };

/** Sends a story by `deliver` and returns what that does. Where the workbench holds nothing of it any more, it goes whole. */
export type SendStory = <T>(story: Story, mark: JournalMark, deliver: (sent: MarkedStory) => Promise<T>) => Promise<T>;

export function createStorySending(): SendStory {
  let sendings = 0;
  /** The latest that the workbench has taken. */
  let taken: { sending: number; story: Story } | null = null;

  function edited(story: Story): SentStory['story'] {
    if (taken?.story.id !== story.id) return story;
    const { document, ...rest } = story;
    return { ...rest, base: taken.sending, edit: editBetween(taken.story.document, document) };
  }

  return async (story, mark, deliver) => {
    sendings += 1;
    const sending = sendings;
    const result = await deliver({ story: edited(story), mark, sending }).catch((error: unknown) => {
      if (!isBaseGone(failureFrom(error))) throw error;
      return deliver({ story, mark, sending });
    });
    if (!taken || taken.sending < sending) taken = { sending, story };
    return result;
  };
}

function isBaseGone({ kind, details }: Failure): boolean {
  return kind === 'NotFound' && details.isBaseGone === true;
}
