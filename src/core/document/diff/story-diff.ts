/**
 * What has changed between two states of a story: its header and its document.
 */
import type { Story } from '#core/model/story.ts';
import { type DocumentDiff, diffDocuments } from './document-diff.ts';
import { diffLines } from './lines.ts';
import type { Mark } from './marked.ts';

/** A piece of a plain text; without a mark it is in both. */
export type TextPiece = { text: string; mark?: Mark };

/** The fields of the header that are plain text, and those that are sliders, in percent. */
export const TEXT_FIELDS = ['label', 'title', 'summary', 'topics'] as const;
export const SLIDER_FIELDS = ['importancePercent', 'confidencePercent'] as const;

export type FieldChange =
  | { field: (typeof TEXT_FIELDS)[number]; pieces: TextPiece[] }
  | { field: (typeof SLIDER_FIELDS)[number]; before: number; after: number }
  /** How many of the editorial checks were muted. */
  | { field: 'mutedChecks'; before: number; after: number };

export type StoryDiff = DocumentDiff & { fields: FieldChange[] };

/** What made `after` out of `before`; both are states of one story. Revs and dates of saving don't count. */
export function diffStories(before: Story, after: Story): StoryDiff {
  const texts = TEXT_FIELDS.flatMap((field): FieldChange[] => {
    const [old, current] = [textOfField(before, field), textOfField(after, field)];
    return old === current ? [] : [{ field, pieces: diffTexts(old, current) }];
  });
  const sliders = SLIDER_FIELDS.flatMap((field): FieldChange[] =>
    before[field] === after[field] ? [] : [{ field, before: before[field], after: after[field] }],
  );
  const isMutedAlike = JSON.stringify(before.mutedChecks) === JSON.stringify(after.mutedChecks);
  const muted: FieldChange[] = isMutedAlike
    ? []
    : [{ field: 'mutedChecks', before: before.mutedChecks.length, after: after.mutedChecks.length }];
  return { fields: [...texts, ...sliders, ...muted], ...diffDocuments(before.document, after.document) };
}

/** Two plain texts as one, word by word. */
export function diffTexts(before: string, after: string): TextPiece[] {
  const nodeOf = (text: string) => [{ type: 'text', format: 0, text }];
  return diffLines(nodeOf(before), nodeOf(after)).map(({ node, mark }) => ({
    text: String(node.text),
    ...(mark && { mark }),
  }));
}

function textOfField(story: Story, field: (typeof TEXT_FIELDS)[number]): string {
  return field === 'topics' ? story.topics.join(', ') : story[field];
}

/** True where nothing that a reader sees has changed. */
export function isEmptyDiff({ fields, blocks, sections, citations }: StoryDiff): boolean {
  return fields.length + sections.length + citations.length === 0 && blocks.every(({ kind }) => kind === 'same');
}
