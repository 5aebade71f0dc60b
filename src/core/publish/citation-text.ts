/**
 * How a citation stands in a printed text: as its style prints it, as a footnote, or as the numbers of the source list.
 */
import type { ReviewState } from '#core/citation/review.ts';
import type { MdastCitation } from '#core/document/markdown/extension.ts';
import type { PublishOptions } from '#core/model/publishing.ts';
import type { CitationPlace } from './edition.ts';

/** What a reviewer found, in a word or two. */
export const STATE_WORDS: Record<ReviewState, string> = {
  unverified: 'unverified',
  supports: 'supported',
  partly: 'partly supported',
  contradicts: 'contradicted',
  'not-found': 'not found in the source',
  changed: 'changed since review',
};

/** The text of a citation in the running text, and the verdict beside it where verdicts are printed. */
export function citationText(
  node: MdastCitation,
  place: CitationPlace,
  options: PublishOptions,
): { text: string; mark: string } {
  const mark = options.verdicts ? STATE_WORDS[place.state] : '';
  return { mark, text: options.citations === 'numbered' ? numbersOf(place) : (node.printed?.text ?? '') };
}

/** `see 2, p. 4; 3`: the sources' numbers, with what stands around them. A source that is gone is a question mark. */
export function numbersOf({ items }: CitationPlace): string {
  return items.map(({ source, before, after }) => `${before}${source || '?'}${after}`).join(betweenNumbers(items));
}

/** What parts the numbers of one citation: a comma would not tell them from what stands around them. */
export function betweenNumbers(items: CitationPlace['items']): string {
  return items.some(({ before, after }) => before || after) ? '; ' : ', ';
}

/** The citation as a footnote: what the style prints, without the brackets that it stands in within a text. */
export function footnoteText({ printed }: MdastCitation): string {
  const text = printed?.text ?? '';
  const bare = /^\((.*)\)$/s.exec(text)?.[1] ?? text;
  // A stop may stand within the quotation marks that end it.
  return /[.!?…][”’»"')\]]*$/.test(bare) ? bare : `${bare}.`;
}
