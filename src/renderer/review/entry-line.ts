/**
 * A source and its copy in one line: "Meridian Wire, 11 February 2026 · PDF, 4 pages, kept 12 February".
 */
import { dateText } from '#core/citation/date-text.ts';
import { outletOf, type Source, type SourceCopy } from '#core/model/source.ts';

const KINDS: Record<SourceCopy['kind'], string> = { pdf: 'PDF', html: 'Web page', text: 'Text' };

/** Outlet, date, and what its copy is; `now` decides whether the year of keeping needs saying. */
export function entryLine({ csl }: Pick<Source, 'csl'>, copy: SourceCopy | undefined, now: Date): string {
  const published = [outletOf(csl), dateText(csl.issued)].filter(Boolean).join(', ');
  return [published, copy && copyInWords(copy, now)].filter(Boolean).join(' · ');
}

/** `PDF, 4 pages, kept 12 February`. */
export function copyInWords({ kind, pages, keptAt }: SourceCopy, now: Date): string {
  const kept = new Date(keptAt);
  const isThisYear = kept.getFullYear() === now.getFullYear();
  const keptOn = kept.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  });
  const extent = pages ? `${pages.toLocaleString('en')} ${pages === 1 ? 'page' : 'pages'}` : '';
  return [KINDS[kind], extent, `kept ${keptOn}`].filter(Boolean).join(', ');
}
