/**
 * A story page pasted into a new, empty story: it is imported as what it is, instead of standing there as text.
 */
import { useEffect } from 'react';
import { plainTextOf } from '#core/document/text.ts';
import { isMetricsLine } from '#core/intake/metrics.ts';
import { api, failureFrom } from '#renderer/app/api.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { base64Of } from './base64.ts';

/** The metrics stand in a page's head. */
const HEAD_LINES = 40;

/** True where a text has the shape of a story page: several lines, and a metrics line among the first. */
export function looksLikeStoryPage(text: string): boolean {
  const lines = text.split(/\r\n?|\n/, HEAD_LINES);
  return lines.length > 2 && lines.some(isMetricsLine);
}

/** Watches for such a paste while the calling component is mounted. */
export function usePastedPages(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const { currentStory, story } = useStorySession.getState();
      if (!story || story.title || story.summary || !looksLikeStoryPage(text)) return;
      const current = currentStory();
      if (!current || plainTextOf(current.document).trim()) return;
      event.preventDefault();
      event.stopPropagation();
      void importPasted(text, story.id, false);
    };
    document.addEventListener('paste', onPaste, { capture: true });
    return () => document.removeEventListener('paste', onPaste, { capture: true });
  }, []);
}

async function importPasted(text: string, emptyStoryId: string, again: boolean): Promise<void> {
  try {
    const base64 = base64Of(new TextEncoder().encode(text));
    const result = await api.intake.importPage.mutate({ fileName: 'Pasted page', base64, again });
    if (result.status === 'already-there') {
      showToast({
        message: `This page was imported before, as “${result.title}”.`,
        action: { label: 'Import again', run: () => void importPasted(text, emptyStoryId, true) },
      });
      return;
    }
    // What is pasted is a page; only a file of Galley's own holds a briefing.
    if (result.status !== 'imported') return;
    openStory(result.storyId);
    // The empty story was only the place to paste into; it lies in the trash.
    await api.stories.remove.mutate({ id: emptyStoryId });
    const remarks = result.warnings.length > 0 ? ` ${result.warnings.join(' ')}` : '';
    showToast({ message: `The pasted page was imported with ${result.citations} citations.${remarks}` });
  } catch (error) {
    showToast({ message: failureFrom(error).message, tone: 'problem' });
  }
}
