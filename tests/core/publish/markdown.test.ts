// What is particular to a whole story as Markdown: its head, and its open questions with or without boxes.
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { openDocument } from '#core/document/gate.ts';
import { newBriefing } from '#core/model/briefing.ts';
import { DEFAULT_PUBLISH_OPTIONS } from '#core/model/publishing.ts';
import type { SerializedNode } from '#core/model/story.ts';
import { briefingEdition, storyEdition } from '#core/publish/edition.ts';
import { publishBriefingMarkdown, publishStoryMarkdown } from '#core/publish/markdown.ts';
import { markdownOf, printer, takeIn } from '../intake/desk.ts';

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

  it('has no NUL, which no text file has', () => {
    const intake = takeIn(PAGE.replace('One?', 'One@@?'));
    const story = JSON.parse(JSON.stringify(intake.story).replaceAll('@@', '\\u0000')) as typeof intake.story;
    expect(JSON.stringify(story)).toContain('\\u0000');
    const titled = { ...intake, story: { ...story, title: 'Ti\0tle' } };
    expect(markdownOf(titled, 'page')).toBe(PAGE);
    expect(markdownOf(titled, 'document')).not.toContain('\0');
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

describe('a head that looks like Markdown', () => {
  const TITLE = '1. A *starred* <b>claim</b> [sic](https://e.example/) # really #';
  const story = {
    ...takeIn(PAGE).story,
    label: '- Developing',
    title: TITLE,
    summary: '# No heading\n2 * 3 * 4 <i>are</i> `24`',
  };
  const visible = (markdown: string) => fromMarkdown(markdown).children.map(visibleText);
  const visibleText = (node: object): string => {
    if ('type' in node && node.type === 'html') return '';
    if ('value' in node) return String(node.value);
    return 'children' in node ? (node.children as object[]).map(visibleText).join('') : '';
  };
  const options = { ...DEFAULT_PUBLISH_OPTIONS, contents: true };
  const head = ['- Developing', TITLE, '# No heading', '2 * 3 * 4 <i>are</i> `24`'];

  it('is read as the same words in a document', () => {
    const edition = storyEdition(story, options, { printer, sources: new Map() });
    expect(visible(publishStoryMarkdown(edition, story, 'document')).slice(0, 4)).toEqual(head);
  });

  it('is read as the same words in a briefing, and in its contents', () => {
    const briefing = {
      ...newBriefing('b', new Date(0), '2026-03-09'),
      title: TITLE,
      preparedBy: 'The *desk*',
      items: [{ id: 'i', storyId: story.id, title: '', show: 'full' as const }],
      options,
    };
    const edition = briefingEdition(briefing, new Map([[story.id, story]]), { printer, sources: new Map() });
    const [title, facts, contents, part, ...rest] = visible(publishBriefingMarkdown(edition));
    expect([title, contents, part]).toEqual([TITLE, TITLE, TITLE]);
    expect(facts).toBe('Date: March 9, 2026 · Prepared by: The *desk*');
    expect(rest.slice(0, 3)).toEqual(head.filter((line) => line !== TITLE));
  });
});
