/**
 * What a file would add, in full: its stories with their sections, the sources that are new, and what is to be looked at.
 */
import { countOf } from '#core/intake/totals.ts';
import type { ImportPreview } from './import-pages.ts';

/** More than this nobody reads in a dialog. */
const MAX_LISTED = 100;

/** `6 sections`, `4 citations`, `3 new sources`, `1 there already`. */
export function previewFacts({
  kind,
  stories,
  newSources,
  matchedSources,
  plannedSources,
  images,
}: ImportPreview): string[] {
  const sections = stories.reduce((sum, story) => sum + story.sections.length, 0);
  const citations = stories.reduce((sum, story) => sum + story.citations, 0);
  return [
    ...(kind === 'briefing' ? [`briefing of ${countOf(stories.length, 'story', 'stories')}`] : []),
    ...(kind === 'sources' ? ['bibliography'] : [countOf(sections, 'section'), countOf(citations, 'citation')]),
    ...(images > 0 ? [countOf(images, 'image')] : []),
    ...(newSources.length > 0 ? [countOf(newSources.length, 'new source')] : []),
    ...(matchedSources > 0 ? [`${matchedSources.toLocaleString('en')} there already`] : []),
    ...(plannedSources > 0 ? [`${plannedSources.toLocaleString('en')} from files before it`] : []),
  ];
}

export function PreviewDetails({ preview }: { preview: ImportPreview }) {
  const { stories, newSources, remarks } = preview;
  const sections = stories.flatMap((story) => [
    ...(stories.length > 1 ? [{ heading: story.title || 'Untitled story', level: 1 }] : []),
    ...story.sections,
  ]);
  return (
    <>
      {sections.length > 0 && (
        <Listed title={stories.length > 1 ? 'Stories and sections' : 'Sections'} items={sections}>
          {({ heading, level }) => (
            <span style={{ paddingLeft: Math.max(0, level - 2) * 14 }}>{heading || 'Untitled section'}</span>
          )}
        </Listed>
      )}
      {newSources.length > 0 && (
        <Listed title="New sources" items={newSources}>
          {({ label }) => label || 'Untitled source'}
        </Listed>
      )}
      {remarks.length > 0 && (
        <Listed title={countOf(remarks.length, 'remark')} items={remarks} isOpen={remarks.length <= 5}>
          {({ line, message }) => (
            <>
              {line !== null && <span className="import-line-number num">Line {line.toLocaleString('en')}: </span>}
              {message}
            </>
          )}
        </Listed>
      )}
    </>
  );
}

type ListedProps<T> = {
  title: string;
  items: readonly T[];
  isOpen?: boolean;
  children: (item: T) => React.ReactNode;
};

function Listed<T>({ title, items, isOpen = false, children }: ListedProps<T>) {
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      <ul>
        {items.slice(0, MAX_LISTED).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list stays as it was read
          <li key={index}>{children(item)}</li>
        ))}
        {items.length > MAX_LISTED && <li>and {(items.length - MAX_LISTED).toLocaleString('en')} more</li>}
      </ul>
    </details>
  );
}
