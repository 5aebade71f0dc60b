/**
 * What the editorial checks find in the open story, rule by rule; each finding leads to its place and can be muted with
 * a reason.
 */
import { ChevronRight, TriangleAlert } from 'lucide-react';
import { Fragment, type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Finding } from '#core/assessment/checks/check.ts';
import { titleOfRule } from '#core/assessment/checks/rules.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { Button as TextButton } from '#renderer/ui/button.tsx';
import { FindingRow } from './finding-row.tsx';
import { MutedChecks } from './muted-checks.tsx';
import { useStoryAssessment } from './story-assessment.ts';

/** More findings of one rule than this are folded into one line. */
const MAX_UNFOLDED = 3;
/** As many of a folded rule are shown at once. */
const SHOWN_AT_ONCE = 50;

type ChecksListProps = { handle: StoryEditorHandle | null; readOnly: boolean };

export function ChecksList({ handle, readOnly }: ChecksListProps) {
  const findings = useStoryAssessment((state) => state.assessment?.findings);
  if (!findings) return null;
  const rows = (some: readonly Finding[]) =>
    some.map((finding) => (
      <FindingRow key={`${finding.rule} ${finding.place}`} finding={finding} handle={handle} readOnly={readOnly} />
    ));
  return (
    <section className="assessment" aria-label="Checks">
      <div className="assessment-head">
        <h2>Checks</h2>
        <span className="assessment-count num">{findings.length}</span>
      </div>
      {findings.length === 0 ? (
        <p className="assessment-none">Nothing to point out.</p>
      ) : (
        <ul className="finding-list" aria-label="Findings">
          {[...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, ofRule]) => (
            <Fragment key={rule}>
              {ofRule.length > MAX_UNFOLDED ? (
                <FoldedRule title={titleOfRule(rule)} findings={ofRule} rows={rows} />
              ) : (
                rows(ofRule)
              )}
            </Fragment>
          ))}
        </ul>
      )}
      <MutedChecks handle={handle} readOnly={readOnly} />
    </section>
  );
}

type FoldedRuleProps = {
  title: string;
  findings: readonly Finding[];
  rows: (some: readonly Finding[]) => ReactNode;
};

function FoldedRule({ title, findings, rows }: FoldedRuleProps) {
  const [shown, setShown] = useState(0);
  const isOpen = shown > 0;
  return (
    <li>
      <Button className="finding-fold" aria-expanded={isOpen} onPress={() => setShown(isOpen ? 0 : SHOWN_AT_ONCE)}>
        <TriangleAlert aria-hidden className="finding-mark" />
        <span>{title}</span>
        <span className="assessment-count num">{findings.length}</span>
        <ChevronRight aria-hidden className="finding-chevron" />
      </Button>
      {isOpen && (
        <ul className="finding-list finding-list-inner">
          {rows(findings.slice(0, shown))}
          {findings.length > shown && (
            <li>
              <TextButton variant="quiet" onPress={() => setShown(shown + SHOWN_AT_ONCE)}>
                Show more
              </TextButton>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}
