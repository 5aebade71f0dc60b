/**
 * The reasons of an evidence suggestion, in words.
 */
import type { ReviewState } from '#core/citation/review.ts';
import type { Grade } from '#core/model/source.ts';

export type EvidenceFacts = {
  /** The best grade of each independent outlet, in any order. */
  grades: readonly (Grade | null)[];
  /** What stands of each citation's verdict. */
  states: readonly ReviewState[];
  /** Sources that were taken over from another that is cited too. */
  copies: number;
};

const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
const GRADES: readonly (Grade | null)[] = ['A', 'B', 'C', 'D', 'E', 'F', null];

/** How one citation and several are said to stand, from the best to the worst. */
const STATES: readonly [ReviewState, one: string, several: string][] = [
  ['supports', 'supports its sentence', 'support their sentences'],
  ['partly', 'partly supports its sentence', 'partly support their sentences'],
  ['unverified', 'is unverified', 'are unverified'],
  [
    'changed',
    'has a sentence or sources that changed since its review',
    'have sentences or sources that changed since their review',
  ],
  ['not-found', 'was not found in its source', 'were not found in their sources'],
  ['contradicts', 'contradicts its sentence', 'contradict their sentences'],
];

/** One or two sentences: how many outlets of which grades, and what reviewers found. */
export function evidenceReasons({ grades, states, copies }: EvidenceFacts): string {
  if (states.length === 0) return 'Nothing is cited here.';
  const parts = [outletsInWords(grades), citationsInWords(states)].filter(Boolean);
  const sentence = `${capitalised(parts.join('; '))}.`;
  return copies === 0 ? sentence : `${sentence} ${copiesInWords(copies)}`;
}

function copiesInWords(copies: number): string {
  return copies === 1
    ? 'One copy counts with the outlet that it was taken from.'
    : `${capitalised(inWords(copies))} copies count with the outlets that they were taken from.`;
}

function outletsInWords(grades: readonly (Grade | null)[]): string {
  if (grades.length === 0) return 'the sources are no longer in the library';
  if (grades.length === 1) return `one outlet, ${gradeInWords(grades[0] ?? null)}`;
  const groups = GRADES.map((grade) => ({ grade, count: grades.filter((other) => other === grade).length })).filter(
    ({ count }) => count > 0,
  );
  const [only] = groups;
  if (groups.length === 1 && only) {
    const all = grades.length === 2 ? 'both' : 'all';
    return `${inWords(grades.length)} outlets, ${only.grade === null ? 'none of them graded yet' : `${all} graded ${only.grade}`}`;
  }
  return `${inWords(grades.length)} outlets, ${joined(groups.map(({ grade, count }) => `${inWords(count)} ${gradeInWords(grade)}`))}`;
}

function gradeInWords(grade: Grade | null): string {
  return grade === null ? 'not yet graded' : `graded ${grade}`;
}

function citationsInWords(states: readonly ReviewState[]): string {
  const groups = STATES.map(([state, one, several]) => {
    const count = states.filter((other) => other === state).length;
    return { count, verb: count === 1 ? one : several };
  }).filter(({ count }) => count > 0);
  return groups
    .map(({ count, verb }, index) => {
      const noun = index === 0 ? (count === 1 ? ' citation' : ' citations') : '';
      return `${inWords(count)}${noun} ${verb}`;
    })
    .join(', ');
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function inWords(count: number): string {
  return NUMBERS[count] ?? count.toLocaleString('en');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
