// What of a story an edition for one audience holds.
import { describe, expect, it } from 'vitest';
import { textOf } from '#core/document/walk.ts';
import { audiencesIn } from '#core/publish/audience.ts';
import { selectionOf } from '#core/publish/selection.ts';
import { takeIn } from '../intake/desk.ts';

const HEAD = [
  'Developing Story',
  'A title',
  'A summary.',
  'Importance: 70%Confidence: 60%Mentions: 0Updated: March 9, 2026',
];
const linesFor = (audience: string, ...body: string[]) => {
  const { story } = takeIn([...HEAD, '## A title', ...body, ''].join('\n'));
  const { document, leftOut, sections } = selectionOf(
    story.document,
    { show: 'full' },
    { audience, openQuestions: true },
  );
  expect(sections).toHaveLength(document.root.children.length);
  return { lines: document.root.children.map(textOf), bullets: leftOut.bullets };
};

describe('significance for one audience', () => {
  it('goes with its heading where all of it is for others', () => {
    expect(
      linesFor(
        'attorneys',
        '### Strategic Significance',
        '- **For investors:** Buy.',
        '- **For insurers:** Wait.',
        '### Connections to Existing Pages',
        'None.',
      ),
    ).toEqual({ lines: ['Connections to Existing Pages', 'None.'], bullets: 2 });
  });

  it('keeps its heading over a bullet, a paragraph or a section that is for everyone', () => {
    const significance = ['### Strategic Significance', '- **For investors:** Buy.'];
    for (const more of [['- All of it matters.'], ['And a word to all.'], ['#### In short', 'It matters.']]) {
      const { lines, bullets } = linesFor('attorneys', ...significance, ...more);
      expect(lines[0]).toBe('Strategic Significance');
      expect(lines.length).toBeGreaterThan(1);
      expect(bullets).toBe(1);
    }
  });

  it.each([
    ['**For investors**: Buy.', 'a colon outside'],
    ['**For *investors*:** Buy.', 'two formats'],
    ['**For the investors:** Buy.', 'an article'],
    ['**For insurers, investors & banks:** Buy.', 'several others'],
  ])('leaves %s out for attorneys: %s', (bullet) => {
    expect(linesFor('attorneys', '### Strategic Significance', `- ${bullet}`, '- For all.').bullets).toBe(1);
  });

  it.each(['**For attorneys and investors:** Both.', '**For investors / attorneys**: Both.', 'For investors: All.'])(
    'keeps %s for attorneys',
    (bullet) => {
      expect(linesFor('attorneys', '### Strategic Significance', `- ${bullet}`).bullets).toBe(0);
    },
  );

  it('names several audiences one by one where one of them is spoken to alone', () => {
    const audiences = (...bullets: string[]) => {
      const body = ['### Strategic Significance', ...bullets.map((bullet) => `- **For ${bullet}:** x`)];
      return audiencesIn(takeIn([...HEAD, '## A title', ...body, ''].join('\n')).story.document);
    };
    expect(audiences('attorneys and investors', 'attorneys')).toEqual(['attorneys', 'investors']);
    expect(audiences('health and safety officers')).toEqual(['health and safety officers']);
  });
});
