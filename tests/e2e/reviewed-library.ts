// A library with a story to review: the lithium page, its sources described and graded, two of them with copies.
import { readFileSync } from 'node:fs';
import { withVerdict } from '#core/citation/review.ts';
import { citationsIn } from '#core/document/citations.ts';
import { readStory } from '#core/intake/intake.ts';
import type { Citation, Verdict } from '#core/model/citation.ts';
import type { CslItem, Source, SourceCopy } from '#core/model/source.ts';
import type { SerializedNode, StoryDocument } from '#core/model/story.ts';
import { openLibrary } from '#main/library/library.ts';
import { housePrinter } from '../bench/long-story.ts';
import { column, writePdf } from '../main/library/copies/write-pdf.ts';

const FIXTURE = 'tests/fixtures/lithium-corridor.txt';
const KEPT_AT = '2026-02-12T09:30:00.000Z';

/** What the wire wrote; the story quotes it by one letter less. */
const WIRE_PAGES = [
  [
    'An index publisher in Rotterdam began on Monday to assess what a tonne of battery-grade',
    'lithium hydroxide costs when it is delivered to the port, the first such price in Europe.',
    '',
    'Until now contracts have followed assessments made in Asia, with freight taken off by rule',
    'of thumb. Buyers had complained for years that the thumb was not theirs.',
  ],
  [
    'The publisher said the assessment would run every Tuesday and Thursday, on volumes of at',
    'least twenty tonnes delivered to bonded warehouses.',
    '',
    'For the traders it is less about arithmetic than about position. “Whoever owns the refer-',
    'ence owns the margins,” said one trader in Rotterdam, who asked not to be named because',
    'his firm contributes to a competing index. Two producers had asked to settle first-quarter',
    'cargoes against the new price, according to three people with knowledge of the talks.',
    '',
    'Neither producer commented. A spokesman for the publisher said participation was',
    'voluntary and that the methodology would be reviewed after ninety days.',
  ],
  [
    'Regulators have not said whether they will ask the publisher to submit to supervision. A',
    'benchmark that contracts refer to falls under the rules once its use passes a threshold.',
  ],
  ['The publisher names no contributors. It says that it publishes how many there are each day.'],
];

const GAZETTE = `Settling against Rotterdam

Two refineries near Antofagasta have moved from plan to permit this winter. Both have European offtake written into their loans, according to the filings that the Gazette has read.

“We settle against the new price from the first of April,” one producer’s head of sales told the Gazette. The second said that it had asked for the same and was waiting for its lender.

Officials on both sides avoid the word corridor in writing. The paperwork calls it a purchase agreement.
`;

type Details = {
  csl: Partial<CslItem>;
  grade: Source['grade'];
  excerpts?: Source['excerpts'];
  file?: { name: string; bytes: Uint8Array };
};

/** By outlet as the page cites it. */
const DETAILS: Record<string, Details> = {
  'Meridian Wire': {
    csl: {
      title: 'Rotterdam gets a lithium price of its own',
      issued: { 'date-parts': [[2026, 2, 11]] },
      URL: 'https://example.org/rotterdam',
    },
    grade: 'B',
    excerpts: [
      {
        id: 'excerpt1',
        text: 'Two producers had asked to settle first-quarter cargoes against the new price',
        page: '2',
        note: 'Three people, none named.',
      },
    ],
    file: { name: 'rotterdam.pdf', bytes: writePdf(WIRE_PAGES.map((lines) => column(lines))) },
  },
  'Harbour Gazette': {
    csl: { title: 'Settling against Rotterdam', issued: { 'date-parts': [[2026, 3, 4]] } },
    grade: 'A',
    file: { name: 'settling.txt', bytes: new TextEncoder().encode(GAZETTE) },
  },
  'Continental Review': { csl: { title: 'What the border counts' }, grade: null },
};

/** The quoted passages of the story's four citations, in its order. */
const QUOTES = [
  'Both have European offtake written into their loans',
  '',
  '“Whoever owns the reference owns the margin”',
  '',
];

/** Makes the library in an empty folder. `verdicts` are given to the first citations of the story, in its order. */
export async function makeReviewedLibrary(folder: string, verdicts: readonly Verdict[] = []): Promise<void> {
  const library = await openLibrary(folder, { watch: false });
  let ids = 0;
  const { story, newSources } = readStory(
    { fileName: 'lithium-corridor.txt', text: readFileSync(FIXTURE, 'utf8'), sha256: '1'.repeat(64) },
    {
      sources: [],
      printer: housePrinter(),
      newId: () => {
        ids += 1;
        return `reviewed${ids}`;
      },
      now: new Date('2026-03-09T00:00:00Z'),
      today: '2026-03-09',
    },
  );
  for (const source of newSources) {
    const {
      csl,
      grade,
      excerpts = [],
      file,
    } = DETAILS[String(source.csl['container-title'])] ?? { csl: {}, grade: null };
    const copies: SourceCopy[] = [];
    if (file) {
      const extension = file.name.endsWith('pdf') ? 'pdf' : 'txt';
      const { name, sizeBytes } = await library.attachments.keep(one(file.bytes), {
        maxBytes: 1_000_000,
        headBytes: 1,
        extensionOf: () => extension,
      });
      copies.push({
        id: `copy-${source.id}`,
        kind: extension === 'pdf' ? 'pdf' : 'text',
        attachment: name,
        fileName: file.name,
        sizeBytes,
        keptAt: KEPT_AT,
        ...(extension === 'pdf' && { pages: WIRE_PAGES.length }),
      });
    }
    await library.sources.create({
      ...source,
      csl: { ...source.csl, ...csl },
      grade,
      excerpts,
      copies,
      needsDetails: false,
    });
  }
  await library.stories.create({ ...story, id: 'reviewed', document: reviewed(story.document, verdicts) });
  await library.close();
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** The document with quotes on its citations and verdicts on the first of them. */
function reviewed(document: StoryDocument, verdicts: readonly Verdict[]): StoryDocument {
  const placed = citationsIn(document);
  const changed = new Map(
    placed.map(({ citation, sentence }, index): [string, Citation] => {
      const quoted = { ...citation, quote: QUOTES[index] ?? '' };
      const verdict = verdicts[index];
      return [citation.id, verdict ? withVerdict(quoted, verdict, sentence, new Date(KEPT_AT)) : quoted];
    }),
  );
  const change = (node: SerializedNode): SerializedNode => ({
    ...node,
    ...(node.type === 'citation' && { citation: changed.get((node.citation as Citation).id) }),
    ...(node.children && { children: node.children.map(change) }),
  });
  return { root: { ...document.root, children: document.root.children.map(change) } };
}
