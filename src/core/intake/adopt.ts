/**
 * Taking in what an export brought: stories, a briefing and their sources, fitted into a library without touching what is
 * there. Ids stay where they are free; sources that the library has already are cited as they are there.
 */
import { sourcesCitedIn } from '#core/document/citations.ts';
import type { Briefing } from '#core/model/briefing.ts';
import { newSource, type Source } from '#core/model/source.ts';
import type { SerializedNode, Story, StoryDocument } from '#core/model/story.ts';
import type { NamedSource } from '#core/pandoc/works.ts';
import type { Remark } from './remark.ts';

/**
 * What a file brought. `named` are the sources that it names but does not hold, by their id; `images` are in
 * base64 by the attachment name that the file gives them, and nobody has looked at them yet.
 */
export type Brought = {
  stories: Story[];
  briefing?: Briefing;
  sources: Source[];
  named?: ReadonlyMap<string, NamedSource>;
  images?: Readonly<Record<string, string>>;
};

/** The library that it comes into. */
export type Destination = {
  hasStory(id: string): boolean;
  hasBriefing(id: string): boolean;
  source(id: string): Source | undefined;
  /** The library's source that is the same publication as this one, if it has one. */
  sameSource(source: Source): Source | undefined;
  /** The library's source that a file names, if it has it: a bibliography may have come beside the file. */
  sourceNamed(named: NamedSource): Source | undefined;
  newId(): string;
  now: Date;
};

export type Adopted = {
  stories: Story[];
  briefing: Briefing | null;
  newSources: Source[];
  /** The ids of the sources that were there already of those that it brought or named, each once. */
  matched: string[];
  remarks: Remark[];
};

/** Fits what was brought into a library. Pure but for the ids that are minted. */
export function adopt({ stories, briefing, sources, named = new Map() }: Brought, library: Destination): Adopted {
  const sourceIds = new Map<string, string>();
  const newSources: Source[] = [];
  const matched = new Set<string>();
  const remarks: Remark[] = [];
  for (const source of sources) {
    const there = library.source(source.id) ?? library.sameSource(source);
    sourceIds.set(source.id, there?.id ?? source.id);
    if (there) matched.add(there.id);
    else newSources.push({ ...source, rev: 0 });
  }
  const documents = [...stories.map(({ document }) => document), ...(briefing ? [briefing.introduction] : [])];
  for (const id of new Set(documents.flatMap(sourcesCitedIn))) {
    if (sourceIds.has(id)) continue;
    const name = named.get(id) ?? { key: id };
    const { key } = name;
    const there = library.source(id) ?? library.sourceNamed(name);
    sourceIds.set(id, there?.id ?? id);
    if (there) matched.add(there.id);
    else {
      newSources.push(newSource(id, { type: 'document', title: key, 'citation-key': key }, library.now, true));
      const message = `The source “${key}” was not in the file; its details are to be filled in.`;
      remarks.push({ message, line: null });
    }
  }

  const storyIds = new Map(stories.map(({ id }) => [id, library.hasStory(id) ? library.newId() : id]));
  const rewrite = (document: StoryDocument) => rewritten(document, sourceIds, storyIds);
  return {
    newSources,
    matched: [...matched],
    remarks,
    stories: stories.map((story) => ({
      ...story,
      id: storyIds.get(story.id) ?? story.id,
      rev: 0,
      document: rewrite(story.document),
    })),
    briefing: briefing
      ? {
          ...briefing,
          id: library.hasBriefing(briefing.id) ? library.newId() : briefing.id,
          rev: 0,
          introduction: rewrite(briefing.introduction),
          items: briefing.items.map((item) => ({ ...item, storyId: storyIds.get(item.storyId) ?? item.storyId })),
        }
      : null,
  };
}

/** The document with the ids of sources and stories replaced; the same object where none is. */
function rewritten(
  document: StoryDocument,
  sourceIds: ReadonlyMap<string, string>,
  storyIds: ReadonlyMap<string, string>,
): StoryDocument {
  const isMoved = [...sourceIds, ...storyIds].some(([from, to]) => from !== to);
  if (!isMoved) return document;
  const visit = (node: SerializedNode): SerializedNode => {
    const children = node.children && { children: node.children.map(visit) };
    if (node.type === 'citation') {
      const citation = node.citation as { items: { sourceId: string }[] };
      const items = citation.items.map((item) => ({
        ...item,
        sourceId: sourceIds.get(item.sourceId) ?? item.sourceId,
      }));
      return { ...node, citation: { ...citation, items } };
    }
    if (node.type === 'story-link') {
      const link = node.link as { storyId: string };
      return { ...node, link: { ...link, storyId: storyIds.get(link.storyId) ?? link.storyId } };
    }
    return children ? { ...node, ...children } : node;
  };
  return { root: { ...document.root, children: document.root.children.map(visit) } };
}
