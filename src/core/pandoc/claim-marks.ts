/**
 * Claims on their way through Markdown: a claim's ends are marked in its text before the text is printed, and the marks are
 * turned into a bracketed span in what was printed.
 */
import { type Claim, claimSchema } from '#core/model/claim.ts';
import type { SerializedNode } from '#core/model/story.ts';
import { printAttributes } from './attributes.ts';

/** Rare signs of punctuation, as the brackets are that they stand for. */
const SIGNS = Array.from({ length: 18 }, (_, index) => String.fromCharCode(0x2e00 + index));

export type ClaimMarks = {
  /** The block with its claims' words between marks. */
  mark(block: SerializedNode): SerializedNode;
  /** Printed Markdown with the marks as Pandoc writes a span. */
  span(markdown: string): string;
};

/** Makes marks that none of the blocks' texts holds. */
export function createClaimMarks(blocks: readonly SerializedNode[]): ClaimMarks {
  const json = JSON.stringify(blocks);
  const sign = SIGNS.find((each) => !json.includes(each)) ?? '\u2e32';
  const claims: Claim[] = [];
  const markOf = (index: number, end: 'a' | 'z'): SerializedNode => ({
    type: 'text',
    version: 1,
    text: `${sign}${index}${end}${sign}`,
    format: 0,
    mode: 'normal',
    style: '',
    detail: 0,
  });

  function mark(node: SerializedNode): SerializedNode {
    if (!node.children) return node;
    const children = node.children.flatMap((child): SerializedNode[] => {
      const claim = child.type === 'claim' ? claimSchema.safeParse(child.claim).data : undefined;
      if (!claim) return [mark(child)];
      const index = claims.push(claim) - 1;
      return [markOf(index, 'a'), ...(child.children ?? []).map(mark), markOf(index, 'z')];
    });
    return { ...node, children };
  }

  return {
    mark,
    span: (markdown) =>
      markdown.replace(new RegExp(`${sign}(\\d+)([az])${sign}`, 'g'), (whole, index: string, end: string) => {
        const claim = claims[Number(index)];
        if (!claim) return whole;
        return end === 'a' ? '[' : `]${attributesOf(claim)}`;
      }),
  };
}

function attributesOf({ id, confidencePercent, likelihoodPercent, note }: Claim): string {
  const values: Record<string, string> = {};
  if (confidencePercent !== null) values.confidence = String(confidencePercent);
  if (likelihoodPercent !== null) values.likelihood = String(likelihoodPercent);
  if (note) values.note = note;
  return printAttributes({ id, classes: ['claim'], values });
}
