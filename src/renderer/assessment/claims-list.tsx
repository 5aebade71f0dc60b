/**
 * The claims of the open story with what they carry; each leads to its words.
 */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { type Bands, bandOf } from '#core/assessment/bands.ts';
import { likelihoodOf } from '#core/assessment/likelihood.ts';
import type { PlacedClaim } from '#core/document/claims.ts';
import type { Claim } from '#core/model/claim.ts';
import { queries } from '#renderer/app/api.ts';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';

const NONE: PlacedClaim[] = [];

export function ClaimsList({ handle }: { handle: StoryEditorHandle | null }) {
  const claims = useStorySession((state) => state.projections?.claims ?? NONE);
  const sections = useStorySession((state) => state.projections?.sections);
  const { data: info } = useQuery(queries.library.info.queryOptions());
  if (claims.length === 0) return null;
  return (
    <section className="assessment" aria-label="Claims">
      <div className="assessment-head">
        <h2>Claims</h2>
        <span className="assessment-count num">{claims.length}</span>
      </div>
      <ul className="finding-list">
        {claims.map(({ claim, text, sectionId }) => (
          <li key={claim.id} className="finding">
            <Button className="finding-line" onPress={() => handle?.jumpTo({ kind: 'claim', claimId: claim.id })}>
              <span className="finding-text">
                <q className="claim-words">{text}</q>
                <small>
                  {[...weighed(claim, info?.settings.bands), sections?.find(({ id }) => id === sectionId)?.heading]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "Moderate confidence, 60 %", "likely": what a claim carries, in words. */
function weighed({ confidencePercent, likelihoodPercent }: Claim, bands: Bands | undefined): string[] {
  return [
    ...(confidencePercent === null ? [] : [`${bandOf(confidencePercent, bands)} confidence, ${confidencePercent} %`]),
    ...(likelihoodPercent === null ? [] : [likelihoodOf(likelihoodPercent).name]),
    ...(confidencePercent === null && likelihoodPercent === null ? ['Not weighed yet'] : []),
  ];
}
