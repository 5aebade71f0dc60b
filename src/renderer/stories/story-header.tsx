/**
 * The story's header above its text: label, topics, title, summary, the two sliders and the computed facts.
 */
import { useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type Bands, bandOf } from '#core/assessment/bands.ts';
import { readingMinutesOf } from '#core/document/text.ts';
import type { Story } from '#core/model/story.ts';
import { EvidenceSlider } from '#renderer/assessment/evidence-slider.tsx';
import type { StoryEditorHandle } from '#renderer/editor/story-editor.tsx';
import { GrowingText } from '#renderer/ui/growing-text.tsx';
import { PercentSlider } from '#renderer/ui/slider.tsx';
import { TokenField } from '#renderer/ui/token-field.tsx';
import { useFreshStory } from './story-actions.ts';
import { useStorySession } from './story-session.ts';

const LABELS = ['Developing Story', 'Established Story', 'Breaking Story', 'Background', 'Closed Story'];
const updatedDate = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });

type StoryHeaderProps = {
  /** Null until the editor is ready; changes go through it so that they are undone with the text. */
  handle: StoryEditorHandle | null;
  bands: Bands | undefined;
  isReadOnly: boolean;
};

export function StoryHeader({ handle, bands, isReadOnly }: StoryHeaderProps) {
  const story = useStorySession(useShallow(({ story }) => story && shownOf(story)));
  const freshId = useFreshStory((state) => state.id);
  useEffect(() => useFreshStory.setState({ id: null }), []);
  if (!story) return null;
  const change: StoryEditorHandle['changeMetadata'] = (patch) => handle?.changeMetadata(patch);
  return (
    <header className="story-header">
      <div className="story-label-row">
        <input
          className="story-label"
          aria-label="Label"
          list="story-labels"
          value={story.label}
          placeholder="Label"
          readOnly={isReadOnly}
          size={Math.max(6, story.label.length)}
          onChange={(event) => change({ label: event.target.value })}
        />
        <datalist id="story-labels">
          {LABELS.map((label) => (
            <option key={label} value={label} />
          ))}
        </datalist>
        <TokenField
          label="Topics"
          tokens={story.topics}
          onChange={(topics) => change({ topics })}
          placeholder="Add a topic"
          isReadOnly={isReadOnly}
        />
      </div>
      <GrowingText
        className="story-title"
        label="Title"
        field="title"
        placeholder="Untitled story"
        value={story.title}
        maxLength={2_000}
        takesFocus={freshId === story.id}
        onChange={(title) => change({ title })}
        isReadOnly={isReadOnly}
        onEnter={() => handle?.focus()}
      />
      <GrowingText
        className="story-summary"
        label="Summary"
        field="summary"
        placeholder="One paragraph that tells the whole story"
        value={story.summary}
        maxLength={50_000}
        onChange={(summary) => change({ summary })}
        isReadOnly={isReadOnly}
        onEnter={() => handle?.focus()}
      />
      <div className="story-gauges">
        <PercentSlider
          label="Importance"
          tone="ink"
          size="gauge"
          valuePercent={story.importancePercent}
          isDisabled={isReadOnly}
          bandWord={bandOf(story.importancePercent, bands)}
          onChangeEnd={(importancePercent) => change({ importancePercent })}
        />
        <EvidenceSlider
          sectionId={null}
          label="Confidence"
          tone="accent"
          size="gauge"
          valuePercent={story.confidencePercent}
          isDisabled={isReadOnly}
          bandWord={bandOf(story.confidencePercent, bands)}
          onChangeEnd={(confidencePercent) => change({ confidencePercent })}
        />
      </div>
      <StoryFacts />
    </header>
  );
}

/** What the header shows of a story: the rest changes with every save. */
function shownOf({ id, label, topics, title, summary, importancePercent, confidencePercent }: Story) {
  return { id, label, topics, title, summary, importancePercent, confidencePercent };
}

/** What is computed from the text, which changes as one types. */
function StoryFacts() {
  const updatedOn = useStorySession((state) => state.story?.updatedOn);
  const mentions = useStorySession((state) => state.projections?.sourceIds.length);
  const words = useStorySession((state) => state.projections?.words);
  if (words === undefined) return null;
  return (
    <p className="story-facts num">
      <span>Mentions {mentions}</span>
      <span>Updated {updatedDate.format(new Date(`${updatedOn}T00:00:00Z`))}</span>
      <span>{words.toLocaleString('en')} words</span>
      <span>{readingMinutesOf(words)} min</span>
    </p>
  );
}
