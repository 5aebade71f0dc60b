/**
 * What a merge would make of some sources, in words.
 */
import { dateText } from '#core/citation/date-text.ts';
import { mergeSources } from '#core/citation/merge-sources.ts';
import {
  dateIn,
  isDateVariable,
  isNameVariable,
  isTextVariable,
  namesIn,
  nameText,
  textIn,
} from '#core/citation/variables.ts';
import type { CslItem, Source } from '#core/model/source.ts';
import { fieldOf, formOf } from './source-forms.ts';

/** A field that the kept source gets from another one. */
export type Filled = { label: string; value: string };

export type MergePreview = {
  filled: Filled[];
  /** What is joined, a sentence each. */
  joined: string[];
};

/** What `keep` would get from the others. */
export function previewOf(keep: Source, others: readonly Source[]): MergePreview {
  const merged = mergeSources(keep, others);
  const filled = Object.keys(merged.csl)
    .filter((name) => JSON.stringify(merged.csl[name]) !== JSON.stringify(keep.csl[name]) && name !== 'type')
    .map((name) => ({ label: labelIn(merged.csl, name), value: valueIn(merged.csl, name) }));
  const more = (before: readonly unknown[], after: readonly unknown[], one: string, many: string) => {
    const count = after.length - before.length;
    return count > 0 ? [`${count} ${count === 1 ? one : many}`] : [];
  };
  return {
    filled: [
      ...filled,
      ...(merged.grade && !keep.grade ? [{ label: 'Reliability', value: merged.grade }] : []),
      ...(merged.syndicatedFrom && !keep.syndicatedFrom
        ? [{ label: 'Text taken over from', value: merged.syndicatedFrom }]
        : []),
    ],
    joined: [
      ...more(keep.tags, merged.tags, 'tag', 'tags'),
      ...more(keep.excerpts, merged.excerpts, 'excerpt', 'excerpts'),
      ...more(keep.copies, merged.copies, 'offline copy', 'offline copies'),
      ...(merged.notes === keep.notes ? [] : ['the notes']),
    ],
  };
}

/** The source that most would keep: with its details, cited most, graded, with the most filled in. */
export function bestOf(sources: readonly Source[], citedInCount: (id: string) => number): Source | undefined {
  const rank = (source: Source) => [
    source.needsDetails ? 0 : 1,
    citedInCount(source.id),
    source.grade ? 1 : 0,
    Object.keys(source.csl).length,
  ];
  return sources.toSorted((a, b) => {
    const [mine, theirs] = [rank(a), rank(b)];
    return theirs.map((value, at) => value - (mine[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
  })[0];
}

function labelIn(csl: CslItem, name: string): string {
  const inForm = formOf(csl.type).find(({ variable }) => variable === name);
  if (inForm) return inForm.label;
  return isTextVariable(name) || isNameVariable(name) || isDateVariable(name) ? fieldOf(name).label : name;
}

function valueIn(csl: CslItem, name: string): string {
  if (isTextVariable(name)) return textIn(csl, name);
  if (isNameVariable(name)) return namesIn(csl, name).map(nameText).join('; ');
  if (isDateVariable(name)) return dateText(dateIn(csl, name));
  return JSON.stringify(csl[name]);
}
