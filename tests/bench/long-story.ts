// A long story for the benchmarks: so many words in sections, with so many citations, always the same.
import { readFileSync } from 'node:fs';
import { createCitationPrinter } from '#core/citation/printer.ts';
import { readStory } from '#core/intake/intake.ts';

const WORDS =
  'the corridor refinery price index benchmark contract carrier settles against delivered cargo while traders expect another quiet quarter of talks over duty and freight'.split(
    ' ',
  );
const OUTLETS = [
  'Harbour Gazette',
  'Meridian Wire',
  'Continental Review',
  'Orbit Brief',
  'Quayside Record',
  'Northern Tidings',
];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June'];

/** The page of a story of `words` words and `citations` citations. */
export function longPage(words: number, citations: number): string {
  const lines = [
    'Developing Story',
    'A Long Story (2026)',
    'It is long.',
    'Importance: 70%Confidence: 60%Mentions: 36Updated: March 9, 2026',
    '## A Long Story (2026)',
  ];
  const perParagraph = 80;
  const paragraphs = Math.ceil(words / perParagraph);
  let cited = 0;
  for (let paragraph = 0; paragraph < paragraphs; paragraph += 1) {
    if (paragraph % 12 === 0) lines.push(`### Section ${paragraph / 12 + 1}`);
    const text = Array.from(
      { length: perParagraph },
      (_, index) => WORDS[(paragraph * 7 + index * 3) % WORDS.length],
    ).join(' ');
    const due = Math.floor(((paragraph + 1) * citations) / paragraphs);
    const marks: string[] = [];
    for (; cited < due; cited += 1)
      marks.push(` (${OUTLETS[cited % OUTLETS.length]}, ${MONTHS[Math.floor(cited / 6) % 6]} 2026)`);
    lines.push(`${text}${marks.join('')}.`);
  }
  return `${lines.join('\n')}\n`;
}

/** The house style, read from the shipped files. */
export function housePrinter() {
  const read = (name: string) => readFileSync(`data/styles/${name}`, 'utf8');
  return createCitationPrinter({
    id: 'galley-house',
    xml: read('galley-house.csl'),
    localeXml: read('locales-en-US.xml'),
  });
}

/** The story and its sources, as an import makes them. */
export function longStory(words: number, citations: number) {
  let ids = 0;
  return readStory(
    { fileName: 'long.txt', text: longPage(words, citations), sha256: '0'.repeat(64) },
    {
      sources: [],
      printer: housePrinter(),
      newId: () => {
        ids += 1;
        return `long${ids}`;
      },
      now: new Date('2026-03-09T00:00:00Z'),
      today: '2026-03-09',
    },
  );
}
