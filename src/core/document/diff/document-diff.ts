/**
 * What has changed between two states of a document: its blocks as one text with the changes marked, its sections, its citations.
 */
import type { Citation } from '#core/model/citation.ts';
import type { StoryDocument } from '#core/model/story.ts';
import { citationIn } from '../citation-in.ts';
import { walk } from '../walk.ts';
import { align } from './align.ts';
import { diffBlock } from './blocks.ts';
import type { MarkedNode } from './marked.ts';
import { type SectionChange, sectionChangesBetween } from './sections.ts';

/**
 * A block of the text that both states make together. `moved` stands where the block is now, with what has changed in it;
 * `moved-away` where it was.
 */
export type BlockDiff = {
  kind: 'same' | 'changed' | 'added' | 'removed' | 'moved' | 'moved-away';
  marked: MarkedNode;
  /** Its place among the blocks of either state, from 0; null where the state has none. */
  before: number | null;
  after: number | null;
};

/** A citation, known by its id, that came, went, or was changed: its sources, its quote, or what a reviewer found. */
export type CitationChange =
  | { kind: 'added'; after: Citation }
  | { kind: 'removed'; before: Citation }
  | { kind: 'changed'; before: Citation; after: Citation };

export type DocumentDiff = { blocks: BlockDiff[]; sections: SectionChange[]; citations: CitationChange[] };

/** What made `after` out of `before`, whatever it was. Pure; depends on nothing but the two. */
export function diffDocuments(before: StoryDocument, after: StoryDocument): DocumentDiff {
  return {
    blocks: diffBlocks(before, after),
    sections: sectionChangesBetween(before, after),
    citations: citationChangesBetween(before, after),
  };
}

/** The blocks alone. */
export function diffBlocks(before: StoryDocument, after: StoryDocument): BlockDiff[] {
  const [befores, afters] = [before.root.children, after.root.children];
  return align(befores, afters, { canMove: true }).flatMap(({ before: from, after: to, isMoved }): BlockDiff[] => {
    const old = from === null ? undefined : befores[from];
    const current = to === null ? undefined : afters[to];
    const place = { before: from, after: to };
    if (old && current) {
      const marked = diffBlock(old, current);
      const isChanged = marked.children !== undefined || marked.before !== undefined;
      return [{ ...place, marked, kind: isMoved ? 'moved' : isChanged ? 'changed' : 'same' }];
    }
    if (current) return [{ ...place, marked: { node: current, mark: 'added' }, kind: 'added' }];
    if (!old) return [];
    return [{ ...place, marked: { node: old, mark: 'removed' }, kind: isMoved ? 'moved-away' : 'removed' }];
  });
}

function citationChangesBetween(before: StoryDocument, after: StoryDocument): CitationChange[] {
  const [befores, afters] = [byId(before), byId(after)];
  const removed = [...befores].flatMap(([id, citation]): CitationChange[] =>
    afters.has(id) ? [] : [{ kind: 'removed', before: citation }],
  );
  const changed = [...afters].flatMap(([id, citation]): CitationChange[] => {
    const old = befores.get(id);
    if (!old) return [{ kind: 'added', after: citation }];
    return JSON.stringify(old) === JSON.stringify(citation) ? [] : [{ kind: 'changed', before: old, after: citation }];
  });
  return [...removed, ...changed];
}

/** The citations of a document by id, in order; of several with one id, which only a copied file has, each by its turn. */
function byId(document: StoryDocument): Map<string, Citation> {
  const found = new Map<string, Citation>();
  walk(document, (node) => {
    const citation = citationIn(node);
    if (!citation) return;
    let key = citation.id;
    for (let turn = 2; found.has(key); turn += 1) key = `${citation.id} ${turn}`;
    found.set(key, citation);
  });
  return found;
}
