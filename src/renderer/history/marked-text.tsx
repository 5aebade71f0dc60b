/**
 * A text with its changes marked, as it is read: every node of a document, never by colour alone.
 */
import { Fragment, type ReactNode } from 'react';
import { citationIn } from '#core/document/citation-in.ts';
import type { MarkedNode } from '#core/document/diff/marked.ts';
import { imageSchema } from '#core/document/nodes/image-node.ts';
import { sectionStateOf } from '#core/document/outline.ts';
import type { Citation } from '#core/model/citation.ts';
import type { SerializedNode } from '#core/model/story.ts';
import { storyLinkSchema } from '#core/model/story-link.ts';
import type { StoryChipPainter } from '#renderer/editor/chip-painter.ts';
import { VERDICT_WORDS } from '#renderer/ui/verdict.tsx';

/** What prints citations and names stories. */
export type Chips = Pick<StoryChipPainter, 'printCitation' | 'printStoryLink'>;

/** A marked node as elements. What is in it follows; marks on blocks are those of whoever shows the block. */
export function renderMarked(marked: MarkedNode, chips: Chips): ReactNode {
  const { node, mark, before } = marked;
  const inner = inside(marked, chips);
  const note = before && noteOf(before, node);
  switch (node.type) {
    case 'paragraph':
      return (
        <p>
          {inner}
          {note}
        </p>
      );
    case 'heading': {
      const Tag = headingTag(node);
      return (
        <Tag>
          {inner}
          {note}
        </Tag>
      );
    }
    case 'quote':
      return <blockquote>{inner}</blockquote>;
    case 'code':
      return <code>{inner}</code>;
    case 'horizontalrule':
      return <hr />;
    case 'list': {
      const Tag = node.tag === 'ol' ? 'ol' : 'ul';
      return <Tag className={node.listType === 'check' ? 'check-list' : undefined}>{inner}</Tag>;
    }
    case 'listitem':
      return (
        <li className={itemClass(node)} data-mark={mark} value={Number(node.value ?? 1)}>
          {mark && <Said words={MARK_WORDS[mark]} />}
          {inner}
          {note}
        </li>
      );
    case 'table':
      return (
        <div className="story-table-frame">
          <table className="story-table">
            <tbody>{inner}</tbody>
          </table>
        </div>
      );
    case 'tablerow':
      return <tr data-mark={mark}>{inner}</tr>;
    case 'tablecell': {
      const Tag = Number(node.headerState) > 0 ? 'th' : 'td';
      return (
        <Tag data-mark={mark} colSpan={Number(node.colSpan ?? 1)} rowSpan={Number(node.rowSpan ?? 1)}>
          {inner}
        </Tag>
      );
    }
    default:
      return inMark(marked, inlineOf(marked, inner, chips));
  }
}

/** The children as both states have them; those of a node that is marked as a whole are all its own. */
function inside({ node, children, mark }: MarkedNode, chips: Chips): ReactNode {
  const inner = children ?? node.children?.map((child): MarkedNode => ({ node: child })) ?? [];
  const isMarkedAsWhole = mark !== undefined && !children;
  return inner.map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a diff is drawn once and thrown away
    <Fragment key={index}>
      {renderMarked(isMarkedAsWhole && IN_LINE.has(child.node.type) ? { ...child, mark } : child, chips)}
    </Fragment>
  ));
}

const IN_LINE = new Set(['text', 'tab', 'link', 'claim', 'citation', 'story-link', 'image', 'unknown-inline']);
export const MARK_WORDS = { added: 'Added', removed: 'Removed' } as const;

/** Said to somebody who doesn't see the mark; never copied. */
export function Said({ words }: { words: string }) {
  return <span className="sr-only history-said">{words}: </span>;
}

function inMark({ node, mark }: MarkedNode, content: ReactNode): ReactNode {
  if (!mark || node.type === 'linebreak') return content;
  const Tag = mark === 'added' ? 'ins' : 'del';
  return (
    <Tag>
      <Said words={MARK_WORDS[mark]} />
      {content}
    </Tag>
  );
}

function inlineOf({ node, before }: MarkedNode, inner: ReactNode, chips: Chips): ReactNode {
  switch (node.type) {
    case 'text':
      return formatted(String(node.text ?? ''), Number(node.format ?? 0));
    case 'tab':
      return '\t';
    case 'linebreak':
      return <br />;
    case 'link':
      return (
        <span className="history-link" title={String(node.url ?? '')}>
          {inner}
        </span>
      );
    case 'claim':
      return <span className="history-claim">{inner}</span>;
    case 'citation':
      return <Chip citation={citationIn(node)} before={before && citationIn(before)} chips={chips} />;
    case 'story-link': {
      const link = storyLinkSchema.safeParse(node.link).data;
      return link ? <span className="story-link history-chip">{chips.printStoryLink(link)}</span> : null;
    }
    case 'image': {
      const image = imageSchema.safeParse(node.image).data;
      return image ? <img className="history-image" src={`/attachments/${image.attachment}`} alt={image.alt} /> : null;
    }
    default:
      return <span className="unknown-node">A part that can’t be shown; kept as stored</span>;
  }
}

function Chip({
  citation,
  before,
  chips,
}: {
  citation: Citation | undefined;
  before: Citation | undefined;
  chips: Chips;
}) {
  if (!citation) return null;
  return (
    <>
      <span className="cite history-chip" data-verdict={citation.verdict}>
        {chips.printCitation(citation)}
        <span className="sr-only history-said">, {VERDICT_WORDS[citation.verdict]}</span>
      </span>
      {before && <Note words={citationNote(before, citation, chips)} />}
    </>
  );
}

function citationNote(before: Citation, after: Citation, chips: Chips): string {
  if (before.verdict !== after.verdict) return `was: ${VERDICT_WORDS[before.verdict]}`;
  if (JSON.stringify(before.items) !== JSON.stringify(after.items)) return `was: ${chips.printCitation(before)}`;
  return before.quote === after.quote ? 'note changed' : 'quote changed';
}

/** A word on what has changed beside the text. */
function Note({ words }: { words: string }) {
  return <span className="history-note">{words}</span>;
}

function noteOf(before: SerializedNode, after: SerializedNode): ReactNode {
  const notes = [
    before.type !== after.type && `was a ${before.type}`,
    before.type === after.type && before.tag !== after.tag && `was level ${String(before.tag).slice(1)}`,
    before.checked !== after.checked && (after.checked === true ? 'now answered' : 'now open'),
    confidenceNote(before, after),
  ].filter((note) => note !== false);
  return notes.length > 0 ? <Note words={notes.join(', ')} /> : null;
}

function confidenceNote(before: SerializedNode, after: SerializedNode): string | false {
  const [old, current] = [before, after].map((node) => (node.type === 'heading' ? sectionStateOf(node) : null));
  if (!old || !current || old.confidencePercent === current.confidencePercent) return false;
  return `confidence ${percentText(old.confidencePercent)} → ${percentText(current.confidencePercent)}`;
}

/** `60 %`, or `not set`. */
export function percentText(percent: number | null): string {
  return percent === null ? 'not set' : `${percent} %`;
}

/** Lexical's mask of formats, inside out. */
const FORMATS: [mask: number, wrap: (content: ReactNode) => ReactNode][] = [
  [16, (content) => <code>{content}</code>],
  [1, (content) => <strong>{content}</strong>],
  [2, (content) => <em>{content}</em>],
  [4, (content) => <s>{content}</s>],
  [8, (content) => <u>{content}</u>],
  [32, (content) => <sub>{content}</sub>],
  [64, (content) => <sup>{content}</sup>],
  [128, (content) => <mark>{content}</mark>],
];

function formatted(text: string, format: number): ReactNode {
  return FORMATS.reduce<ReactNode>((content, [mask, wrap]) => (format & mask ? wrap(content) : content), text);
}

function headingTag(node: SerializedNode): 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6' {
  const tag = (['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const).find((one) => one === node.tag);
  return tag ?? 'h6';
}

function itemClass(node: SerializedNode): string | undefined {
  const isNested = node.children?.[0]?.type === 'list';
  const names = [
    isNested && 'nested-list-item',
    node.checked !== undefined && 'check-item',
    node.checked === true && 'check-item-checked',
  ].filter((name) => name !== false);
  return names.length > 0 ? names.join(' ') : undefined;
}
