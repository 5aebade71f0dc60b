/**
 * Muting a check at one place of the open story, and unmuting it; both are undone with the text.
 */
import type { Finding } from '#core/assessment/checks/check.ts';
import type { MutedCheck } from '#core/model/story.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';

export function muteFinding(handle: StoryEditorHandle | null, { rule, place }: Finding, reason: string): void {
  const mute = { rule, place, reason, mutedAt: new Date().toISOString() };
  handle?.changeMetadata({ mutedChecks: [...mutesNow(), mute] });
}

export function unmute(handle: StoryEditorHandle | null, { rule, place }: MutedCheck): void {
  handle?.changeMetadata({
    mutedChecks: mutesNow().filter((other) => other.rule !== rule || other.place !== place),
  });
}

function mutesNow(): readonly MutedCheck[] {
  return useStorySession.getState().story?.mutedChecks ?? [];
}
