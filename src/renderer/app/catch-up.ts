/**
 * Takes in what was done to the open documents while nothing was heard of it.
 */
import { followBriefingChange, useBriefingSession } from '#renderer/briefings/briefing-session.ts';
import { followSourceChange, useSourceEditing } from '#renderer/sources/source-editing.ts';
import { reloadIfChangedOutside } from '#renderer/stories/story-loading.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { api } from './api.ts';
import type { LibraryChange } from './library-changes.ts';

/** Asks how the open story, source and briefing stand now, and follows each as if that had just been announced. */
export function catchUp(): void {
  const { story } = useStorySession.getState();
  const { source } = useSourceEditing.getState();
  const { briefing } = useBriefingSession.getState();
  if (story) {
    const reading = api.stories.get.query({ id: story.id }).then((opened) => opened.story.rev);
    void follow('story', story.id, reading, reloadIfChangedOutside);
  }
  if (source) {
    const reading = api.sources.get.query({ id: source.id }).then(({ rev }) => rev);
    void follow('source', source.id, reading, followSourceChange);
  }
  if (briefing) {
    const reading = api.briefings.get.query({ id: briefing.id }).then(({ rev }) => rev);
    void follow('briefing', briefing.id, reading, followBriefingChange);
  }
}

async function follow(
  kind: string,
  id: string,
  reading: Promise<number>,
  onChange: (change: LibraryChange) => void,
): Promise<void> {
  // One that can't be read, as it was deleted meanwhile, stays in view: its next save says so.
  const rev = await reading.catch(() => undefined);
  if (rev !== undefined) onChange({ kind, id, change: 'saved', origin: 'outside', rev });
}
