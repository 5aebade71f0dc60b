/**
 * Two versions of the open story side by side, after one was changed elsewhere: for each block and field that differs one says which
 * is taken.
 */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay, Radio, RadioGroup } from 'react-aria-components';
import { diffBlock } from '#core/document/diff/blocks.ts';
import type { Mark, MarkedNode } from '#core/document/diff/marked.ts';
import { diffTexts } from '#core/document/diff/story-diff.ts';
import { textOf } from '#core/document/walk.ts';
import type { MergedField, MergeRow, Side } from '#core/history/merge.ts';
import type { Story } from '#core/model/story.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { FIELD_WORDS } from './change-summary.tsx';
import { type Chips, renderMarked } from './marked-text.tsx';
import {
  leaveMerge,
  saveMerged,
  sideOfField,
  sideOfRow,
  takeAll,
  takeField,
  takeRow,
  useMerge,
} from './merge-state.ts';
import { useChips } from './use-chips.ts';
import './history.css';
import './merge.css';

export function MergeDialog() {
  const isOpen = useMerge((state) => state.comparison !== null);
  return (
    <ModalOverlay className="g-scrim" isOpen={isOpen} onOpenChange={(open) => !open && leaveMerge()}>
      <Modal className="history-modal">
        <Dialog className="merge history">{isOpen && <Comparison />}</Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Comparison() {
  const state = useMerge();
  const { comparison, problem } = state;
  const chips = useChips(comparison?.mine.document);
  if (!comparison) return null;
  const { merge, mine, theirs } = comparison;
  const open = [...merge.rows, ...merge.fields].filter((question) => 'isContested' in question && question.isContested);
  return (
    <>
      <header className="merge-head">
        <Heading slot="title" level={1}>
          Two versions of “{mine.title || 'Untitled story'}”
        </Heading>
        <p>
          {open.length === 0
            ? 'Each difference was made on one side only and is taken from there, unless you say otherwise.'
            : `${open.length === 1 ? 'One place was' : `${open.length} places were`} changed on both sides: look at ${open.length === 1 ? 'it' : 'them'}. The rest is taken from the side that changed it.`}{' '}
          Both versions are in the history.
        </p>
        <IconButton label="Close without merging" onPress={leaveMerge}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className="merge-columns" aria-hidden>
        <span>In the library</span>
        <span>In this window</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="merge-scroll" tabIndex={0}>
        {merge.fields.map(({ field, isContested }) => (
          <Choice
            key={field}
            label={FIELD_WORDS[field]}
            isContested={isContested}
            side={sideOfField(state, field)}
            onTake={(side) => takeField(field, side)}
            theirs={fieldText(field, mine, theirs, 'removed')}
            mine={fieldText(field, mine, theirs, 'added')}
          />
        ))}
        {merge.rows.map((row, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one comparison never change
            key={index}
            row={row}
            chips={chips}
            side={sideOfRow(state, index)}
            onTake={(side) => takeRow(index, side)}
          />
        ))}
      </div>
      <footer className="merge-foot">
        {problem && <p role="alert">{problem}</p>}
        <Button onPress={() => takeAll('theirs')}>Take all of the library’s</Button>
        <Button onPress={() => takeAll('mine')}>Take all of mine</Button>
        <Button variant="primary" onPress={() => void saveMerged()}>
          Save the merged story
        </Button>
      </footer>
    </>
  );
}

type RowProps = { row: MergeRow; chips: Chips; side: Side; onTake: (side: Side) => void };

function Row({ row, chips, side, onTake }: RowProps) {
  const { mine, theirs } = row;
  if (row.isSame) return mine && <div className="merge-same story-text">{renderMarked({ node: mine }, chips)}</div>;
  const both = mine && theirs ? diffBlock(theirs, mine) : null;
  const cell = (marked: MarkedNode | null) =>
    marked ? (
      <div className="story-text">{renderMarked(marked, chips)}</div>
    ) : (
      <p className="merge-none">Not in this version</p>
    );
  return (
    <Choice
      label={textOf(mine ?? theirs ?? { type: 'paragraph' }).slice(0, 80) || 'A block without text'}
      isContested={row.isContested}
      side={side}
      onTake={onTake}
      theirs={cell(both ? onlyWith(both, 'removed') : theirs && { node: theirs })}
      mine={cell(both ? onlyWith(both, 'added') : mine && { node: mine })}
    />
  );
}

type ChoiceProps = {
  label: string;
  isContested: boolean;
  side: Side;
  onTake: (side: Side) => void;
  theirs: ReactNode;
  mine: ReactNode;
};

/** One thing that differs: both versions, of which one is chosen. */
function Choice({ label, isContested, side, onTake, theirs, mine }: ChoiceProps) {
  return (
    <RadioGroup
      className="merge-choice"
      aria-label={isContested ? `${label}, changed on both sides` : label}
      value={side}
      onChange={(value) => onTake(value === 'mine' ? 'mine' : 'theirs')}
      orientation="horizontal"
    >
      {isContested && <span className="merge-contested">Changed on both sides</span>}
      <Radio value="theirs" className="merge-side" aria-label="Take the library’s">
        <span className="merge-take">Library’s</span>
        {theirs}
      </Radio>
      <Radio value="mine" className="merge-side" aria-label="Take mine">
        <span className="merge-take">Mine</span>
        {mine}
      </Radio>
    </RadioGroup>
  );
}

/** A marked node without what only the other side has; what is here alone is marked the same on both sides. */
function onlyWith(marked: MarkedNode, mark: Mark): MarkedNode {
  const { before: _, ...node } = marked;
  const shown = mark === 'removed' && marked.before ? { ...node, node: marked.before } : node;
  if (!marked.children) return shown;
  const children = marked.children
    .filter((child) => child.mark === undefined || child.mark === mark)
    .map((child) => onlyWith(child, mark))
    .map((child) => (child.mark ? { ...child, mark: 'added' as const } : child));
  return { ...shown, children };
}

function fieldText(field: MergedField, mine: Story, theirs: Story, mark: Mark): ReactNode {
  const textIn = (story: Story): string => {
    if (field === 'mutedChecks') return `${story.mutedChecks.length} muted`;
    if (field === 'topics') return story.topics.join(', ');
    return field === 'importancePercent' || field === 'confidencePercent' ? `${story[field]} %` : story[field];
  };
  const pieces = diffTexts(textIn(theirs), textIn(mine)).filter((piece) => !piece.mark || piece.mark === mark);
  return (
    <p className="merge-field">
      <span>{FIELD_WORDS[field]}</span>{' '}
      {pieces.map((piece, index) => {
        if (!piece.mark) return piece.text;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a diff is drawn once and thrown away
          <ins key={index}>{piece.text}</ins>
        );
      })}
    </p>
  );
}
