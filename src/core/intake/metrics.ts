/**
 * The metrics line of a story page: `Importance: 70%Confidence: 60%Mentions: 3Updated: March 9, 2026`, run together or
 * with any separators.
 */
import { DATE_PATTERN, dateKeyOf, parseDate } from '#core/citation/dates.ts';
import { Failure } from '#core/model/failure.ts';

export type Metrics = {
  importancePercent?: number;
  confidencePercent?: number;
  mentions?: number;
  /** A calendar date, `YYYY-MM-DD`. */
  updatedOn?: string;
  /** The line with its values taken out; see `PageForm.metricsLine`. */
  template: string;
};

/** The name of a metric and its colon, both perhaps in bold. */
const KEY = /(Importance|Confidence|Mentions|Updated)[*_]{0,3}\s*:[*_]{0,3}\s*/gi;
const DATE = new RegExp(`^${DATE_PATTERN}`, 'i');

/** True where a line names at least two of the metrics. */
export function isMetricsLine(line: string): boolean {
  return line.length < 400 && new Set(Array.from(line.matchAll(KEY), (match) => match[1]?.toLowerCase())).size >= 2;
}

/**
 * Reads a metrics line. Throws `Failure` Invalid, naming the metric, where a percentage lies outside of 0–100 or a value is
 * missing. A metric that isn't named at all is left out of the result.
 */
export function readMetrics(line: string): Metrics {
  const metrics: Metrics = { template: '' };
  const keys = [...line.matchAll(KEY)];
  let at = 0;
  keys.forEach((match, index) => {
    const from = match.index + match[0].length;
    const to = keys[index + 1]?.index ?? line.length;
    const raw = line.slice(from, to);
    const name = match[1] ?? '';
    const { length, placeholder } = readValue(metrics, name, raw);
    metrics.template += line.slice(at, from) + placeholder;
    at = from + length;
  });
  metrics.template += line.slice(at);
  return metrics;
}

function readValue(metrics: Metrics, name: string, raw: string): { length: number; placeholder: string } {
  const key = name.toLowerCase();
  if (key === 'updated') {
    const text = DATE.exec(raw)?.[0];
    const date = text === undefined ? undefined : parseDate(text);
    if (!text || !date)
      throw new Failure('Invalid', `“Updated” has no date that can be read: “${raw.trim().slice(0, 40)}”.`);
    metrics.updatedOn = dateKeyOf({ month: 1, day: 1, ...date });
    const placeholder = /^\d{4}-/.test(text)
      ? '{updated-iso}'
      : /^\d{1,2} /.test(text)
        ? '{updated-day-first}'
        : '{updated}';
    return { length: text.length, placeholder };
  }
  const number = /^[-+−]?\d+(?:[.,]\d+)?/.exec(raw)?.[0];
  if (number === undefined) throw new Failure('Invalid', `“${name}” has no number.`);
  if (key === 'mentions') {
    metrics.mentions = Number.parseInt(number, 10);
    return { length: number.length, placeholder: '{mentions}' };
  }
  const percent = Number(number.replace(',', '.').replace('−', '-'));
  if (percent < 0 || percent > 100)
    throw new Failure('Invalid', `“${name}” is ${number} %; a percentage lies between 0 and 100.`);
  metrics[key === 'importance' ? 'importancePercent' : 'confidencePercent'] = Math.round(percent);
  return { length: number.length, placeholder: `{${key}}` };
}
