/**
 * Keeps the chips true to the library: sources, citation style, titles of other stories. Repaints when there is quiet,
 * never in the way of a keystroke.
 */
import { useQuery } from '@tanstack/react-query';
import { $nodesOfType, HISTORIC_TAG, type LexicalEditor, mergeRegister } from 'lexical';
import { useEffect, useMemo, useRef } from 'react';
import { CitationNode } from '#core/document/nodes/citation-node.ts';
import { StoryLinkNode } from '#core/document/nodes/story-link-node.ts';
import type { StoryDocument } from '#core/model/story.ts';
import { queries, queryClient, type StoryListItem } from '#renderer/app/api.ts';
import { sourcesById } from '#renderer/app/sources-by-id.ts';
import { useChangedChips } from './changed-chips.ts';
import type { StoryChipPainter } from './chip-painter.ts';
import { isRestructured } from './restructured.ts';

/** Quiet before numbers are given anew after a change of the text, in milliseconds. */
const RENUMBER_AFTER_MS = 100;

type ChipRepaintProps = { editor: LexicalEditor; painter: StoryChipPainter; getDocument: () => StoryDocument };

/** Renders nothing; repaints the chips of `editor` whenever what they print has changed. */
export function ChipRepaint({ editor, painter, getDocument }: ChipRepaintProps) {
  const { data: list } = useQuery(queries.sources.list.queryOptions());
  const titles = useStoryTitles();
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const styleId = info?.settings.styleId;
  useChangedChips(editor, painter);
  const { data: style } = useQuery(
    queries.publishing.style.queryOptions({ id: styleId ?? '' }, { enabled: !!styleId }),
  );

  useEffect(() => {
    if (list) painter.setSources(sourcesById(list));
    if (style) painter.setStyle(style);
    if (list || style) return whenIdle(() => repaintCitations(editor, painter, getDocument));
  }, [editor, painter, getDocument, list, style]);

  useEffect(() => {
    if (!titles) return;
    painter.setStoryTitles(titles);
    return whenIdle(() => repaintStoryLinks(editor, painter));
  }, [editor, painter, titles]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const renumber = () => {
      if (!painter.isNumbered()) return;
      clearTimeout(timer);
      timer = setTimeout(() => repaintCitations(editor, painter, getDocument), RENUMBER_AFTER_MS);
    };
    const stop = mergeRegister(
      editor.registerMutationListener(CitationNode, renumber, { skipInitialization: true }),
      // Blocks that move take their citations along without changing them.
      editor.registerUpdateListener(({ dirtyElements, tags }) => {
        if (!painter.isNumbered()) return;
        if (tags.has(HISTORIC_TAG) || isRestructured(dirtyElements)) renumber();
      }),
    );
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [editor, painter, getDocument]);

  return null;
}

/** The titles of the library's stories by id; the same map until one of them is another, however often stories are saved. */
function useStoryTitles(): ReadonlyMap<string, string> | undefined {
  const { data: stories } = useQuery(queries.stories.list.queryOptions());
  const known = useRef<ReadonlyMap<string, string>>(undefined);
  return useMemo(() => {
    if (!stories) return undefined;
    const before = known.current;
    const isSame = before?.size === stories.length && stories.every(({ id, title }) => before.get(id) === title);
    if (!isSame) known.current = titlesOf(stories);
    return known.current;
  }, [stories]);
}

function titlesOf(stories: readonly StoryListItem[]): ReadonlyMap<string, string> {
  return new Map(stories.map(({ id, title }) => [id, title]));
}

/** Gives a painter what the window knows already, so that an opening story shows its chips at once. */
export function primePainter(painter: StoryChipPainter, document: StoryDocument): void {
  const list = queryClient.getQueryData(queries.sources.list.queryKey());
  const info = queryClient.getQueryData(queries.library.info.queryKey());
  const style = info && queryClient.getQueryData(queries.publishing.style.queryKey({ id: info.settings.styleId }));
  const stories = queryClient.getQueryData(queries.stories.list.queryKey());
  if (stories) painter.setStoryTitles(titlesOf(stories));
  if (list) painter.setSources(sourcesById(list));
  if (style) painter.setStyle(style);
  if (list && style) painter.printDocument(document);
}

function repaintCitations(editor: LexicalEditor, painter: StoryChipPainter, getDocument: () => StoryDocument): void {
  painter.printDocument(getDocument());
  editor.read('latest', () => {
    for (const node of $nodesOfType(CitationNode)) {
      const element = editor.getElementByKey(node.getKey());
      const citation = node.getCitation();
      if (element && citation) painter.paintCitation(element, citation);
    }
  });
}

function repaintStoryLinks(editor: LexicalEditor, painter: StoryChipPainter): void {
  editor.read('latest', () => {
    for (const node of $nodesOfType(StoryLinkNode)) {
      const element = editor.getElementByKey(node.getKey());
      const link = node.getLink();
      if (element && link) painter.paintStoryLink(element, link);
    }
  });
}

function whenIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 50);
    return () => clearTimeout(timer);
  }
  const handle = window.requestIdleCallback(work, { timeout: 500 });
  return () => window.cancelIdleCallback(handle);
}
