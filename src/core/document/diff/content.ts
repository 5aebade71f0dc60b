/**
 * What a block says, for telling whether two are the same or alike.
 */
import type { SerializedNode } from '#core/model/story.ts';
import { citationIn } from '../citation-in.ts';
import { sectionStateOf } from '../outline.ts';
import { perBlock } from '../per-block.ts';
import { textOf, walkNode } from '../walk.ts';
import { isWord, tokensOf } from './words.ts';

/** What an editor writes into a node beside what it says. */
const WRITTEN_BESIDE = new Set([
  'version',
  'direction',
  'textFormat',
  'textStyle',
  'mode',
  'style',
  'detail',
  'rel',
  'target',
]);

/** The same for two blocks exactly where a reader could tell no difference. */
export const contentKeyOf: (block: SerializedNode) => string = perBlock(keyOfValue);

/** JSON whose fields stand in one order, whoever wrote them: a library may have passed through other programs. */
function keyOfValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  if (Array.isArray(value)) return `[${value.map(keyOfValue).join()}]`;
  const fields = Object.entries(value).filter(([name, field]) => field !== undefined && !WRITTEN_BESIDE.has(name));
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${name}:${keyOfValue(field)}`).join()}}`;
}

/** The words of a block and the citations in it, each with how often it is there; `total` is their number. */
export type Bag = { counts: ReadonlyMap<string, number>; total: number };

export const bagOf: (block: SerializedNode) => Bag = perBlock((block) => {
  const counts = new Map<string, number>();
  let total = 0;
  const add = (what: string) => {
    counts.set(what, (counts.get(what) ?? 0) + 1);
    total += 1;
  };
  for (const token of tokensOf(textOf(block))) if (isWord(token)) add(token);
  walkNode(block, (node) => {
    const citation = citationIn(node);
    if (citation) add(`citation ${citation.id}`);
  });
  return { counts, total };
});

/** How much of two bags is in both, 0–1 (Dice 1945). */
export function alikeness(a: Bag, b: Bag): number {
  if (a.total + b.total === 0) return 0;
  const [small, large] = a.counts.size < b.counts.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [what, count] of small.counts) shared += Math.min(count, large.counts.get(what) ?? 0);
  return (2 * shared) / (a.total + b.total);
}

/** The section that a block opens; undefined for what is no heading, or none that an editor has touched. */
export function sectionIdOf(block: SerializedNode): string | undefined {
  return block.type === 'heading' ? sectionStateOf(block)?.id : undefined;
}
