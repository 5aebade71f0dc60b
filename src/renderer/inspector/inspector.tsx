/**
 * The inspector beside the text: outline with evidence, checks and claims; citations; links.
 */
import { useQuery } from '@tanstack/react-query';
import { queries } from '#renderer/app/api.ts';
import { ChecksList } from '#renderer/assessment/checks-list.tsx';
import { ClaimsList } from '#renderer/assessment/claims-list.tsx';
import { EvidenceBox } from '#renderer/assessment/evidence-box.tsx';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { CitationsPanel } from './citations-panel.tsx';
import { LinksPanel } from './links-panel.tsx';
import { OutlinePanel } from './outline-panel.tsx';
import './inspector.css';
import '#renderer/assessment/assessment.css';

type InspectorProps = { handle: StoryEditorHandle | null; activeSectionId: string | null };

export function Inspector({ handle, activeSectionId }: InspectorProps) {
  const citations = useStorySession((state) => state.projections?.citations.length ?? 0);
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const readOnly = info?.readOnly ?? false;
  const hasWords = useStorySession((state) => (state.projections?.words ?? 0) > 0);
  return (
    <div className="inspector">
      <Tabs
        label="Inspector"
        tabs={[
          {
            id: 'outline',
            title: 'Outline',
            content: (
              <>
                <OutlinePanel handle={handle} activeSectionId={activeSectionId} />
                {hasWords && (
                  <>
                    <EvidenceBox handle={handle} activeSectionId={activeSectionId} readOnly={readOnly} />
                    <ChecksList handle={handle} readOnly={readOnly} />
                    <ClaimsList handle={handle} />
                  </>
                )}
              </>
            ),
          },
          { id: 'citations', title: 'Citations', count: citations, content: <CitationsPanel handle={handle} /> },
          { id: 'links', title: 'Links', content: <LinksPanel /> },
        ]}
      />
    </div>
  );
}
