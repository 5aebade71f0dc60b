import { describe, expect, it } from 'vitest';
import { assessStory } from '#core/assessment/assess.ts';
import type { Finding, QuoteMatch } from '#core/assessment/checks/check.ts';
import { CHECKS } from '#core/assessment/checks/rules.ts';
import type { MutedCheck, SerializedNode } from '#core/model/story.ts';
import { cite, claim, documentOf, list, paragraph, SOURCES, section, storyLink, table } from './stories.ts';

type Case = { of: string; blocks: SerializedNode[]; quotes?: QuoteMatch[]; confidence?: number };

function assess({ blocks, quotes = [], confidence = 0 }: Omit<Case, 'of'>, mutedChecks: MutedCheck[] = []) {
  return assessStory({
    story: { document: documentOf(...blocks), confidencePercent: confidence, mutedChecks },
    sources: SOURCES,
    storyIds: new Set(['there']),
    quoteMatches: quotes,
  });
}
const findingsOf = (rule: string, of: Omit<Case, 'of'>): readonly Finding[] =>
  assess(of).findings.filter((finding) => finding.rule === rule);

/** For every rule: what must make it speak, at which place and in which words, and what must not. */
const TABLE: Record<string, { speaks: (Case & { where: string; says?: string })[]; silent: Case[] }> = {
  'confidence-above-evidence': {
    speaks: [
      {
        of: 'a section far above its evidence',
        blocks: [section('Price', { confidence: 76 }), paragraph('It rose ', cite('wire'), '.')],
        where: 'Price',
        says: 'Confidence 21 points above the evidence',
      },
      {
        of: 'the story as a whole',
        blocks: [paragraph('It rose ', cite('wire'), '.')],
        confidence: 90,
        where: 'Whole story',
      },
      {
        of: 'a claim',
        blocks: [section('Price'), paragraph(claim('k', 90, 'It rose'), ' ', cite('wire'), '.')],
        where: 'Price',
      },
    ],
    silent: [
      {
        of: 'a section 20 points above its evidence',
        blocks: [section('Price', { confidence: 75 }), paragraph('It rose ', cite('wire'), '.')],
      },
      {
        of: 'a section far below its evidence',
        blocks: [section('Price', { confidence: 5 }), paragraph('It rose ', cite('wire'), '.')],
      },
      { of: 'a section that cites nothing', blocks: [section('Price', { confidence: 100 }), paragraph('It rose.')] },
      {
        of: 'a claim whose sentence cites nothing',
        blocks: [paragraph(claim('k', 100, 'It rose.'), ' It fell ', cite('wire'), '.')],
      },
    ],
  },
  'contradicted-as-fact': {
    speaks: [
      {
        of: 'a plain statement',
        blocks: [
          section('Rules'),
          paragraph('They met. The council approved it ', cite('wire', { verdict: 'contradicts' }), '.'),
        ],
        where: 'Rules, second sentence',
        says: 'A contradicted citation is still stated as fact',
      },
      {
        of: 'a statement in May',
        blocks: [paragraph('The council approved it in May ', cite('wire', { verdict: 'contradicts' }), '.')],
        where: 'Before the first section, first sentence',
      },
    ],
    silent: [
      { of: 'a citation that stands alone', blocks: [paragraph(cite('wire', { verdict: 'contradicts' }))] },
      ...[
        'The council may have approved it',
        'The council allegedly approved it',
        'The council claims that it approved it',
        'The operator denies that the council approved it',
        'The council probably approved it',
        'Whether the council approved it is unclear',
        'If the bank agreed, the council approved it',
        'The council would approve it',
        'It is not true that the council approved it',
        'The council is rumoured to have approved it',
        'The council is widely thought to have approved it',
        'It was wrongly reported that the council approved it',
        'Apparently the council approved it',
      ].map((sentence) => ({
        of: `“${sentence}”`,
        blocks: [paragraph(`${sentence} `, cite('wire', { verdict: 'contradicts' }), '.')],
      })),
      { of: 'a question', blocks: [paragraph('Did they approve it ', cite('wire', { verdict: 'contradicts' }), '?')] },
      { of: 'a citation that supports', blocks: [paragraph('The council approved it ', cite('wire'), '.')] },
      {
        of: 'a sentence that has changed since',
        blocks: [
          paragraph(
            'The council refused it ',
            cite('wire', {
              verdict: 'contradicts',
              review: { at: '2026-03-09T00:00:00.000Z', sentence: 'The council approved it .' },
            }),
            '.',
          ),
        ],
      },
    ],
  },
  'likelihood-with-confidence': {
    speaks: [
      {
        of: 'both in one sentence',
        blocks: [section('Outlook'), paragraph('It rains. We assess with high confidence that a strike is likely.')],
        where: 'Outlook, second sentence',
        says: 'Likelihood and confidence stand in one sentence',
      },
      {
        of: 'both in a list item',
        blocks: [list('With moderate confidence, a deal is very unlikely.')],
        where: 'Before the first section, first sentence',
      },
    ],
    silent: [
      ...[
        'A strike is likely. We have high confidence in this judgement.',
        'Confidence-building measures are likely.',
        'Consumer confidence is likely to fall.',
        'We assess with high confidence that an unlikeliness of this kind was planned.',
        '“I have high confidence that a deal is likely,” she said.',
        'It is more likely than in May, we hold with high confidence.',
      ].map((words) => ({ of: `“${words}”`, blocks: [paragraph(words)] })),
    ],
  },
  'quote-differs': {
    speaks: [
      {
        of: 'a passage that stands there otherwise',
        blocks: [section('Price'), paragraph('It rose ', cite('wire', { quote: 'It has risen.' }), '.')],
        quotes: [{ citationId: 'c-wire', similarity: 0.94 }],
        where: 'Price, first sentence',
        says: 'The quoted passage differs from the source, 94 % alike',
      },
      {
        of: 'a passage that has nothing near it',
        blocks: [paragraph('It rose ', cite('wire', { quote: 'It has risen.' }), '.')],
        quotes: [{ citationId: 'c-wire', similarity: 0 }],
        where: 'Before the first section, first sentence',
        says: 'The quoted passage is not in the offline copy of the source',
      },
    ],
    silent: [
      {
        of: 'a passage that stands there word for word',
        blocks: [paragraph('It rose ', cite('wire', { quote: 'It has risen.' }), '.')],
        quotes: [{ citationId: 'c-wire', similarity: 1 }],
      },
      {
        of: 'a passage that nobody has looked for',
        blocks: [paragraph('It rose ', cite('wire', { quote: 'It has risen.' }), '.')],
        quotes: [{ citationId: 'another', similarity: 0 }],
      },
      {
        of: 'a passage that has been taken out since',
        blocks: [paragraph('It rose ', cite('wire'), '.')],
        quotes: [{ citationId: 'c-wire', similarity: 0.5 }],
      },
    ],
  },
  'question-asserted': {
    speaks: [
      {
        of: 'a question of three words of content',
        blocks: [
          section('Overview'),
          paragraph('The refinery in Antofagasta is owned by a bank.'),
          section('Open', { role: 'questions' }),
          list('Who owns the refinery in Antofagasta?'),
        ],
        where: 'Overview, first sentence',
      },
      {
        of: 'an answer in other words',
        blocks: [
          section('Overview'),
          paragraph('Chile raises its export quota next spring before 2027.'),
          section('Open', { role: 'questions' }),
          list('Will Chile at last raise the export quota before 2027?'),
        ],
        where: 'Overview, first sentence',
      },
      {
        of: 'an answer stated in the story',
        blocks: [
          section('Overview'),
          paragraph('They talk. Chile raises its export quota before 2027.'),
          section('Open', { role: 'questions' }),
          list('Will Chile raise the export quota before 2027?'),
        ],
        where: 'Overview, second sentence',
        says: 'An open question is asserted here',
      },
    ],
    silent: [
      {
        of: 'what stands among the questions',
        blocks: [
          section('Open', { role: 'questions' }),
          paragraph('Chile raises its export quota before 2027.'),
          list('Will Chile raise the export quota before 2027?'),
        ],
      },
      {
        of: 'a heading',
        blocks: [
          section('Chile raises its export quota before 2027'),
          section('Open', { role: 'questions' }),
          list('Will Chile raise the export quota before 2027?'),
        ],
      },
      {
        of: 'what would follow from it',
        blocks: [
          section('Overview'),
          paragraph('If Chile raised its export quota before 2027, prices would fall.'),
          section('Open', { role: 'questions' }),
          list('Will Chile raise the export quota before 2027?'),
        ],
      },
      {
        of: 'a sentence that leaves it open',
        blocks: [
          section('Overview'),
          paragraph('Chile may raise its export quota before 2027.'),
          section('Open', { role: 'questions' }),
          list('Will Chile raise the export quota before 2027?'),
        ],
      },
      {
        of: 'another question',
        blocks: [
          section('Overview'),
          paragraph('Does Chile raise its export quota before 2027?'),
          section('Open', { role: 'questions' }),
          list('Will Chile raise the export quota before 2027?'),
        ],
      },
      {
        of: 'a sentence about something near it',
        blocks: [
          section('Overview'),
          paragraph('Chile has an export quota for copper.'),
          section('Open', { role: 'questions' }),
          list('Will Chile raise the export quota before 2027?'),
        ],
      },
      {
        of: 'a question that is answered',
        blocks: [
          section('Overview'),
          paragraph('Chile raises its export quota before 2027.'),
          section('Open', { role: 'questions' }),
          {
            ...list('Will Chile raise the export quota before 2027?'),
            children: answered('Will Chile raise the export quota before 2027?'),
          },
        ],
      },
      {
        of: 'a question too short to be told apart',
        blocks: [
          section('Overview'),
          paragraph('Chile pays.'),
          section('Open', { role: 'questions' }),
          list('Who pays?'),
        ],
      },
    ],
  },
  'one-outlet': {
    speaks: [
      {
        of: 'a subsection, and not the section that only holds it',
        blocks: [section('Price'), section('Spring', { tag: 'h3' }), paragraph('It rose ', cite('wire'), '.')],
        where: 'Spring',
      },
      {
        of: 'two articles of one outlet',
        blocks: [section('Price'), paragraph('It rose ', cite('wire'), '. It fell ', cite('wire2'), '.')],
        where: 'Price',
        says: 'This section rests on one outlet',
      },
    ],
    silent: [
      {
        of: 'two outlets',
        blocks: [section('Price'), paragraph('It rose ', cite('wire'), '. It fell ', cite('gazette'), '.')],
      },
      { of: 'a section without citations', blocks: [section('Price'), paragraph('It rose.')] },
      {
        of: 'a section of whose subsections each cites another',
        blocks: [
          section('Price'),
          section('Spring', { tag: 'h3' }),
          paragraph('It rose ', cite('wire'), '. Or not ', cite('gazette', { id: 'g1' }), '.'),
        ],
      },
      {
        of: 'questions',
        blocks: [
          section('Open', { role: 'questions' }),
          list([...(paragraph('Who ', cite('wire'), '?').children ?? [])]),
        ],
      },
    ],
  },
  'uncited-paragraph': {
    speaks: [
      {
        of: 'a percentage',
        blocks: [section('Price'), paragraph('It rose.'), paragraph('It rose by 12 per cent.')],
        where: 'Price, second paragraph',
        says: 'Figures without a citation',
      },
      ...[
        'The index lost 4.5 points.',
        'They paid $2000 for it.',
        'Some 1,200 workers went.',
        'It holds 40 berths.',
        'A loan of EUR 3bn was agreed.',
        'The minister said: “We will not sign this.”',
        'The minister said: "We will not sign this."',
        '2000 tonnes were lost.',
        'A 40-tonne crane fell.',
        'On 3 May it lost 3.',
        'Some 2000 ships lie there.',
        'More than 1999 deaths followed.',
        'Twelve million tonnes were moved.',
        'They lost ten per cent.',
        "The minister said: 'We won't sign this.'",
        'Der Minister sagte: »Das werden wir nicht unterschreiben.«',
        'Le ministre : ‹Nous ne signerons pas.›',
        'The price settled at 14.30.',
      ].map((words) => ({
        of: `“${words}”`,
        blocks: [paragraph(words)],
        where: 'Before the first section, first paragraph',
      })),
      {
        of: 'a bullet, though its neighbour cites',
        blocks: [list([...(paragraph('It rose by 12 % ', cite('wire'), '.').children ?? [])], 'It fell by 9 %.')],
        where: 'Before the first section, second paragraph',
      },
      {
        of: 'a table without any source, once',
        blocks: [table(['Year', 'Tonnes'], ['2025', '1,400'], ['2026', '1,900'])],
        where: 'Before the first section, fourth paragraph',
      },
    ],
    silent: [
      { of: 'code', blocks: [{ ...paragraph('It rose by 12 per cent.'), type: 'code' }] },
      { of: 'a paragraph that cites', blocks: [paragraph('It rose by 12 per cent ', cite('wire'), '.')] },
      ...[
        'They met on March 9 and on 12 April 2026.',
        'In 2026 nothing changed, as in the 1990s.',
        'The G7 and the COVID-19 fund met at 12:04.',
        'Article 5 and Phase 2 apply; flight 714 left.',
        'The 19th century had a “corridor” too.',
        'It’s the dockers’ own word.',
        'The 2026–27 season began on 3 May.',
        'A 5G mast stood at pier 9, on 9/3/2026.',
        'The A320neo flew, § 4, March 9–12, 2026.',
        'They met at 10am, at 5.30 p.m., at 14.30 GMT and at 0800 hours.',
        'Article 50(2), Sections 4, 5 and 7, para. 4 and Art. 5 apply.',
        'Directive 2014/65/EU and Regulation (EU) 2016/679 apply.',
        'A Boeing 737 of World War 2 fell with the S&P 500 after 9/11.',
        'In 2019 ships were few, and between 2019 and 2021 exports too.',
        "The ’90s and the '80s were the dockers' own.",
        'One in a million, a hundred times.',
        "It is ('a long list of ('openings ('without ends",
      ].map((words) => ({ of: `“${words}”`, blocks: [paragraph(words)] })),
      { of: 'a question', blocks: [section('Open', { role: 'questions' }), list('Will it pass 40 per cent?')] },
      {
        of: 'a connection',
        blocks: [section('Links', { role: 'connections' }), paragraph('It shares 3 sources with this.')],
      },
      { of: 'a heading', blocks: [section('12 per cent')] },
      { of: 'a table that cites', blocks: [table(['Tonnes', '1,400'], ['Source', cite('wire')])] },
    ],
  },
  'dead-link': {
    speaks: [
      {
        of: 'one of two sources that is gone',
        blocks: [
          section('Price'),
          paragraph('It rose ', cite('wire', { items: [{ sourceId: 'wire' }, { sourceId: 'gone' }] }), '.'),
        ],
        where: 'Price, first sentence',
      },
      {
        of: 'a story that is gone',
        blocks: [section('Links'), paragraph('See ', storyLink('gone', 'An Old Story'), '.')],
        where: 'Links',
        says: 'The linked story is no longer in the library',
      },
      {
        of: 'a source that is gone',
        blocks: [section('Price'), paragraph('It rose ', cite('gone'), '.')],
        where: 'Price, first sentence',
        says: 'A cited source is no longer in the library',
      },
    ],
    silent: [
      {
        of: 'a story that is there',
        blocks: [paragraph('See ', storyLink('there', 'A Story'), ' ', cite('wire'), '.')],
      },
    ],
  },
  'source-needs-details': {
    speaks: [
      {
        of: 'a bare source',
        blocks: [section('Price'), paragraph('It rose ', cite('bare'), '. Again ', cite('bare', { id: 'c2' }), '.')],
        where: 'Price',
        says: 'Orbit Brief, Mar 2026 needs its details',
      },
    ],
    silent: [{ of: 'a source with details', blocks: [paragraph('It rose ', cite('wire'), '.')] }],
  },
  'citation-without-verdict': {
    speaks: [
      {
        of: 'an unverified citation',
        blocks: [section('Price'), paragraph('It fell. It rose ', cite('wire', { verdict: 'unverified' }), '.')],
        where: 'Price, second sentence',
        says: 'A citation has no verdict yet',
      },
      {
        of: 'a sentence that has changed since',
        blocks: [
          section('Price'),
          paragraph(
            'It rose ',
            cite('wire', { review: { at: '2026-03-09T00:00:00.000Z', sentence: 'It fell .' } }),
            '.',
          ),
        ],
        where: 'Price, first sentence',
        says: 'The sentence has changed since its citation was reviewed',
      },
    ],
    silent: [
      {
        of: 'a citation with a verdict',
        blocks: [paragraph('It rose ', cite('wire'), '. And so ', cite('gazette', { verdict: 'not-found' }), '.')],
      },
    ],
  },
};

function answered(question: string): SerializedNode[] {
  return (list(question).children ?? []).map((item) => ({ ...item, checked: true }));
}

it('has a row for every rule', () => {
  expect(Object.keys(TABLE).sort()).toEqual(CHECKS.map(({ rule }) => rule).sort());
});

describe.each(Object.entries(TABLE))('%s', (rule, { speaks, silent }) => {
  it.each(speaks)('speaks of $of', ({ where, says, ...of }) => {
    const findings = findingsOf(rule, of);
    expect(findings.map((finding) => finding.where)).toEqual([where]);
    if (says) expect(findings[0]?.message).toBe(says);
  });

  it.each(silent)('is silent about $of', (of) => {
    expect(findingsOf(rule, of)).toEqual([]);
  });

  it('keeps its place while the text around it changes', () => {
    const [first] = speaks;
    if (!first) throw new Error('The rule has no example.');
    const { where: _, ...of } = first;
    const moved = { ...of, blocks: [paragraph('Something new.'), ...of.blocks] };
    expect(findingsOf(rule, moved).map(({ place }) => place)).toEqual(findingsOf(rule, of).map(({ place }) => place));
  });
});

describe('a finding', () => {
  it('leads to its words', () => {
    const [finding] = findingsOf('uncited-paragraph', { blocks: [paragraph('So. It rose by 12 per cent.')] });
    expect(finding?.target).toEqual({ kind: 'text', blockIndex: 0, runIndex: 0, start: 15, end: 17 });
    expect(finding?.detail).toBe('12');
  });

  it.each([
    [0.994, 'The quoted passage differs from the source, 99 % alike'],
    [0.999, 'The quoted passage differs from the source, 99 % alike'],
    [0, 'The quoted passage is not in the offline copy of the source'],
  ])('says how alike a quote and its source are: %d', (similarity, message) => {
    const [finding] = findingsOf('quote-differs', {
      blocks: [paragraph('It rose ', cite('wire', { quote: 'It has risen.' }), '.')],
      quotes: [{ citationId: 'c-wire', similarity }],
    });
    expect(finding?.message).toBe(message);
  });

  it('is of the questions that the story asks now', () => {
    const said = [section('Overview'), paragraph('Chile raises its export quota before 2027.')];
    const asking = (question: string) =>
      findingsOf('question-asserted', { blocks: [...said, section('Open', { role: 'questions' }), list(question)] });
    expect(asking('Will Chile raise the export quota before 2027?')).toHaveLength(1);
    expect(asking('Will Peru lower the import duties after 2030?')).toEqual([]);
    expect(asking('Will Chile raise the export quota before 2027?')).toHaveLength(1);
  });

  it('names the link among the document’s links', () => {
    const [finding] = findingsOf('dead-link', {
      blocks: [paragraph(storyLink('there', 'A')), paragraph('See ', storyLink('gone', 'B'), '.')],
    });
    expect(finding?.target).toEqual({ kind: 'story-link', index: 1 });
  });
});

describe('muting', () => {
  const blocks = [section('Price'), paragraph('It rose by 12 per cent.'), paragraph('It fell by 3 per cent.')];
  const [first, second] = findingsOf('uncited-paragraph', { blocks });
  const mute = (finding: Finding | undefined, place = finding?.place ?? ''): MutedCheck => ({
    rule: 'uncited-paragraph',
    place,
    reason: 'The figure is the desk’s own.',
    mutedAt: '2026-03-09T00:00:00.000Z',
  });

  it('silences one place and leaves the others', () => {
    const assessment = assess({ blocks }, [mute(first)]);
    expect(assessment.findings).toEqual([second]);
    expect(assessment.muted).toEqual([{ finding: first, mute: mute(first) }]);
  });

  it('ends when the paragraph says something else, and the mute is told to be idle', () => {
    const changed = [section('Price'), paragraph('It rose by 15 per cent.')];
    const assessment = assess({ blocks: changed }, [mute(first)]);
    expect(assessment.findings).toHaveLength(1);
    expect(assessment.idleMutes).toEqual([mute(first)]);
  });

  it('is of one rule', () => {
    const other = { ...mute(first), rule: 'one-outlet' };
    expect(assess({ blocks }, [other]).findings).toHaveLength(2);
  });
});
