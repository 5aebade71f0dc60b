// What is particular to a whole story as Markdown: its head, and its open questions with or without boxes.
import { describe, expect, it } from 'vitest';
import { openDocument } from '#core/document/gate.ts';
import type { SerializedNode } from '#core/model/story.ts';
import { markdownOf, takeIn } from '../intake/desk.ts';

const PAGE =
  'Developing Story\nTitle\nSummary.\nImportance: 70%Confidence: 60%Mentions: 0Updated: March 9, 2026\n## Title\n### Open Questions\n- One?\n- Two?\n';

describe('a story as a page', () => {
  it('leaves the boxes off its open questions where something before them can’t be shown', () => {
    const intake = takeIn(PAGE);
    const { root } = intake.story.document;
    const future: SerializedNode = { type: 'timeline', version: 3 };
    const { document } = openDocument({ root: { ...root, children: [future, future, ...root.children] } });
    expect(markdownOf({ ...intake, story: { ...intake.story, document } }, 'page')).toBe(PAGE);
  });

  it('keeps the boxes of answered questions', () => {
    const page = PAGE.replace('- Two?', '- [x] Two? Yes.');
    expect(markdownOf(takeIn(page.replace('- One?', '- [ ] One?')), 'page')).toContain('- [ ] One?\n- [x] Two? Yes.\n');
  });

  it('has the shape of a page where it came from none', () => {
    const { story, ...rest } = takeIn('# Title\n\n## Open Questions\n\n- One?\n');
    const { origin: _, ...fresh } = story;
    expect(markdownOf({ ...rest, story: { ...fresh, label: 'Developing Story', summary: 'Summary.' } }, 'page')).toBe(
      'Developing Story\nTitle\nSummary.\nImportance: 50%Confidence: 50%Mentions: 0Updated: March 10, 2026\n## Title\n### Open Questions\n- One?\n',
    );
  });
});
