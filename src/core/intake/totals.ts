/**
 * What several files together would add.
 */

/** As much of a file's preview as is counted. */
export type Previewed = {
  kind: 'story' | 'briefing' | 'sources';
  stories: readonly { sections: readonly unknown[] }[];
  newSources: readonly { key: string }[];
  /** How many images come in with it. */
  images: number;
  /** The ids of the library's sources that it cites or holds. */
  matched: readonly string[];
};

export type ImportTotals = {
  stories: number;
  briefings: number;
  sections: number;
  newSources: number;
  images: number;
  matchedSources: number;
};

/** Counts previews together; a source that several files bring is added once, and one that several match is there once. */
export function totalsOf(previews: readonly Previewed[]): ImportTotals {
  const totals: ImportTotals = { stories: 0, briefings: 0, sections: 0, newSources: 0, images: 0, matchedSources: 0 };
  const keys = new Set<string>();
  const there = new Set<string>();
  for (const { kind, stories, newSources, images, matched } of previews) {
    if (kind === 'briefing') totals.briefings += 1;
    totals.stories += stories.length;
    totals.images += images;
    totals.sections += stories.reduce((sum, { sections }) => sum + sections.length, 0);
    for (const { key } of newSources) keys.add(key);
    for (const id of matched) there.add(id);
  }
  return { ...totals, newSources: keys.size, matchedSources: there.size };
}

/** `1 story`, `2 stories`; the plural is the singular with an s unless it is given. */
export function countOf(number: number, one: string, several = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : several}`;
}

/** `2 stories, 9 sections and 5 new sources; 3 sources are there already`. */
export function totalsInWords({
  stories,
  briefings,
  sections,
  newSources,
  images,
  matchedSources,
}: ImportTotals): string {
  const parts = [
    ...(briefings > 0 ? [countOf(briefings, 'briefing')] : []),
    ...(stories > 0 || newSources === 0 ? [countOf(stories, 'story', 'stories')] : []),
    ...(stories > 0 ? [countOf(sections, 'section')] : []),
    ...(newSources > 0 ? [countOf(newSources, 'new source')] : []),
    ...(images > 0 ? [countOf(images, 'image')] : []),
  ];
  const added = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? '');
  const there =
    matchedSources > 0
      ? `; ${countOf(matchedSources, 'source')} ${matchedSources === 1 ? 'is' : 'are'} there already`
      : '';
  return `${added}${there}`;
}
