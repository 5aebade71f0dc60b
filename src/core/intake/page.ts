/**
 * A page cut into its parts: what stands in its head, and the Markdown of its body. Knows the story page's shape, YAML
 * front matter, and plain Markdown or text.
 */
import { parse as parseYaml, YAMLError } from 'yaml';
import { dateKeyOf, parseDate } from '#core/citation/dates.ts';
import { Failure } from '#core/model/failure.ts';
import type { PageForm } from '#core/model/story.ts';
import { isMetricsLine, type Metrics, readMetrics } from './metrics.ts';
import { spaceOut } from './space-out.ts';
import { spacingOf } from './spacing.ts';

/** The parts of a page; what it doesn't say is absent. `form` is there for pages in the story page's shape. */
export type Page = {
  label?: string;
  title?: string;
  summary?: string;
  topics?: string[];
  importancePercent?: number;
  confidencePercent?: number;
  mentions?: number;
  updatedOn?: string;
  /** Markdown with the page's own heading levels. */
  body: string;
  form?: PageForm;
};

const HEADING = /^(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/;
/** The head of a page is short; a metrics line further down belongs to the text. */
const HEAD_LINES = 40;

/** Cuts a page at its seams. Throws `Failure` Invalid where its metrics can't be right. */
export function readPage(text: string): Page {
  const crlf = text.includes('\r\n');
  const { data, rest } = frontMatterOf(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  const lines = rest.split('\n');
  const metricsAt = lines.slice(0, HEAD_LINES).findIndex(isMetricsLine);
  const shaped = metricsAt >= 0 ? headBefore(lines, metricsAt) : headWithoutMetrics(lines);
  if (!shaped) return data.title === undefined ? { ...plainPage(rest), ...data } : { ...data, body: rest };
  const metrics: Metrics = metricsAt >= 0 ? readMetrics((lines[metricsAt] ?? '').trim()) : { template: '' };
  const { label, title, titleLevel, summary, bodyAt } = shaped;
  const body = bodyOf(lines.slice(bodyAt), title);
  const { template, ...values } = metrics;
  const headLines = lines.slice(0, bodyAt).filter((line) => line.trim()).length;
  const spacing = spacingOf(rest, headLines, body.blankLines);
  return {
    ...(label !== undefined && { label }),
    ...(title !== undefined && { title }),
    ...(summary !== undefined && { summary }),
    ...values,
    ...data,
    body: body.blankLines ? body.text : spaceOut(body.text),
    form: {
      metricsLine: template,
      hasLabel: label !== undefined,
      titleLevel,
      repeatedTitleLevel: body.repeatedTitleLevel,
      sectionLevel: body.sectionLevel,
      blankLines: body.blankLines,
      ...(spacing !== undefined && { spacing }),
      questionBoxes: /^\s*[-*+] \[[ xX]\] /m.test(body.text),
      finalNewline: rest.endsWith('\n'),
      crlf,
    },
  };
}

type Head = { label?: string; title?: string; titleLevel: number; summary?: string; bodyAt: number };

/** The head above a metrics line: label, title and summary, as far as they are there. */
function headBefore(lines: readonly string[], metricsAt: number): Head {
  const head = lines
    .slice(0, metricsAt)
    .map((line) => line.trim())
    .filter(Boolean);
  const bodyAt = metricsAt + 1;
  const nextHeading = headingOf(lines.slice(bodyAt).find((line) => line.trim()));
  let titleAt = head.findIndex((line) => headingOf(line));
  if (titleAt < 0 && nextHeading) titleAt = head.indexOf(nextHeading.text);
  // Without a sign: label, title, summary; of two lines, title and summary.
  if (titleAt < 0) titleAt = head.length >= 3 ? 1 : 0;
  return headFrom(head, titleAt, bodyAt);
}

/** A page that lacks its metrics still shows its shape: a title line repeated as the first heading. */
function headWithoutMetrics(lines: readonly string[]): Head | undefined {
  const headingAt = lines.findIndex((line) => HEADING.test(line));
  const heading = headingOf(lines[headingAt]);
  if (headingAt < 1 || headingAt > HEAD_LINES || !heading) return undefined;
  const head = lines
    .slice(0, headingAt)
    .map((line) => line.trim())
    .filter(Boolean);
  const titleAt = head.indexOf(heading.text);
  return titleAt < 0 ? undefined : headFrom(head, titleAt, headingAt);
}

function headFrom(head: readonly string[], titleAt: number, bodyAt: number): Head {
  const titleLine = head[titleAt];
  const heading = headingOf(titleLine);
  const label = head.slice(0, titleAt).join(' ');
  const summary = head.slice(titleAt + 1).join('\n');
  return {
    ...(titleAt > 0 && { label }),
    ...(titleLine !== undefined && { title: heading?.text ?? titleLine }),
    titleLevel: heading?.level ?? 0,
    ...(summary && { summary }),
    bodyAt,
  };
}

function bodyOf(lines: readonly string[], title: string | undefined) {
  const first = lines.findIndex((line) => line.trim());
  const heading = headingOf(lines[first]);
  const isRepeated = heading !== undefined && title !== undefined && heading.text === title;
  const body = first < 0 ? [] : lines.slice(isRepeated ? first + 1 : first);
  const text = body.join('\n').replace(/^\n+|\n+$/g, '');
  return {
    text,
    repeatedTitleLevel: isRepeated ? heading.level : 0,
    sectionLevel: topLevelOf(text) ?? (isRepeated ? Math.min(6, heading.level + 1) : 2),
    blankLines: first > 0 || /\n[ \t]*\n/.test(withoutCode(text)),
  };
}

/** Markdown or text without the story page's shape: the first heading of level 1 is the title, or a short first line. */
function plainPage(text: string): Page {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim());
  const line = lines[first]?.trim() ?? '';
  const heading = headingOf(line);
  const rest = lines.slice(first + 1).join('\n');
  if (heading && (heading.level === 1 || !topLevelOf(rest) || (topLevelOf(rest) ?? 6) > heading.level)) {
    return { title: heading.text, body: rest };
  }
  const isTitle =
    !heading && line.length <= 120 && !/[.:;,!]$/.test(line) && !/^[-*+>|`\d]/.test(line) && !lines[first + 1]?.trim();
  return isTitle ? { title: line, body: rest } : { body: text };
}

/** A Markdown text without its fenced code. */
function withoutCode(markdown: string): string {
  return markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '$1');
}

/** The level of the topmost heading of a Markdown text, code fences left out; undefined where there is none. */
export function topLevelOf(markdown: string): number | undefined {
  const levels = withoutCode(markdown)
    .split('\n')
    .map((line) => headingOf(line)?.level)
    .filter((level) => level !== undefined);
  return levels.length > 0 ? Math.min(...levels) : undefined;
}

function headingOf(line: string | undefined): { level: number; text: string } | undefined {
  const match = HEADING.exec(line?.trim() ?? '');
  return match?.[1] && match[2] ? { level: match[1].length, text: match[2] } : undefined;
}

function frontMatterOf(text: string): { data: Partial<Page>; rest: string } {
  const match = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text);
  if (!match?.[1]) return { data: {}, rest: text };
  let yaml: unknown;
  try {
    yaml = parseYaml(match[1], { maxAliasCount: 20 });
  } catch (error) {
    if (!(error instanceof YAMLError || error instanceof ReferenceError)) throw error;
    const [reason = ''] = error.message.split('\n');
    throw new Failure('Invalid', `The front matter can’t be read: ${reason.replace(/[:.\s]*$/, '')}.`);
  }
  // Two rules with something else between them are no front matter.
  if (typeof yaml !== 'object' || yaml === null || Array.isArray(yaml)) return { data: {}, rest: text };
  return { data: fieldsOf(yaml as Record<string, unknown>), rest: text.slice(match[0].length).replace(/^\n+/, '') };
}

function fieldsOf(yaml: Record<string, unknown>): Partial<Page> {
  const string = (...keys: string[]) => {
    const value = keys
      .map((key) => yaml[key])
      .find((candidate) => typeof candidate === 'string' || candidate instanceof Date);
    return value instanceof Date ? value.toISOString().slice(0, 10) : (value as string | undefined)?.trim();
  };
  const percent = (key: string) => {
    const value = typeof yaml[key] === 'string' ? Number.parseFloat(yaml[key]) : yaml[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !(value >= 0 && value <= 100)) {
      throw new Failure('Invalid', `“${key}” is ${String(yaml[key])}; a percentage lies between 0 and 100.`);
    }
    return Math.round(value);
  };
  const topics = [yaml.topics, yaml.tags, yaml.keywords].find((value) => value !== undefined);
  const date = parseDate(string('updated', 'date', 'modified') ?? '');
  const page = {
    title: string('title'),
    label: string('label'),
    summary: string('summary', 'dek', 'description', 'abstract'),
    importancePercent: percent('importance'),
    confidencePercent: percent('confidence'),
    topics:
      typeof topics === 'string'
        ? topics
            .split(',')
            .map((topic) => topic.trim())
            .filter(Boolean)
        : Array.isArray(topics)
          ? topics.map(String)
          : undefined,
    updatedOn: date && dateKeyOf({ month: 1, day: 1, ...date }),
  };
  return Object.fromEntries(Object.entries(page).filter(([, value]) => value !== undefined));
}
