/**
 * What the evidence suggests for a section or a story: a percentage computed from its citations, with its reasons in
 * words. It stands beside what the editor says and never moves it. `docs/assessment.md` explains the formula at length.
 */
import { type ReviewState, reviewStateOf } from '#core/citation/review.ts';
import { foldOutlet } from '#core/citation/source-match.ts';
import type { PlacedCitation } from '#core/document/citations.ts';
import { type Grade, type ListedSource, outletOf } from '#core/model/source.ts';
import { evidenceReasons } from './evidence-words.ts';

/** One source within one citation, as the formula sees it. */
export type EvidencePiece = {
  /** Whose voice it is: the folded name of the outlet, or of the one that a copy was taken over from. */
  voice: string;
  /** The source's reliability; null where nobody has graded it. */
  grade: Grade | null;
  /** The credibility of what it says, 1–6; absent where nobody has judged it. */
  credibility?: number | undefined;
  state: ReviewState;
};

export type Evidence = {
  /** 0–100; null where nothing is cited. */
  suggestedPercent: number | null;
  /** What the editor says; null where nobody has. */
  saidPercent: number | null;
  /** How far what is said stands above what is suggested, below it where negative; null where either is missing. */
  gapPoints: number | null;
  /** True where they stand more than `GAP_POINTS` apart. */
  isGap: boolean;
  /** How many independent outlets are cited. */
  outlets: number;
  /** Why, in sentences: "Two outlets, one graded B and one not yet graded; one citation is unverified." */
  reasons: string;
};

/** More points than this between what is said and what is suggested are flagged. */
export const GAP_POINTS = 20;

/** What an outlet of a grade is worth when it supports a sentence. F, "cannot be judged", is worth what no grade is. */
const RELIABILITY: Readonly<Record<Grade, number>> = { A: 0.6, B: 0.5, C: 0.4, D: 0.2, E: 0.05, F: 0.3 };
const UNGRADED = RELIABILITY.F;
/**
 * How the credibility of what is said changes that, from 1, confirmed, to 6, cannot be judged, which changes nothing.
 */
const CREDIBILITY: readonly number[] = [1.2, 1.1, 0.8, 0.4, 0.1, 1];
/** How much of an outlet's worth a verdict lets count. */
const SUPPORT: Partial<Record<ReviewState, number>> = { supports: 1, partly: 0.5 };
/** All that is cited without having been reviewed gives this at most, however much it is. */
const UNREVIEWED_SHARE = 0.2;
/** What is left after each outlet that contradicts. */
const AFTER_CONTRADICTION = 0.7;

/** The formula in the editor's words, for a tooltip. */
export const FORMULA_IN_WORDS = [
  'Each independent outlet counts once, by its best citation; a syndicated copy counts with its origin.',
  'What an outlet graded A supports is worth 60 %, B 50, C 40, not graded or F 30, D 20, E 5.',
  'Information that is confirmed (1) is worth a fifth more, doubtful information (4) 60 % less.',
  'A citation that supports counts whole, one that partly does half. Outlets add up like independent witnesses.',
  'Whatever is cited but not reviewed gives 20 points at most. Each outlet that contradicts takes 30 % off.',
];

/**
 * The suggestion for a set of pieces, 0–100.
 *
 * Each voice `v` has a worth `w(v)`, that of its best piece (reliability × credibility), and a support `s(v)`, the best
 * of worth × verdict. With `S = 1 − ∏(1 − s(v))` over all voices, `U = ⅕ · (1 − ∏(1 − w(v)))` over those that may
 * support, and `c` voices that contradict, the suggestion is `100 · (1 − (1 − S)(1 − U)) · 0.7ᶜ`.
 *
 * Every factor lies within 0–1, so the suggestion is bounded. Maxima and products know no order. `S` and `U` grow with
 * every worth, support and voice, and `c` is independent of grades, so a better grade, credibility or verdict and one
 * more supporting voice never lower the suggestion, and a contradiction never raises it. A verdict on a sentence that
 * has changed since counts as none; a passage that was not found supports nothing.
 */
export function suggestionFrom(pieces: readonly EvidencePiece[]): number {
  const voices = new Map<string, { worth: number; support: number; contradicts: boolean }>();
  for (const { voice, grade, credibility, state } of pieces) {
    const known = voices.get(voice) ?? { worth: 0, support: 0, contradicts: false };
    const worth = (grade === null ? UNGRADED : RELIABILITY[grade]) * (CREDIBILITY[(credibility ?? 6) - 1] ?? 1);
    const maySupport = state !== 'contradicts' && state !== 'not-found';
    voices.set(voice, {
      worth: Math.max(known.worth, maySupport ? worth : 0),
      support: Math.max(known.support, worth * (SUPPORT[state] ?? 0)),
      contradicts: known.contradicts || state === 'contradicts',
    });
  }
  // In one order, so that rounding knows none either.
  const all = [...voices.values()];
  const supported = together(all.map(({ support }) => support));
  const unreviewed = UNREVIEWED_SHARE * together(all.map(({ worth }) => worth));
  const contradictions = all.filter(({ contradicts }) => contradicts).length;
  return 100 * (1 - (1 - supported) * (1 - unreviewed)) * AFTER_CONTRADICTION ** contradictions;
}

/** What independent witnesses amount to: one minus the chance that all are wrong. */
function together(strengths: readonly number[]): number {
  return 1 - strengths.toSorted((a, b) => a - b).reduce((allWrong, strength) => allWrong * (1 - strength), 1);
}

/**
 * Weighs the citations of a section or story against what its editor says of it. Sources that the library doesn't have
 * any more count as nothing.
 */
export function evidenceOf(
  citations: readonly Pick<PlacedCitation, 'citation' | 'sentence'>[],
  sources: ReadonlyMap<string, ListedSource>,
  saidPercent: number | null,
): Evidence {
  const pieces: EvidencePiece[] = [];
  const cited = new Set<ListedSource>();
  const states: ReviewState[] = [];
  for (const { citation, sentence } of citations) {
    const state = reviewStateOf(citation, sentence);
    states.push(state);
    for (const { sourceId } of citation.items) {
      const source = sources.get(sourceId);
      if (!source) continue;
      cited.add(source);
      pieces.push({ voice: voiceOf(source), grade: source.grade, credibility: citation.credibility, state });
    }
  }
  const suggestedPercent = citations.length === 0 ? null : Math.round(suggestionFrom(pieces));
  const gapPoints = suggestedPercent === null || saidPercent === null ? null : saidPercent - suggestedPercent;
  return {
    suggestedPercent,
    saidPercent,
    gapPoints,
    isGap: gapPoints !== null && Math.abs(gapPoints) > GAP_POINTS,
    outlets: new Set(pieces.map(({ voice }) => voice)).size,
    reasons: evidenceReasons({ grades: gradesByVoice(pieces), states, copies: copiesAmong(cited) }),
  };
}

const voices = new WeakMap<ListedSource, string>();

/**
 * Whose voice a source is: outlets of one name are one voice, and a copy speaks with the voice that it was taken over
 * from. A source that names no outlet is a voice of its own.
 */
export function voiceOf(source: ListedSource): string {
  let voice = voices.get(source);
  if (voice === undefined) {
    voice = foldOutlet(source.syndicatedFrom || outletOf(source.csl)) || `source ${source.id}`;
    voices.set(source, voice);
  }
  return voice;
}

/** The best grade of each voice. */
function gradesByVoice(pieces: readonly EvidencePiece[]): (Grade | null)[] {
  const best = new Map<string, Grade | null>();
  for (const { voice, grade } of pieces) {
    const known = best.get(voice);
    if (known === undefined || worthOf(grade) > worthOf(known)) best.set(voice, grade);
  }
  return [...best.values()];
}

function worthOf(grade: Grade | null): number {
  return grade === null ? UNGRADED : RELIABILITY[grade];
}

/** How many of the sources are copies whose origin is among them too. */
function copiesAmong(cited: ReadonlySet<ListedSource>): number {
  const origins = new Set([...cited].filter((source) => !source.syndicatedFrom).map(voiceOf));
  return [...cited].filter((source) => source.syndicatedFrom && origins.has(voiceOf(source))).length;
}
