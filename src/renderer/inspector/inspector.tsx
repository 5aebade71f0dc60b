/**
 * The inspector beside the text: outline, citations, links.
 */
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { useStorySession } from '#renderer/stories/story-session.ts';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { CitationsPanel } from './citations-panel.tsx';
import { LinksPanel } from './links-panel.tsx';
import { OutlinePanel } from './outline-panel.tsx';
import './inspector.css';

type InspectorProps = { handle: StoryEditorHandle | null; activeSectionId: string | null };

export function Inspector({ handle, activeSectionId }: InspectorProps) {
  const citations = useStorySession((state) => state.projections?.citations.length ?? 0);
  return (
    <div className="inspector">
      <Tabs
        label="Inspector"
        tabs={[
          {
            id: 'outline',
            title: 'Outline',
            content: <OutlinePanel handle={handle} activeSectionId={activeSectionId} />,
          },
          { id: 'citations', title: 'Citations', count: citations, content: <CitationsPanel handle={handle} /> },
          { id: 'links', title: 'Links', content: <LinksPanel /> },
        ]}
      />
    </div>
  );
}
