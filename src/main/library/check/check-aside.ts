/**
 * Documents that are not the library's now and may be again: thrown away, replaced by a later save, or not saved yet. Each is
 * read by the schema of its room, as it would be where it is needed.
 */
import path from 'node:path';
import type { z } from 'zod';
import { briefingSchema } from '#core/model/briefing.ts';
import { Failure } from '#core/model/failure.ts';
import { journalEntrySchema } from '#core/model/journal.ts';
import { libraryFileSchema } from '#core/model/library.ts';
import { sourceSchema } from '#core/model/source.ts';
import { storySchema } from '#core/model/story.ts';
import { documentIn, isDamage } from '../document-file.ts';
import { idOf } from '../document-folder.ts';
import { inBatches } from '../in-batches.ts';
import { entryNameOf } from '../journal.ts';
import { readOwnFile } from '../own-file.ts';
import type { Finding } from './findings.ts';
import { notRead, type Tree } from './tree.ts';
import { collectAttachments, type Uses } from './uses.ts';

type Aside = 'trash' | 'previous' | 'journal';

const ROOM_SCHEMAS: Record<string, z.ZodType<{ id: string }>> = {
  stories: storySchema,
  sources: sourceSchema,
  briefings: briefingSchema,
};

/** What can't be done with a document that is damaged there, and whether something is lost by that. */
const CONSEQUENCES: Record<Aside, { sentence: string; isLoss: boolean }> = {
  trash: { sentence: 'It can’t be brought back from the trash.', isLoss: true },
  previous: { sentence: 'It can’t take the place of the current version, should that be damaged.', isLoss: false },
  journal: { sentence: 'The words in it that were not saved can’t be restored.', isLoss: true },
};

/** Reads every document that is aside and notes what it uses. */
export async function checkAside(
  folder: string,
  tree: Tree,
  uses: Uses,
  found: (finding: Finding) => void,
): Promise<void> {
  const findings: Finding[] = [];
  for (const aside of ['trash', 'previous', 'journal'] as const) {
    const places = tree.below(aside).filter((place) => place.endsWith('.json'));
    await inBatches(places, async (place) => {
      const finding = await findingOf(folder, aside, place, uses);
      if (finding) findings.push(finding);
    });
  }
  for (const finding of findings.toSorted((a, b) => (a.place < b.place ? -1 : 1))) found(finding);
}

async function findingOf(folder: string, aside: Aside, place: string, uses: Uses): Promise<Finding | undefined> {
  let bytes: Buffer;
  try {
    ({ bytes } = await readOwnFile(path.join(folder, place)));
  } catch (error) {
    uses.isWhole = false;
    return notRead(place, error);
  }
  collectAttachments(bytes.toString('utf8'), place, false, uses);
  try {
    parseAside(place, bytes);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // What a newer Galley has written, or somebody has copied there, is no damage to set aside.
    if (!isDamage(error)) return { kind: 'unreadable-document', isDamage: true, place, message: error.message };
    const { sentence, isLoss } = CONSEQUENCES[aside];
    const message = `${error.message} ${sentence}`;
    return { kind: 'unreadable-aside', isDamage: true, place, message, ...(isLoss && { isLoss }) };
  }
}

/** Throws `Failure` Unreadable for what could not be used. A file that has none of the names in use there counts as no document. */
function parseAside(place: string, bytes: Uint8Array): void {
  const name = path.posix.basename(place);
  const [aside, room = ''] = place.split('/');
  if (place === 'previous/library.json') documentIn(name, bytes, libraryFileSchema);
  else if (aside === 'journal') {
    const { story, window } = documentIn(name, bytes, journalEntrySchema);
    if (entryNameOf({ storyId: story.id, window }) !== room)
      throw new Failure('Unreadable', `${name} holds what belongs under another name.`, { damaged: true });
  } else {
    const schema = isDocumentAside(place) ? ROOM_SCHEMAS[room] : undefined;
    if (schema && documentIn(name, bytes, schema).id !== idOf(name))
      throw new Failure('Unreadable', `${name} holds a document of another id; it was copied by hand.`);
  }
}

/** True for the place of a document that was thrown away, or replaced by a save. */
export function isDocumentAside(place: string): boolean {
  const [aside = '', room = '', name = '', ...deeper] = place.split('/');
  return (
    ['trash', 'previous'].includes(aside) && room in ROOM_SCHEMAS && idOf(name) !== undefined && deeper.length === 0
  );
}
