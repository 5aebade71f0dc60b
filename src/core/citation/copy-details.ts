/**
 * What an offline copy of a page says about its source: title, author, date, language.
 */
import type { CopyText } from '#core/model/copy-text.ts';
import type { CslItem, CslName } from '#core/model/source.ts';

type Details = Pick<CslItem, 'title' | 'author' | 'issued' | 'language'>;

/** The fields that `csl` leaves empty and the copy names; without any property where there is none. */
export function detailsFromCopy(csl: CslItem, copy: CopyText): Partial<Details> {
  const title = copy.title?.trim();
  const names = namesIn(copy.byline);
  const issued = dateIn(copy.published);
  const language = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(copy.language ?? '') ? copy.language : undefined;
  return {
    ...(!csl.title && title && { title }),
    ...(!csl.author?.length && names.length > 0 && { author: names }),
    ...(!csl.issued && issued && { issued }),
    ...(!csl.language && language && { language }),
  };
}

/** "By Ada Byron and Grace Hopper": a name of two or more words is a person's, any other an organisation's. */
function namesIn(byline: string | undefined): CslName[] {
  const names = (byline ?? '')
    .replace(/^\s*by\b[:\s]*/i, '')
    .split(/\s*(?:,|;|\band\b|&)\s*/i)
    .map((name) => name.trim())
    .filter((name) => /\p{L}/u.test(name) && !/https?:|@/.test(name));
  // More than a few is a sentence, not a byline.
  if (names.length > 6) return [];
  return names.map((name) => {
    const [, given, family] = /^(.+?)\s+(\S+)$/.exec(name) ?? [];
    return given && family && name.split(/\s+/).length <= 4 ? { given, family } : { literal: name };
  });
}

/** The calendar date of an ISO 8601 time as it is written, in the time zone of whoever published. */
function dateIn(published: string | undefined): CslItem['issued'] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(published ?? '') ?? [];
  return year ? { 'date-parts': [[Number(year), Number(month), Number(day)]] } : undefined;
}
