/**
 * Citing a passage of a source in the story that is open, from wherever it is read.
 */
import { Quote, TextQuote } from 'lucide-react';
import { useMemo } from 'react';
import type { Citation } from '#core/model/citation.ts';
import { newId } from '#core/model/primitives.ts';
import type { Excerpt, Source } from '#core/model/source.ts';
import { openStory, useNavigation } from '#renderer/app/navigation.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import type { Passage } from '#renderer/reader/passage.ts';
import type { PassageAction } from '#renderer/reader/passage-bar.tsx';
import { ensureStoryOpen } from '#renderer/stories/story-loading.ts';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { addExcerpt } from './source-changes.ts';

/** A citation of one source with a quoted passage, and the page that it stands on. */
export function citationOf(sourceId: string, { text, page }: Pick<Excerpt, 'text' | 'page'>): Citation {
  return {
    id: newId(),
    items: [{ sourceId, ...(page && { locator: page, label: 'page' }) }],
    quote: text.replace(/\s+/g, ' ').trim(),
    verdict: 'unverified',
    note: '',
  };
}

/** Inserts a citation at the caret of the open story, and says where; or that there is none. */
export async function citeInOpenStory(citation: Citation): Promise<void> {
  const { cite } = useStorySession.getState();
  if (!(await ensureStoryOpen()) || !cite(citation)) {
    showToast({ message: 'Open a story first: the citation goes where its caret is.' });
    return;
  }
  const { story } = useStorySession.getState();
  if (!story) return;
  showToast({
    message: `Cited in “${story.title || 'Untitled story'}”.`,
    action: {
      label: 'Show',
      run: () => {
        useStorySession.getState().revealCitation(citation.id);
        openStory(story.id);
      },
    },
  });
}

/** True while there is a story that a citation can go into. */
export function useCanCite(): boolean {
  const isReadOnly = useReadOnly();
  const isOpen = useStorySession((state) => state.story !== null);
  const isWanted = useNavigation((state) => state.storyId !== null);
  return !isReadOnly && (isOpen || isWanted);
}

/** What can be done with a passage that is selected in a copy: keep it as an excerpt, cite it. */
export function usePassageActions(source: Pick<Source, 'id' | 'excerpts'>, copyId: string): PassageAction[] {
  const canCite = useCanCite();
  const isReadOnly = useReadOnly();
  const { id: sourceId, excerpts } = source;
  return useMemo(() => {
    const isKept = (text: string) => excerpts.some((excerpt) => excerpt.text === text);
    return [
      {
        id: 'excerpt',
        label: 'Make excerpt',
        Icon: TextQuote,
        shortcut: 'E',
        isDisabled: isReadOnly,
        run: (passage) => void makeExcerpt(sourceId, copyId, passage, isKept(passage.text)),
      },
      {
        id: 'cite',
        label: 'Cite in open story',
        Icon: Quote,
        shortcut: 'C',
        isDisabled: !canCite,
        run: (passage) => void citeInOpenStory(citationOf(sourceId, passage)),
      },
    ];
  }, [sourceId, copyId, excerpts, canCite, isReadOnly]);
}

async function makeExcerpt(sourceId: string, copyId: string, { text, page }: Passage, isKept: boolean): Promise<void> {
  if (isKept) {
    showToast({ message: 'This passage is an excerpt already.' });
    return;
  }
  const excerpt: Excerpt = { id: newId(), text: text.slice(0, 50_000), copyId, ...(page && { page }) };
  if (await addExcerpt(sourceId, excerpt)) showToast({ message: 'The passage was kept as an excerpt.' });
}
