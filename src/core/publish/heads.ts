/**
 * What stands at the head of a briefing, a story and a section: facts on a line of their own, and how sure the desk is.
 */
import type { RootContent } from 'mdast';
import { type Bands, bandOf } from '#core/assessment/bands.ts';
import { sourcesCitedIn } from '#core/document/citations.ts';
import type { UncountedSection } from '#core/document/outline.ts';
import type { Briefing } from '#core/model/briefing.ts';
import type { Story } from '#core/model/story.ts';
import { longDateOf } from './metrics-line.ts';

/** A name and what it says, `Confidence` and `60 %, moderate`; `date` is the calendar date behind a date. */
export type Fact = { name: string; value: string; date?: string };

/** What stands at the head of a briefing. */
export function briefingFacts({ number, date, preparedBy, preparedFor }: Briefing): Fact[] {
  return [
    ...(number ? [{ name: 'Number', value: number }] : []),
    { name: 'Date', value: longDateOf(date), date },
    ...(preparedBy ? [{ name: 'Prepared by', value: preparedBy }] : []),
    ...(preparedFor ? [{ name: 'Prepared for', value: preparedFor }] : []),
  ];
}

/** What stands at the head of a story. */
export function partFacts(story: Story, bands: Bands): Fact[] {
  return [
    { name: 'Importance', value: percentOf(story.importancePercent) },
    {
      name: 'Confidence',
      value: `${percentOf(story.confidencePercent)}, ${bandOf(story.confidencePercent, bands).toLowerCase()}`,
    },
    { name: 'Mentions', value: String(sourcesCitedIn(story.document).length) },
    { name: 'Updated', value: longDateOf(story.updatedOn), date: story.updatedOn },
  ];
}

/** Facts on one line, `Number: 7 · Date: March 9, 2026`. */
export function factsLine(facts: readonly Fact[]): string {
  return facts.map(({ name, value }) => `${name}: ${value}`).join(' · ');
}

/** What the slider of a section says, as a paragraph of its own; null where nobody has set it. */
export function confidenceStatement(section: UncountedSection | null, bands: Bands): RootContent | null {
  if (!section || section.confidencePercent === null) return null;
  const band = bandOf(section.confidencePercent, bands).toLowerCase();
  const said = `Confidence: ${section.confidencePercent} %, ${band}.`;
  return {
    type: 'paragraph',
    data: { hProperties: { className: ['statement'] } },
    children: [
      {
        type: 'emphasis',
        children: [{ type: 'text', value: section.rationale ? `${said} ${section.rationale}` : said }],
      },
    ],
  };
}

/** The sign stays with its number. */
function percentOf(percent: number): string {
  return `${percent}\u00a0%`;
}
