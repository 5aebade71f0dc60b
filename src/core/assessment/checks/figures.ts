/**
 * Figures in text: numbers that say how much or how many, and not dates, times, names or numbering.
 */

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '(?:1[5-9]|20)\\d\\d';
/** What numbers follow that number things instead of counting them. */
const NUMBERED =
  'act|annex|appendix|article|berth|bill|block|case|category|channel|chapter|class|directive|fig\\.?|figure|flight|gate|group|highway|level|line|no\\.|number|option|page|paragraph|part|phase|pier|pillar|pp?\\.|regulation|resolution|room|round|route|rule|section|step|table|terminal|tier|type|unit|version';

/** Numbers that are no figures, tried in this order; each stands apart from letters and other digits. */
const NO_FIGURES = new RegExp(
  [
    // 2026-03-09, 9/3/2026, 12:04, 2026–27
    `${YEAR}-\\d\\d-\\d\\d|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{1,2}:\\d\\d(?::\\d\\d)?|${YEAR}[-–/](?:\\d\\d|${YEAR})`,
    // 9 March, 9–12 March 2026, March 9, March 9–12, 2026
    `\\d{1,2}(?:st|nd|rd|th)?(?:[-–]\\d{1,2}(?:st|nd|rd|th)?)? (?:of )?${MONTH}(?:,? ${YEAR})?`,
    `${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:[-–]\\d{1,2})?(?:, ${YEAR})?`,
    // 19th, 1990s, 5G
    "\\d+(?:st|nd|rd|th)|\\d+[’']?s|\\d+[gd]",
    // Article 5, Nos. 7–9, § 4
    `(?:${NUMBERED}|nos\\.)s? \\d[\\d.]*(?:[-–]\\d+)?|(?:§§?|¶) ?\\d[\\d.]*`,
    // COVID-19, G7, A320neo
    '[\\p{L}_#]+[-–‑]?\\d[\\p{L}\\d]*(?:[-–]\\d+)?',
  ]
    .map((pattern) => `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`)
    .join('|'),
  'giu',
);
const BARE_YEAR = new RegExp(`^${YEAR}$`);
const NUMBER = /(?<![\p{L}\p{N}])\d+(?:[.,’'\u00a0\u202f]\d{3})*(?:[.,]\d+)?/gu;

/** Right before or after a number: it says how much, though it looks like a year. */
const MONEY = /[$€£¥₹]\s?$|(?:^|[^\p{L}])(?:USD|EUR|GBP|CHF) ?$/u;
const UNIT =
  /^(?: ?(?:%|‰|°)|[- ]?(?:per ?cent|percent|percentage|points?|million|billion|trillion|thousand|tonnes?|tons?|kg|km|miles?|metres?|meters?|barrels?|people|workers|jobs|dollars|euros|pounds|[kmgt]wh?|bn|m|k)(?![\p{L}]))/iu;

/** The first figure of a text as a range in UTF-16 units; a bare year is none. */
export function firstFigureIn(text: string): { start: number; end: number } | undefined {
  if (!/\d/.test(text)) return undefined;
  const saysHowMuch = (start: number, end: number) =>
    MONEY.test(text.slice(Math.max(0, start - 5), start)) || UNIT.test(text.slice(end, end + 12));
  const counted = text.replace(NO_FIGURES, (match, start: number) =>
    saysHowMuch(start, start + match.length) ? match : ' '.repeat(match.length),
  );
  for (const { index: start, 0: number } of counted.matchAll(NUMBER)) {
    const end = start + number.length;
    if (!BARE_YEAR.test(number) || saysHowMuch(start, end)) return { start, end };
  }
  return undefined;
}
