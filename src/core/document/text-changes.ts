/**
 * What differs between two states of a story, in words, for somebody who chooses between them.
 */
import type { Story } from '#core/model/story.ts';
import { isBlankBlock } from './blank.ts';
import { commonIn } from './diff/sequence.ts';
import { textOf } from './walk.ts';

/** A piece of a line: in both states, only in the earlier, or only in the later one. */
export type TextPiece = { kind: 'same' | 'removed' | 'added'; text: string };

export type TextChange = {
  /** What the line is: `title`, `summary`, and so on for the metadata, `text` for a block of the document. */
  where: 'label' | 'title' | 'summary' | 'importance' | 'confidence' | 'topics' | 'text';
  /** All the same where only formatting, citations or settings of the block differ; none where it has no words. */
  pieces: TextPiece[];
};

/** The lines that differ, in the order of the story; empty where nothing does. */
export function textChangesBetween(before: Story, after: Story): TextChange[] {
  const metadata = metadataOf(after).flatMap(([where, text], index): TextChange[] => {
    const old = metadataOf(before)[index]?.[1] ?? '';
    return old === text ? [] : [{ where, pieces: wordPieces(old, text) }];
  });
  return [...metadata, ...blockChanges(blocksOf(before), blocksOf(after))];
}

/** How many words stand only in the later and only in the earlier state. */
export function countChangedWords(changes: readonly TextChange[]): { added: number; removed: number } {
  const count = (kind: TextPiece['kind']) =>
    changes.flatMap(({ pieces }) => pieces.filter((piece) => piece.kind === kind)).flatMap(({ text }) => wordsOf(text))
      .length;
  return { added: count('added'), removed: count('removed') };
}

function metadataOf(story: Story): [TextChange['where'], string][] {
  return [
    ['label', story.label],
    ['title', story.title],
    ['summary', story.summary],
    ['importance', `Importance ${story.importancePercent}%`],
    ['confidence', `Confidence ${story.confidencePercent}%`],
    ['topics', story.topics.join(', ')],
  ];
}

type Block = {
  key: string;
  text: string;
  isBlank: boolean;
};

function blocksOf({ document }: Story): Block[] {
  return document.root.children.map((block) => ({
    key: JSON.stringify(block),
    text: textOf(block),
    isBlank: isBlankBlock(block),
  }));
}

function blockChanges(before: readonly Block[], after: readonly Block[]): TextChange[] {
  const changes: TextChange[] = [];
  for (const { removed, added } of gapsBetween(keysOf(before), keysOf(after))) {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      const old = removed.length > index ? before[removed.at + index] : undefined;
      const current = added.length > index ? after[added.at + index] : undefined;
      const pieces = wordPieces(old?.text ?? '', current?.text ?? '');
      // A picture, a rule or a citation alone has no words and is a change all the same.
      if (pieces.length > 0 || holdsMore(old) || holdsMore(current)) changes.push({ where: 'text', pieces });
    }
  }
  return changes;
}

const holdsMore = (block: Block | undefined) => block !== undefined && !block.isBlank;

const keysOf = (blocks: readonly Block[]) => blocks.map(({ key }) => key);

type Stretch = { at: number; length: number };

/** What stands between the common elements of two sequences, with the gap after the last. */
function gapsBetween(before: readonly string[], after: readonly string[]): { removed: Stretch; added: Stretch }[] {
  let [a, b] = [0, 0];
  return [...commonIn(before, after), { before: before.length, after: after.length }].map((pair) => {
    const gap = { removed: { at: a, length: pair.before - a }, added: { at: b, length: pair.after - b } };
    [a, b] = [pair.before + 1, pair.after + 1];
    return gap;
  });
}

/** The changes within a line, whole words. */
function wordPieces(before: string, after: string): TextPiece[] {
  const [old, current] = [wordsOf(before), wordsOf(after)];
  const words = (from: readonly string[], { at, length }: Stretch) => from.slice(at, at + length).join(' ');
  const pieces: TextPiece[] = [];
  let same = 0;
  for (const { removed, added } of gapsBetween(old, current)) {
    if (removed.length === 0 && added.length === 0 && added.at < current.length) continue;
    pieces.push(
      { kind: 'same', text: words(current, { at: same, length: added.at - same }) },
      { kind: 'removed', text: words(old, removed) },
      { kind: 'added', text: words(current, added) },
    );
    same = added.at + added.length;
  }
  return pieces.filter(({ text }) => text !== '');
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
