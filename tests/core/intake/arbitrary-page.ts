/**
 * Arbitrary story pages as desks have them: every form of head and metrics line, bodies with and without blank lines,
 * citations in all their forms.
 */
import fc from 'fast-check';

/** Sources as pages cite them, each in one way only, so that a page's mentions can be counted from its text. */
const SOURCES = [
  'Harbour Gazette, March 2026',
  'Meridian Wire, February 2026',
  "Lloyd's Ledger, October 2025",
  'Continental Review, 2025',
  'Orbit Brief, 4 May 2025',
  'Radio North, September 9, 2024',
  'Süddeutsche Woche, Sept. 2023',
  'Bank of Inland (UK), 2026-01-31',
  '新华社, 2022',
] as const;
const LOCATORS = ['', '', '', ', p. 4', ', pp. 12–19', ', para. 3', ', § 2', ', 00:12:30', ', pp. 4-6'];
const PREFIXES = ['', '', '', '', 'see ', 'cf. ', 'see also '];

const citation = fc
  .array(
    fc.record({
      source: fc.constantFrom(...SOURCES),
      locator: fc.constantFrom(...LOCATORS),
      prefix: fc.constantFrom(...PREFIXES),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((items) => `(${items.map(({ source, locator, prefix }) => prefix + source + locator).join('; ')})`);

const word = fc.constantFrom(
  ...'prices traders refining the of and a plants 5 % 7.5 2026 R&D snake_case C:\\path it’s “quoted” "straight" (2025) (see above) (March 2026) [sic] a<b ~10 $5 #1 50/50 — … é 新聞 A/B @desk key=value 3×4 e.g. U.S.'.split(
    ' ',
  ),
);
const marked = fc.constantFrom(
  '**bold words**',
  '*italics*',
  '***both***',
  '~~struck~~',
  '`code_span`',
  '<u>under</u>',
  'H<sub>2</sub>O',
  '<mark>lit</mark>',
  '[a link](https://e.example/a?b=1&c=2)',
  '[titled](https://e.example "A title")',
  'https://e.example/bare',
  '<https://e.example/angle>',
);

/** One line of prose, which begins with a capital and ends in a full stop. */
const sentence = fc
  .array(
    fc.oneof({ weight: 8, arbitrary: word }, { weight: 1, arbitrary: marked }, { weight: 2, arbitrary: citation }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((words) => `Here ${words.join(' ')} end.`);

const AUDIENCES = ['investors', 'attorneys', 'entrepreneurs', 'manufacturers'];
const list = (bullet: string) =>
  fc
    .array(
      fc.record({ text: sentence, nested: fc.option(sentence, { freq: 4 }), audience: fc.nat(AUDIENCES.length) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((items) =>
      items
        .map(({ text, nested, audience }, index) => {
          const mark = bullet === '1.' ? `${index + 1}.` : bullet;
          const lead = AUDIENCES[audience] ? `**For ${AUDIENCES[audience]}:** ` : '';
          return `${mark} ${lead}${text}${nested ? `\n${' '.repeat(mark.length + 1)}${mark === bullet ? bullet : '-'} ${nested}` : ''}`;
        })
        .join('\n'),
    );

const table = fc
  .array(fc.tuple(sentence, word), { minLength: 1, maxLength: 3 })
  .map((rows) =>
    ['| Name | Value |', '| --- | ---: |', ...rows.map(([a, b]) => `| ${a.replace(/\|/g, '/')} | ${b} |`)].join('\n'),
  );

const code = fc
  .array(
    fc.constantFrom('let a;', '', '# not a heading', '- not a list', '(Harbour Gazette, March 2026)', '  indented'),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  // A code block of one empty line is an empty one to a parser.
  .filter((lines) => lines.join('') !== '')
  .map((lines) => `\`\`\`js\n${lines.join('\n')}\n\`\`\``);

type Block = { kind: string; text: string };
const block = (bullet: string): fc.Arbitrary<Block> =>
  fc.oneof(
    { weight: 6, arbitrary: sentence.map((text) => ({ kind: 'paragraph', text })) },
    { weight: 3, arbitrary: list(bullet).map((text) => ({ kind: 'list', text })) },
    { weight: 1, arbitrary: sentence.map((text) => ({ kind: 'quote', text: `> ${text}` })) },
    { weight: 1, arbitrary: table.map((text) => ({ kind: 'table', text })) },
    { weight: 1, arbitrary: code.map((text) => ({ kind: 'code', text })) },
  );

const section = (bullet: string) =>
  fc.record({
    heading: fc.oneof(
      fc.constantFrom(
        'Overview',
        'Strategic Significance',
        'Connections to Existing Pages',
        'What Happens Next? (2026)',
      ),
      word.map((text) => `About ${text}`),
    ),
    isInner: fc.boolean(),
    blocks: fc.array(block(bullet), { minLength: 1, maxLength: 4 }),
  });

const METRICS = [
  'Importance: {i}%Confidence: {c}%Mentions: {m}Updated: March 9, 2026',
  'Importance: {i}% | Confidence: {c}% | Mentions: {m} | Updated: March 9, 2026',
  'Importance: {i} % · Confidence: {c} % · Mentions: {m} · Updated: 9 March 2026',
  '**Importance:** {i}% **Confidence:** {c}% **Mentions:** {m} **Updated:** 2026-03-09',
  'Updated: 2026-03-09, Confidence: {c}%, Importance: {i}%, Mentions: {m}',
];

/** The blank lines between each two parts of a page, over and over. */
const gaps = fc.array(fc.constantFrom(0, 0, 1, 1, 1, 2), { minLength: 7, maxLength: 40 });

/** A page in one of the desks' forms. No two lists, quotes or tables touch, which a page without blank lines can't tell apart. */
export const arbitraryPage = pageOf(fc.constant(undefined));
/** A page with blank lines here and none there, as people write them. */
export const arbitraryMixedPage = pageOf(gaps);

function pageOf(anyGaps: fc.Arbitrary<number[] | undefined>): fc.Arbitrary<string> {
  return fc
    .record({
      bullet: fc.constantFrom('-', '-', '*', '1.'),
      metrics: fc.constantFrom(...METRICS),
      importance: fc.integer({ min: 0, max: 100 }),
      confidence: fc.integer({ min: 0, max: 100 }),
      label: fc.constantFrom('Developing Story', 'Established Story', ''),
      title: fc.constantFrom('Title – Sub & More (2026)', 'A 50% “Rise”: What It Means', 'C# and *stars*'),
      isTitleHeading: fc.boolean(),
      isTitleRepeated: fc.boolean(),
      summary: sentence,
      hasBlankLines: fc.boolean(),
      hasFinalNewline: fc.boolean(),
      isCrlf: fc.boolean(),
      questions: fc.array(fc.tuple(sentence, fc.boolean()), { maxLength: 3 }),
      hasBoxes: fc.boolean(),
      gaps: anyGaps,
    })
    .chain((form) => fc.tuple(fc.constant(form), fc.array(section(form.bullet), { minLength: 1, maxLength: 4 })))
    .map(([form, sections]) => {
      const { title, isTitleHeading, isTitleRepeated, hasBlankLines, questions, hasBoxes } = form;
      const level = isTitleHeading && !isTitleRepeated ? '##' : '###';
      const body = sections.flatMap(({ heading, isInner, blocks }, index) => [
        `${level}${isInner && index > 0 ? '#' : ''} ${heading}`,
        ...blocks
          .filter(({ kind }, at) => kind === 'paragraph' || blocks[at - 1]?.kind !== kind)
          .map(({ text }) => text),
      ]);
      const asked = questions.map(([text, isAnswered]) => `- ${hasBoxes ? (isAnswered ? '[x] ' : '[ ] ') : ''}${text}`);
      if (asked.length > 0) body.push(`${level} Open Questions`, asked.join('\n'));
      const withoutCode = body.filter((text) => !text.startsWith('```')).join('\n');
      const mentions = SOURCES.filter((source) => withoutCode.replace(/`[^`\n]*`/g, '').includes(source)).length;
      const metrics = form.metrics
        .replace('{i}', String(form.importance))
        .replace('{c}', String(form.confidence))
        .replace('{m}', String(mentions));
      const page = [
        form.label,
        isTitleHeading ? `# ${title}` : title,
        form.summary,
        metrics,
        isTitleRepeated ? `## ${title}` : '',
        ...body,
      ];
      const parts = page.filter(Boolean);
      const joined = form.gaps ? spaced(parts, form.gaps) : parts.join(hasBlankLines ? '\n\n' : '\n');
      const text = joined + (form.hasFinalNewline ? '\n' : '');
      return form.isCrlf ? text.replace(/\n/g, '\r\n') : text;
    });
}

/** The parts of a page with as many blank lines between them as `gaps` say, but one where Markdown has to have one. */
function spaced(parts: readonly string[], gaps: readonly number[]): string {
  let at = 0;
  const gap = (least: number) => {
    at += 1;
    return '\n'.repeat(Math.max(least, gaps[at % gaps.length] ?? 0) + 1);
  };
  const metricsAt = parts.findIndex((part) => part.includes('Importance'));
  const isProse = (part: string) => !/^(?:#|```|[-*] |1\. |> |\| )/.test(part);
  return parts
    .map((part, index) => {
      const before = parts[index - 1];
      const isHead = index <= metricsAt + 1;
      const touches = before === undefined || isHead || /^(?:#|```)/.test(part) || /^(?:#|```)/.test(before);
      const beginsList = before !== undefined && isProse(before) && /^(?:[-*] |1\. )/.test(part);
      // Items of a list stand apart at times.
      const text = /^(?:[-*] |1\. )/.test(part) ? part.replace(/\n(?=\S)/g, () => gap(0)) : part;
      return (before === undefined ? '' : gap(touches || beginsList ? 0 : 1)) + text;
    })
    .join('');
}
