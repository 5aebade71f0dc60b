/**
 * A look through a whole library: every document read anew, every attachment compared with its hash, and whether what they
 * name is there.
 */
import path from 'node:path';
import { openDocument } from '#core/document/gate.ts';
import { outlineOf } from '#core/document/outline.ts';
import { Failure } from '#core/model/failure.ts';
import type { Story, StorySummary } from '#core/model/story.ts';
import type { Collection } from '../collection.ts';
import { idOf } from '../document-folder.ts';
import { SNAPSHOT_ENDING } from '../history/snapshot-file.ts';
import { inBatches } from '../in-batches.ts';
import type { Library } from '../library.ts';
import { readOwnFile } from '../own-file.ts';
import { checkAside } from './check-aside.ts';
import {
  checkAttachments,
  checkModes,
  checkOrphans,
  checkSnapshots,
  checkStrangers,
  checkStyles,
  checkUnread,
} from './check-files.ts';
import { type CheckReport, type Finding, isLeft } from './findings.ts';
import { readTree, type Tree } from './tree.ts';
import { collectAttachments, type Uses } from './uses.ts';

/** Looks through an open library and changes nothing. */
export async function checkLibrary(library: Library): Promise<CheckReport> {
  const { folder } = library;
  const findings: Finding[] = [];
  const found = (finding: Finding) => void findings.push(finding);
  const tree = await readTree(folder, found);
  const uses: Uses = { named: new Map(), isWhole: tree.isWhole };
  const sections = await checkDocuments(library, tree, uses, found);
  checkReferences(library, tree, sections, found);
  for (const { file, message, isLost } of library.notices()) {
    const loss = isLost && { isLoss: true };
    found({ kind: 'set-aside', isDamage: true, place: file, message: 'It was damaged.', repaired: message, ...loss });
  }
  await checkAside(folder, tree, uses, found);
  const snapshots = await checkSnapshots(folder, tree, uses, found);
  const attachments = await checkAttachments(folder, tree, uses, found);
  await checkStyles(folder, tree, found);
  await checkUnread(folder, tree, found);
  checkStrangers(tree, found);
  checkOrphans(tree, found);
  await checkModes(folder, found);
  return {
    counts: {
      stories: library.stories.list().length,
      sources: library.sources.list().length,
      briefings: library.briefings.list().length,
      attachments,
      snapshots,
    },
    findings,
    isSound: !findings.some((finding) => finding.isDamage && isLeft(finding)),
  };
}

/** Reads every document anew. Returns the ids of each story's sections. */
async function checkDocuments(
  library: Library,
  tree: Tree,
  uses: Uses,
  found: (finding: Finding) => void,
): Promise<Map<string, Set<string>>> {
  const sections = new Map<string, Set<string>>();
  await readAll(library.stories, (story: Story) => {
    collectAttachments(JSON.stringify(story.document), `stories/${story.id}.json`, true, uses);
    const { placeholders } = openDocument(story.document);
    sections.set(story.id, new Set(outlineOf(story.document).map(({ id }) => id)));
    if (placeholders === 0) return;
    const parts = placeholders === 1 ? 'A part' : `${placeholders} parts`;
    const message = `${parts} of “${story.title}” can’t be read and ${placeholders === 1 ? 'is' : 'are'} kept as found.`;
    found({ kind: 'damaged-part', isDamage: true, place: `stories/${story.id}.json`, message });
  });
  await readAll(library.sources, ({ id, copies }) => {
    collectAttachments(JSON.stringify(copies), `sources/${id}.json`, true, uses);
  });
  await readAll(library.briefings, ({ id, introduction }) => {
    collectAttachments(JSON.stringify(introduction), `briefings/${id}.json`, true, uses);
  });
  for (const { file, message, copy } of library.problems()) {
    // Snapshots are looked at by themselves, and of a folder that can't be looked into it was said.
    if (file.endsWith(SNAPSHOT_ENDING) || !tree.isSeen(file)) continue;
    found({ kind: copy ? 'second-version' : 'unreadable-document', isDamage: !copy, place: file, message });
    await collectFromProblem(library.folder, file, uses);
  }
  return sections;
}

/** What a document names that can't be read as one is in use as well. */
async function collectFromProblem(folder: string, place: string, uses: Uses): Promise<void> {
  if (!place.endsWith('.json')) return;
  try {
    const { bytes } = await readOwnFile(path.join(folder, place));
    collectAttachments(bytes.toString('utf8'), place, false, uses);
  } catch {
    // That it can't be read is said already.
    uses.isWhole = false;
  }
}

/** Reads every document of a collection; one that can't be read any more stands among its problems then. */
async function readAll<T extends { id: string; rev: number; savedAt: string }, S extends { id: string }>(
  collection: Collection<T, S>,
  look: (document: T) => void,
): Promise<void> {
  await inBatches(collection.list(), async ({ id }) => {
    try {
      look(await collection.get(id));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  });
}

function checkReferences(
  library: Library,
  tree: Tree,
  sections: ReadonlyMap<string, ReadonlySet<string>>,
  found: (finding: Finding) => void,
): void {
  // What is there and can't be read is not missing.
  const [seesSources, seesStories] = [tree.isSeen('sources'), tree.isSeen('stories')];
  const sourceIds = new Set([
    ...library.sources.list().flatMap(({ id, mergedIds = [] }) => [id, ...mergedIds]),
    ...idsIn(tree, 'sources'),
  ]);
  const stories = library.stories.list();
  const storyIds = new Set([...stories.map(({ id }) => id), ...idsIn(tree, 'stories')]);
  for (const story of stories) {
    if (seesSources) for (const finding of missingSourcesOf(story, sourceIds)) found(finding);
    if (seesStories) for (const finding of deadLinksOf(story, storyIds)) found(finding);
  }
  for (const briefing of seesStories ? library.briefings.list() : []) {
    for (const { storyId, sectionId, title } of briefing.items) {
      const sectionsThere = sections.get(storyId);
      const isThere = sectionId && sectionsThere ? sectionsThere.has(sectionId) : storyIds.has(storyId);
      if (isThere) continue;
      const what = sectionId && storyIds.has(storyId) ? 'A section' : 'A story';
      const message = `${what} of the briefing “${briefing.title}” is not in the library${title ? `: “${title}”` : ''}.`;
      found({ kind: 'missing-briefing-item', isDamage: false, place: `briefings/${briefing.id}.json`, message });
    }
  }
}

/** The ids of the documents that a room has files of. */
function idsIn(tree: Tree, room: string): string[] {
  return tree.below(room).flatMap((place) => idOf(place.slice(room.length + 1)) ?? []);
}

function missingSourcesOf({ id, title, sourceIds: cited }: StorySummary, sourceIds: ReadonlySet<string>): Finding[] {
  return cited
    .filter((sourceId) => !sourceIds.has(sourceId))
    .map((sourceId) => ({
      kind: 'missing-source',
      isDamage: true,
      place: `stories/${id}.json`,
      message: `“${title}” cites the source ${sourceId}, which is not in the library.`,
      sourceId,
    }));
}

function deadLinksOf({ id, title, linkedStoryIds }: StorySummary, storyIds: ReadonlySet<string>): Finding[] {
  return linkedStoryIds
    .filter((storyId) => !storyIds.has(storyId))
    .map((storyId) => ({
      kind: 'dead-story-link',
      isDamage: false,
      place: `stories/${id}.json`,
      message: `“${title}” links to the story ${storyId}, which is not in the library.`,
    }));
}
