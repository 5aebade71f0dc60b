/**
 * What the desk thinks of a source, and of what it says here: reliability A–F, credibility 1–6.
 */
import { memo, useCallback, useRef } from 'react';
import { CREDIBILITY_NAMES, RELIABILITY_NAMES } from '#core/assessment/admiralty.ts';
import type { Grade, ListedSource } from '#core/model/source.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { setGrade } from './grading.ts';
import { setCredibility } from './review-actions.ts';
import type { CitationStop } from './stops.ts';

const GRADES = (Object.keys(RELIABILITY_NAMES) as Grade[]).map((id) => ({
  id,
  label: id,
  name: `${id}: ${RELIABILITY_NAMES[id]}`,
}));
const CREDIBILITIES = Object.entries(CREDIBILITY_NAMES).map(([id, words]) => ({
  id,
  label: id,
  name: `${id}: ${words}`,
  words,
}));

type RowProps = { source: ListedSource; stop: CitationStop | null; handle: StoryEditorHandle; readOnly: boolean };

/** `stop` is the citation whose information is judged; null leaves that away. */
export function AssessmentRow({ source, stop, handle, readOnly }: RowProps) {
  const chosen = stop?.citation.credibility === undefined ? null : String(stop.citation.credibility);
  const grade = useCallback(
    (id: string | null) => setGrade(source.id, GRADES.find((one) => one.id === id)?.id ?? null),
    [source.id],
  );
  const judge = useCallback((id: string | null) => setCredibility(handle, id === null ? null : Number(id)), [handle]);
  return (
    <div className="review-grades">
      <Judgement
        label="Reliability"
        value={source.grade}
        options={GRADES}
        words={source.grade ? RELIABILITY_NAMES[source.grade] : 'Not graded'}
        isDisabled={readOnly}
        onChange={grade}
      />
      {stop && (
        <Judgement
          label="Credibility"
          value={chosen}
          options={CREDIBILITIES}
          words={CREDIBILITIES.find(({ id }) => id === chosen)?.words ?? 'Not judged'}
          isDisabled={readOnly}
          onChange={judge}
        />
      )}
    </div>
  );
}

type JudgementProps = {
  label: string;
  value: string | null;
  options: readonly { id: string; label: string; name: string }[];
  /** What the value means. */
  words: string;
  isDisabled: boolean;
  onChange: (value: string | null) => void;
};

/** Drawn anew only where it says something else: on the way from citation to citation it mostly doesn't. */
const Judgement = memo(function Judgement({ label, value, options, words, isDisabled, onChange }: JudgementProps) {
  const row = useRef<HTMLSpanElement>(null);
  const clear = () => {
    onChange(null);
    // The button goes with what it clears; the focus stays here.
    row.current?.querySelector('input')?.focus();
  };
  return (
    <span className="review-grade" ref={row}>
      <Segmented label={label} value={value} options={options} isDisabled={isDisabled} onChange={onChange} />
      <span className="review-grade-words">{words}</span>
      {value !== null && !isDisabled && (
        <Button variant="quiet" aria-label={`Clear ${label.toLowerCase()}`} onPress={clear}>
          Clear
        </Button>
      )}
    </span>
  );
});
