/**
 * The metrics of a story in one line, as its page had them or as a Markdown document states them.
 */
import { MONTHS } from '#core/citation/date-text.ts';
import type { Story } from '#core/model/story.ts';

/** Run together, as pages have it. */
export const PAGE_METRICS = 'Importance: {importance}%Confidence: {confidence}%Mentions: {mentions}Updated: {updated}';
/** With separators, as a Markdown document has it. */
export const DOCUMENT_METRICS =
  'Importance: {importance}% · Confidence: {confidence}% · Mentions: {mentions} · Updated: {updated}';

/** A calendar date, `YYYY-MM-DD`, as `March 9, 2026`. By hand: the system's calendar takes long to wake. */
export function longDateOf(calendarDate: string): string {
  const { day, month, year } = partsOf(calendarDate);
  return `${month} ${day}, ${year}`;
}

/** The same as `9 March 2026`. */
function dayFirstOf(calendarDate: string): string {
  const { day, month, year } = partsOf(calendarDate);
  return `${day} ${month} ${year}`;
}

function partsOf(calendarDate: string): { day: number; month: string; year: number } {
  const [year = 0, month = 0, day = 0] = calendarDate.split('-').map(Number);
  return { day, month: MONTHS[month - 1] ?? '', year };
}

/** Fills a template (see `PageForm.metricsLine`) with a story's metrics. */
export function metricsLine(template: string, story: Story, mentions: number): string {
  const values: Record<string, string> = {
    importance: String(story.importancePercent),
    confidence: String(story.confidencePercent),
    mentions: String(mentions),
    updated: longDateOf(story.updatedOn),
    'updated-day-first': dayFirstOf(story.updatedOn),
    'updated-iso': story.updatedOn,
  };
  return template.replace(/\{([a-z-]+)\}/g, (whole, name: string) => values[name] ?? whole);
}
