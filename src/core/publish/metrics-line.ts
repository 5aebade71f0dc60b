/**
 * The metrics of a story in one line, as its page had them or as a Markdown document states them.
 */
import type { Story } from '#core/model/story.ts';

/** Run together, as pages have it. */
export const PAGE_METRICS = 'Importance: {importance}%Confidence: {confidence}%Mentions: {mentions}Updated: {updated}';
/** With separators, as a Markdown document has it. */
export const DOCUMENT_METRICS =
  'Importance: {importance}% · Confidence: {confidence}% · Mentions: {mentions} · Updated: {updated}';

const monthFirst = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const dayFirst = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A calendar date, `YYYY-MM-DD`, as `March 9, 2026`. */
export function longDateOf(calendarDate: string): string {
  return monthFirst.format(new Date(`${calendarDate}T00:00:00Z`));
}

/** Fills a template (see `PageForm.metricsLine`) with a story's metrics. */
export function metricsLine(template: string, story: Story, mentions: number): string {
  const values: Record<string, string> = {
    importance: String(story.importancePercent),
    confidence: String(story.confidencePercent),
    mentions: String(mentions),
    updated: longDateOf(story.updatedOn),
    'updated-day-first': dayFirst.format(new Date(`${story.updatedOn}T00:00:00Z`)),
    'updated-iso': story.updatedOn,
  };
  return template.replace(/\{([a-z-]+)\}/g, (whole, name: string) => values[name] ?? whole);
}
