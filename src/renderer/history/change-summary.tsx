/**
 * What has changed beside the words: header, sliders, sections, citations and their verdicts.
 */
import type { ReactNode } from 'react';
import type { CitationChange } from '#core/document/diff/document-diff.ts';
import type { SectionChange } from '#core/document/diff/sections.ts';
import type { FieldChange, StoryDiff, TextPiece } from '#core/document/diff/story-diff.ts';
import { VERDICT_WORDS, VerdictMark } from '#renderer/ui/verdict.tsx';
import { type Chips, MARK_WORDS, percentText, Said } from './marked-text.tsx';

export const FIELD_WORDS: Record<FieldChange['field'], string> = {
  label: 'Label',
  title: 'Title',
  summary: 'Summary',
  topics: 'Topics',
  importancePercent: 'Importance',
  confidencePercent: 'Confidence',
  mutedChecks: 'Muted checks',
};

/** Whether there is anything to say beside the text. */
export function hasSummary({ fields, sections, citations }: StoryDiff): boolean {
  return fields.length + sections.length + citations.length > 0;
}

export function ChangeSummary({ diff, chips }: { diff: StoryDiff; chips: Chips }) {
  const lines: { key: string; term: string; content: ReactNode }[] = [
    ...diff.fields.map((change) => ({
      key: change.field,
      term: FIELD_WORDS[change.field],
      content: <Field change={change} />,
    })),
    ...diff.sections.map((change) => ({
      key: `${change.sectionId} ${change.kind}`,
      term: `Section “${change.heading || 'Untitled'}”`,
      content: sectionWords(change),
    })),
    ...diff.citations.map((change, index) => ({
      key: `citation ${index}`,
      term: 'Citation',
      content: <CitationLine change={change} chips={chips} />,
    })),
  ];
  return (
    <section className="history-summary" aria-label="Changes beside the text">
      <dl>
        {lines.map(({ key, term, content }) => (
          <div key={key}>
            <dt>{term}</dt>
            <dd>{content}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Field({ change }: { change: FieldChange }) {
  if ('pieces' in change) return <Pieces pieces={change.pieces} />;
  const unit = change.field === 'mutedChecks' ? '' : ' %';
  return (
    <span className="num">
      {change.before}
      {unit} → {change.after}
      {unit}
    </span>
  );
}

function Pieces({ pieces }: { pieces: readonly TextPiece[] }) {
  return pieces.map(({ text, mark }, index) => {
    if (!mark) return text;
    const Tag = mark === 'added' ? 'ins' : 'del';
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a diff is drawn once and thrown away
      <Tag key={index}>
        <Said words={MARK_WORDS[mark]} />
        {text}
      </Tag>
    );
  });
}

function sectionWords(change: SectionChange): ReactNode {
  switch (change.kind) {
    case 'added':
      return 'added';
    case 'removed':
      return 'removed';
    case 'moved':
      return 'moved';
    case 'renamed':
      return `was called “${change.before}”`;
    case 'level':
      return `level ${change.before} → ${change.after}`;
    case 'role':
      return `role ${change.before} → ${change.after}`;
    case 'confidence':
      return (
        <span className="num">
          confidence {percentText(change.before)} → {percentText(change.after)}
        </span>
      );
    case 'rationale':
      return 'rationale rewritten';
  }
}

function CitationLine({ change, chips }: { change: CitationChange; chips: Chips }) {
  if (change.kind !== 'changed') {
    const citation = change.kind === 'added' ? change.after : change.before;
    const Tag = change.kind === 'added' ? 'ins' : 'del';
    return (
      <>
        <Tag>{chips.printCitation(citation)}</Tag> {change.kind}
      </>
    );
  }
  const { before, after } = change;
  return (
    <>
      {chips.printCitation(after)}{' '}
      {before.verdict === after.verdict ? (
        whatChanged(change, chips)
      ) : (
        <span className="history-verdicts">
          <VerdictMark verdict={before.verdict} /> <span aria-hidden>{VERDICT_WORDS[before.verdict]}</span> →{' '}
          <VerdictMark verdict={after.verdict} /> <span aria-hidden>{VERDICT_WORDS[after.verdict]}</span>
        </span>
      )}
    </>
  );
}

function whatChanged({ before, after }: Extract<CitationChange, { kind: 'changed' }>, chips: Chips): string {
  if (JSON.stringify(before.items) !== JSON.stringify(after.items)) return `was ${chips.printCitation(before)}`;
  if (before.quote !== after.quote) return 'another quote';
  if (before.note !== after.note) return 'another note';
  return 'reviewed again';
}
