/**
 * Figures in text: numbers that say how much or how many, and not dates, times, names or numbering.
 */

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '(?:1[5-9]|20)\\d\\d';
/** What numbers follow that number things instead of counting them. */
const NUMBERED =
  'act|annex|appendix|art\\.|article|berth|bill|block|case|category|channel|ch\\.|chapter|class|clause|directive|fig\\.?|figure|flight|gate|group|highway|level|line|no\\.|number|option|page|para|paras?\\.|paragraph|part|phase|pier|pillar|pp?\\.|regulation|resolution|room|round|route|rule|sec\\.|section|step|table|terminal|tier|type|unit|version';

/** Names that end in a number. */
const NAMED =
  'boeing|airbus|world war|s&p|ftse|nikkei|dax|cac|stoxx|nasdaq|dow|russell|fortune|formula|agenda|vision|windows|apollo';
const ZONE = '(?:gmt|utc|bst|cest|cet|est|edt|pst|hours|hrs)';

/** Numbers that are no figures, tried in this order; each stands apart from letters and other digits. */
const NO_FIGURES = new RegExp(
  [
    // 2026-03-09, 9/3/2026, 12:04, 2026–27
    `${YEAR}-\\d\\d-\\d\\d|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{1,2}:\\d\\d(?::\\d\\d)?|${YEAR}[-–/](?:\\d\\d|${YEAR})`,
    // 10am, 5.30 p.m., 14.30 GMT, 0800 hours, 9/11
    `\\d{1,2}(?:[.:]\\d\\d)? ?[ap]\\.?m\\b\\.?|\\d{1,2}[.:]?\\d\\d ${ZONE}|9/11`,
    // 9 March, 9–12 March 2026, March 9, March 9–12, 2026
    `\\d{1,2}(?:st|nd|rd|th)?(?:[-–]\\d{1,2}(?:st|nd|rd|th)?)? (?:of )?${MONTH}(?:,? ${YEAR})?`,
    `${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:[-–]\\d{1,2})?(?:, ${YEAR})?`,
    // 19th, 1990s, 5G
    "\\d+(?:st|nd|rd|th)|\\d+[’']?s|\\d+[gd]",
    // Directive 2014/65/EU, Regulation (EU) No 2016/679
    `\\d+/\\d+/[A-Z]{2,7}|(?:regulation|directive|decision) (?:\\([A-Z, ]+\\) )?(?:no\\.? )?\\d+/\\d+`,
    // Article 50(2), Nos. 7–9, Sections 4, 5 and 7, § 4
    `(?:${NUMBERED}|nos\\.)s? \\d[\\d.]*(?:\\(\\w+\\))*(?:(?:[-–]|,? (?:and|or|to) |, )\\d[\\d.]*(?:\\(\\w+\\))*)*|(?:§§?|¶) ?\\d[\\d.]*`,
    // Boeing 737, S&P 500
    `(?:${NAMED}) \\d+`,
    // COVID-19, G7, A320neo
    '[\\p{L}_#]+[-–‑]?\\d[\\p{L}\\d]*(?:[-–]\\d+)?',
  ]
    .map((pattern) => `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`)
    .join('|'),
  'giu',
);
/** Numbers in words that say much, or a share: "twelve million tonnes", "ten per cent". */
const ONE =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)';
const IN_WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}-])${ONE}(?:[- ](?:and )?${ONE})*[- ](?:hundred|thousand|million|billion|trillion|per ?cent)(?!\\p{L})`,
  'iu',
);
const BARE_YEAR = new RegExp(`^${YEAR}$`);
const NUMBER = /(?<![\p{L}\p{N}])\d+(?:[.,’'\u00a0\u202f]\d{3})*(?:[.,]\d+)?/gu;

/** Right before or after a number: it says how much, though it looks like a year. */
const MONEY = /[$€£¥₹]\s?$|(?:^|[^\p{L}])(?:USD|EUR|GBP|CHF) ?$/u;
const UNIT =
  /^(?: ?(?:%|‰|°)|[- ]?(?:per ?cent|percent|percentage|points?|million|billion|trillion|thousand|tonnes?|tons?|kg|km|miles?|metres?|meters?|barrels?|people|workers|jobs|dollars|euros|pounds|[kmgt]wh?|bn|m|k)(?![\p{L}]))/iu;

/** Before a number that is no year though it looks like one, where it is followed by what is counted: "some 2000 ships". */
const ABOUT_HOW_MANY =
  /(?:^|[^\p{L}])(?:about|almost|another|around|at least|fewer than|less than|more than|nearly|only|over|roughly|some|than|under|up to) $/iu;
const COUNTED = /^ \p{Ll}{3,}s(?!\p{L})/u;

/** The first figure of a text as a range in UTF-16 units; a bare year is none. */
export function firstFigureIn(text: string): { start: number; end: number } | undefined {
  const inDigits = firstInDigits(text);
  const inWords = IN_WORDS.exec(text);
  if (!inWords || (inDigits && inDigits.start < inWords.index)) return inDigits;
  return { start: inWords.index, end: inWords.index + inWords[0].length };
}

function firstInDigits(text: string): { start: number; end: number } | undefined {
  if (!/\d/.test(text)) return undefined;
  const saysHowMuch = (start: number, end: number) =>
    MONEY.test(text.slice(Math.max(0, start - 5), start)) || UNIT.test(text.slice(end, end + 12));
  const counted = text.replace(NO_FIGURES, (match, start: number) =>
    saysHowMuch(start, start + match.length) ? match : ' '.repeat(match.length),
  );
  for (const { index: start, 0: number } of counted.matchAll(NUMBER)) {
    const end = start + number.length;
    const isYear = BARE_YEAR.test(number) && !saysHowMuch(start, end) && !isCount(text, start, end);
    if (!isYear) return { start, end };
  }
  return undefined;
}

function isCount(text: string, start: number, end: number): boolean {
  return COUNTED.test(text.slice(end, end + 40)) && ABOUT_HOW_MANY.test(text.slice(Math.max(0, start - 12), start));
}
