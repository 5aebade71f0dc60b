/**
 * The text of a copy as it is drawn: blocks of plain text, page by page, so that nothing of the original reaches the
 * window's own page. Pages out of sight are not laid out.
 */
import { memo, type ReactNode, useMemo } from 'react';
import type { CopyBlock, CopyText } from '#core/model/copy-text.ts';
import type { BlockRange } from '#core/quotation/prepared-copy.ts';

/**
 * What a highlight says: the passage that a citation quotes, a passage that comes near it, or one that is kept as an
 * excerpt. Where two overlap, the one that stands first here is shown.
 */
const TONES = ['quote', 'near', 'excerpt'] as const;
export type ReaderHighlight = BlockRange & { tone: (typeof TONES)[number] };

/** Blocks of a text without pages are drawn in groups of this many. */
const BLOCKS_A_GROUP = 40;
/** What a line holds and how high it is, for guessing the height of a group that nobody has seen yet. */
const LINE_CHARACTERS = 70;
const LINE_PX = 25;
const BLOCK_GAP_PX = 12;

type Group = { page: number | undefined; first: number; blocks: readonly CopyBlock[] };

type ReaderPaperProps = { text: CopyText; highlights: readonly ReaderHighlight[] };

export const ReaderPaper = memo(function ReaderPaper({ text, highlights }: ReaderPaperProps) {
  const groups = useMemo(() => groupsOf(text.blocks), [text]);
  const byBlock = useMemo(() => highlightsByBlock(highlights), [highlights]);
  return groups.map((group) => <PaperGroup key={group.first} group={group} highlights={byBlock} />);
});

const PaperGroup = memo(
  function PaperGroup({ group, highlights }: { group: Group; highlights: ReadonlyMap<number, ReaderHighlight[]> }) {
    const { page, first, blocks } = group;
    return (
      <div
        className="reader-group"
        data-page={page}
        style={{ containIntrinsicBlockSize: `auto ${heightOf(blocks)}px` }}
      >
        {page !== undefined && (
          // biome-ignore lint/a11y/useSemanticElements: a rule can't carry the page's number
          <div className="reader-page-mark num" role="separator" aria-label={`Page ${page}`}>
            {page}
          </div>
        )}
        {drawn(blocks, first, highlights)}
      </div>
    );
  },
  (before, after) =>
    before.group === after.group &&
    before.group.blocks.every((_, index) => {
      const block = before.group.first + index;
      return isSame(before.highlights.get(block), after.highlights.get(block));
    }),
);

/** The blocks of a group; items that follow each other are one list. */
function drawn(
  blocks: readonly CopyBlock[],
  first: number,
  highlights: ReadonlyMap<number, ReaderHighlight[]>,
): ReactNode[] {
  const nodes: ReactNode[] = [];
  for (let index = 0; index < blocks.length; index += 1) {
    const items: ReactNode[] = [];
    const start = index;
    for (let block = blocks[index]; block?.kind === 'item'; block = blocks[++index]) {
      items.push(
        <li key={index} data-block={first + index} dir="auto">
          {marked(block.text, highlights.get(first + index))}
        </li>,
      );
    }
    if (items.length > 0) {
      nodes.push(<ul key={start}>{items}</ul>);
      index -= 1;
      continue;
    }
    const block = blocks[index];
    if (block)
      nodes.push(<Block key={index} block={block} number={first + index} marks={highlights.get(first + index)} />);
  }
  return nodes;
}

function Block({
  block,
  number,
  marks,
}: {
  block: CopyBlock;
  number: number;
  marks: readonly ReaderHighlight[] | undefined;
}) {
  const content = marked(block.text, marks);
  const place = { 'data-block': number, dir: 'auto' };
  switch (block.kind) {
    case 'heading':
      return <h3 {...place}>{content}</h3>;
    case 'quote':
      return <blockquote {...place}>{content}</blockquote>;
    case 'code':
      return (
        <pre>
          <code {...place}>{content}</code>
        </pre>
      );
    case 'row':
      return (
        <p className="reader-row" {...place}>
          {content}
        </p>
      );
    default:
      return <p {...place}>{content}</p>;
  }
}

/** The text of a block with its highlights marked. */
function marked(text: string, marks: readonly ReaderHighlight[] | undefined): ReactNode {
  if (!marks || marks.length === 0) return text;
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? text.length;
    const tone = TONES.find((candidate) =>
      marks.some((mark) => mark.tone === candidate && mark.start <= from && mark.end >= to),
    );
    const words = text.slice(from, to);
    return tone ? (
      <mark key={from} data-tone={tone}>
        {words}
      </mark>
    ) : (
      words
    );
  });
}

function groupsOf(blocks: readonly CopyBlock[]): Group[] {
  const groups: { page: number | undefined; first: number; blocks: CopyBlock[] }[] = [];
  for (const [index, block] of blocks.entries()) {
    const last = groups.at(-1);
    const goesOn =
      last && last.page === block.page && (block.page !== undefined || last.blocks.length < BLOCKS_A_GROUP);
    if (goesOn) last.blocks.push(block);
    else groups.push({ page: block.page, first: index, blocks: [block] });
  }
  return groups;
}

function heightOf(blocks: readonly CopyBlock[]): number {
  return blocks.reduce((sum, { text }) => sum + Math.ceil(text.length / LINE_CHARACTERS) * LINE_PX + BLOCK_GAP_PX, 0);
}

function highlightsByBlock(highlights: readonly ReaderHighlight[]): Map<number, ReaderHighlight[]> {
  const byBlock = new Map<number, ReaderHighlight[]>();
  for (const highlight of highlights) {
    const others = byBlock.get(highlight.blockIndex);
    if (others) others.push(highlight);
    else byBlock.set(highlight.blockIndex, [highlight]);
  }
  return byBlock;
}

function isSame(a: readonly ReaderHighlight[] | undefined, b: readonly ReaderHighlight[] | undefined): boolean {
  if (a === b) return true;
  if (a?.length !== b?.length) return false;
  return (a ?? []).every((mark, index) => {
    const other = b?.[index];
    return other && mark.start === other.start && mark.end === other.end && mark.tone === other.tone;
  });
}
