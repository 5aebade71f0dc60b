/**
 * What can be done with several selected sources at once.
 */
import { Combine, Share, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { RELIABILITY_NAMES } from '#core/assessment/admiralty.ts';
import type { Grade } from '#core/model/source.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TokenField } from '#renderer/ui/token-field.tsx';
import { ReliabilityField } from './reliability-field.tsx';
import { counted, patchSources } from './source-actions.ts';
import type { SourceRow } from './source-rows.ts';

type BulkPanelProps = {
  rows: readonly SourceRow[];
  isReadOnly: boolean;
  onMerge: () => void;
  onExport: () => void;
  onDelete: () => void;
};

/** More than these are hardly the same source. */
const MAX_MERGED = 50;

export function BulkPanel({ rows, isReadOnly, onMerge, onExport, onDelete }: BulkPanelProps) {
  const grade = shared(rows.map((row) => row.grade));
  const tags = rows[0]?.tags.filter((tag) => rows.every((row) => row.tags.includes(tag))) ?? [];
  const someTags = [...new Set(rows.flatMap((row) => row.tags))].filter((tag) => !tags.includes(tag)).sort();
  const needing = rows.filter((row) => row.needsDetails).length;
  const setGrade = (next: Grade | null) =>
    patchSources(
      rows,
      () => ({ grade: next }),
      next
        ? `${counted(rows.length)} graded ${next}: ${RELIABILITY_NAMES[next].toLowerCase()}.`
        : `The grade of ${counted(rows.length)} was taken away.`,
    );
  const setTags = (next: string[]) => {
    const added = next.filter((tag) => !tags.includes(tag));
    const removed = tags.filter((tag) => !next.includes(tag));
    const changes = [...added.map((tag) => `tagged “${tag}”`), ...removed.map((tag) => `no longer tagged “${tag}”`)];
    patchSources(
      rows,
      (row) => ({ tags: [...new Set([...row.tags.filter((tag) => !removed.includes(tag)), ...added])].slice(0, 100) }),
      `${counted(rows.length)} ${changes.join(', ')}.`,
    );
  };
  return (
    <section className="bulk-panel" aria-label="Selected sources">
      <h2>{counted(rows.length)} selected</h2>
      <ReliabilityField
        grade={grade ?? null}
        isDisabled={isReadOnly}
        empty={grade === undefined ? 'Graded in different ways' : 'Not graded yet'}
        onChange={setGrade}
      />
      <div className="g-field">
        <span className="react-aria-Label">Tags of all</span>
        <TokenField
          label="Tags of all"
          tokens={tags}
          isReadOnly={isReadOnly}
          onChange={setTags}
          placeholder="Tag all"
        />
        {someTags.length > 0 && (
          <SomeTags tags={someTags} isReadOnly={isReadOnly} onAdd={(tag) => setTags([...tags, tag])} />
        )}
      </div>
      {needing > 0 && !isReadOnly && (
        <Button
          onPress={() =>
            patchSources(
              rows.filter((row) => row.needsDetails),
              () => ({ needsDetails: false }),
              `${counted(needing)} ${needing === 1 ? 'needs' : 'need'} no more details.`,
            )
          }
        >
          {needing === 1 ? 'One needs' : `${needing.toLocaleString('en')} need`} no more details
        </Button>
      )}
      <div className="bulk-actions">
        {!isReadOnly && (
          <Button isDisabled={rows.length > MAX_MERGED} onPress={onMerge}>
            <Combine aria-hidden /> Merge…
          </Button>
        )}
        <Button onPress={onExport}>
          <Share aria-hidden /> Export…
        </Button>
        {!isReadOnly && (
          <Button className="source-delete" onPress={onDelete}>
            <Trash2 aria-hidden /> Delete
          </Button>
        )}
      </div>
    </section>
  );
}

const MAX_SOME_TAGS = 8;

/** Tags that some have: one press gives them to all. */
function SomeTags({
  tags,
  isReadOnly,
  onAdd,
}: {
  tags: readonly string[];
  isReadOnly: boolean;
  onAdd: (tag: string) => void;
}) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? tags : tags.slice(0, MAX_SOME_TAGS);
  return (
    <p className="bulk-some-tags">
      <span>Some have </span>
      {shown.map((tag) => (
        <button key={tag} type="button" className="g-token" disabled={isReadOnly} onClick={() => onAdd(tag)}>
          {tag}
        </button>
      ))}
      {shown.length < tags.length && (
        <button type="button" className="g-token" onClick={() => setShowsAll(true)}>
          {tags.length - shown.length} more
        </button>
      )}
    </p>
  );
}

/** What all are; undefined where they differ. */
function shared<T>(values: readonly T[]): T | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}
