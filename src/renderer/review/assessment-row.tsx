/**
 * What the desk thinks of a source, and of what it says here: reliability A–F, credibility 1–6.
 */
import { CREDIBILITY_NAMES, RELIABILITY_NAMES } from '#core/assessment/admiralty.ts';
import type { Grade, ListedSource } from '#core/model/source.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
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
  return (
    <div className="review-grades">
      <span className="review-grade">
        <Segmented
          label="Reliability"
          value={source.grade}
          options={GRADES}
          isDisabled={readOnly}
          onChange={(grade) => setGrade(source.id, grade)}
        />
        <span>{source.grade ? RELIABILITY_NAMES[source.grade] : 'Not graded'}</span>
      </span>
      {stop && (
        <span className="review-grade">
          <Segmented
            label="Credibility"
            value={chosen}
            options={CREDIBILITIES}
            isDisabled={readOnly}
            onChange={(id) => setCredibility(handle, Number(id))}
          />
          <span>{CREDIBILITIES.find(({ id }) => id === chosen)?.words ?? 'Not judged'}</span>
        </span>
      )}
    </div>
  );
}
