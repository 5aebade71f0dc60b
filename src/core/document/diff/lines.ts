/**
 * The diff of what stands in lines: words, and the chips, images and breaks between them, with their formats, links and claims.
 */
import { claimSchema } from '#core/model/claim.ts';
import type { SerializedNode } from '#core/model/story.ts';
import { citationIn } from '../citation-in.ts';
import { contentKeyOf } from './content.ts';
import type { Mark, MarkedNode } from './marked.ts';
import { commonIn } from './sequence.ts';
import { isWord, tokensOf } from './words.ts';

/** A word or what counts as one, and the links and claims that it stands in, the outermost first. */
type Token = { key: string; node: SerializedNode; around: readonly SerializedNode[] };
type MarkedToken = { token: Token; mark?: Mark; before?: Token };

/** Both states of a line as one. */
export function diffLines(before: readonly SerializedNode[], after: readonly SerializedNode[]): MarkedNode[] {
  return treeOf(marked([...tokensIn(before, [])], [...tokensIn(after, [])]), 0);
}

function* tokensIn(nodes: readonly SerializedNode[], around: readonly SerializedNode[]): Generator<Token> {
  for (const node of nodes) {
    if (node.type === 'link' || node.type === 'claim') yield* tokensIn(node.children ?? [], [...around, node]);
    else if (node.type === 'text') {
      const prefix = `${String(node.format ?? 0)} ${around.map(wrapperKeyOf).join(' ')} `;
      for (const text of tokensOf(String(node.text ?? '')))
        yield { key: `text ${prefix}${text}`, node: { ...node, text }, around };
    } else yield { key: keyOf(node), node, around };
  }
}

/** A link is another where it leads elsewhere, a claim by its id: how sure the desk is of it can change. */
function wrapperKeyOf(node: SerializedNode): string {
  if (node.type === 'claim') return `claim ${claimSchema.safeParse(node.claim).data?.id ?? ''}`;
  return `link ${String(node.url)}`;
}

/** A citation is the same whatever was found of it since. */
function keyOf(node: SerializedNode): string {
  const citation = citationIn(node);
  return citation ? `citation ${citation.id}` : contentKeyOf(node);
}

function marked(before: readonly Token[], after: readonly Token[]): MarkedToken[] {
  const pairs = commonIn(
    before.map(({ key }) => key),
    after.map(({ key }) => key),
  );
  const runs: Run[] = [];
  let [beforeAt, afterAt] = [0, 0];
  for (const pair of [...pairs, { before: before.length, after: after.length }]) {
    if (beforeAt < pair.before || afterAt < pair.after)
      runs.push({ removed: before.slice(beforeAt, pair.before), added: after.slice(afterAt, pair.after), kept: [] });
    const [old, current] = [before[pair.before], after[pair.after]];
    if (old && current) {
      const last = runs.at(-1);
      if (last && last.kept.length > 0) last.kept.push({ token: current, before: old });
      else runs.push({ removed: [], added: [], kept: [{ token: current, before: old }] });
    }
    beforeAt = pair.before + 1;
    afterAt = pair.after + 1;
  }
  // First the spaces between changed words, so that stretches are known at their full length.
  const stretches = withoutChance(withoutChance(runs, 0), 2);
  return stretches.flatMap(({ removed, added, kept }) => [
    ...removed.map((token): MarkedToken => ({ token, mark: 'removed' })),
    ...added.map((token): MarkedToken => ({ token, mark: 'added' })),
    ...kept,
  ]);
}

/** A stretch that has changed, or one that has not. */
type Run = { removed: Token[]; added: Token[]; kept: { token: Token; before: Token }[] };

/**
 * A word or two that two rewritten stretches happen to share help nobody to read what was rewritten: the stretches become one.
 */
function withoutChance(runs: readonly Run[], mostWords: number): Run[] {
  const result: Run[] = [];
  runs.forEach((run, index) => {
    const last = result.at(-1);
    const next = runs[index + 1];
    const isBetween = last !== undefined && last.kept.length === 0 && next !== undefined && run.kept.length > 0;
    if (isBetween && isChance(run, last, next, mostWords)) {
      last.removed.push(...run.kept.map(({ before }) => before));
      last.added.push(...run.kept.map(({ token }) => token));
    } else if (last && last.kept.length === 0 && run.kept.length === 0) {
      last.removed.push(...run.removed);
      last.added.push(...run.added);
    } else result.push({ removed: [...run.removed], added: [...run.added], kept: run.kept });
  });
  return result;
}

function isChance({ kept }: Run, before: Run, after: Run, mostWords: number): boolean {
  if (kept.some(({ token }) => token.node.type !== 'text')) return false;
  const isRewritten =
    [before, after].some(({ removed }) => removed.length > 0) && [before, after].some(({ added }) => added.length > 0);
  if (!isRewritten) return false;
  const words = wordsIn(kept.map(({ token }) => token));
  return words === 0 || (words <= mostWords && words * 2 <= Math.min(changedWords(before), changedWords(after)));
}

function changedWords({ removed, added }: Run): number {
  return Math.max(wordsIn(removed), wordsIn(added));
}

function wordsIn(tokens: readonly Token[]): number {
  return tokens.filter(({ node }) => node.type === 'text' && isWord(String(node.text))).length;
}

/** Tokens as nodes again: words of one format and mark are one text, what stands in one link or claim is in it. */
function treeOf(tokens: readonly MarkedToken[], depth: number): MarkedNode[] {
  const nodes: MarkedNode[] = [];
  for (let at = 0; at < tokens.length; ) {
    const first = tokens[at];
    if (!first) break;
    const wrapper = first.token.around[depth];
    let end = at + 1;
    if (wrapper) {
      const key = wrapperKeyOf(wrapper);
      while (end < tokens.length && isIn(tokens[end], depth, key, first.mark)) end += 1;
      const inner = tokens.slice(at, end);
      const old = first.before?.around[depth];
      nodes.push({
        node: wrapper,
        children: treeOf(
          inner.map(({ mark: _, ...rest }) => rest),
          depth + 1,
        ),
        ...(first.mark && { mark: first.mark }),
        ...(old && differs(old, wrapper) && { before: old }),
      });
    } else if (first.token.node.type === 'text') {
      while (end < tokens.length && isSameText(tokens[end], first, depth)) end += 1;
      const text = tokens
        .slice(at, end)
        .map(({ token }) => String(token.node.text))
        .join('');
      nodes.push({ node: { ...first.token.node, text }, ...(first.mark && { mark: first.mark }) });
    } else {
      const old = first.before?.node;
      nodes.push({
        node: first.token.node,
        ...(first.mark && { mark: first.mark }),
        ...(old && contentKeyOf(old) !== contentKeyOf(first.token.node) && { before: old }),
      });
    }
    at = end;
  }
  return nodes;
}

function isIn(marked: MarkedToken | undefined, depth: number, key: string, mark: Mark | undefined): boolean {
  const wrapper = marked?.token.around[depth];
  return wrapper !== undefined && wrapperKeyOf(wrapper) === key && marked?.mark === mark;
}

function isSameText(marked: MarkedToken | undefined, first: MarkedToken, depth: number): boolean {
  return (
    marked !== undefined &&
    marked.token.node.type === 'text' &&
    marked.token.around.length <= depth &&
    marked.mark === first.mark &&
    marked.token.node.format === first.token.node.format
  );
}

/** Whether a link or claim itself has changed, whatever stands in it. */
function differs({ children: _, ...a }: SerializedNode, { children: __, ...b }: SerializedNode): boolean {
  return contentKeyOf(a) !== contentKeyOf(b);
}
