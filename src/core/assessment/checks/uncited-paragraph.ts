/**
 * A paragraph with figures or a quotation that cites nothing. A list item is a paragraph, a table is one as a whole;
 * questions and connections assert nothing that needs a source.
 */
import { perBlock } from '#core/document/per-block.ts';
import { needsNoSources, uncitedUnitsIn } from '#core/document/uncited.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { quotationsIn } from '../quotations.ts';
import type { Check } from './check.ts';
import { firstFigureIn } from './figures.ts';

export const uncitedParagraph: Check = {
  rule: 'uncited-paragraph',
  title: 'Figures and quotations without a citation',
  prepare: (block) => void uncitedIn(block),
  find: ({ document, projections, places }) => {
    const silent = new Set(projections.sections.filter(needsNoSources).map(({ id }) => id));
    return document.root.children.flatMap((block, blockIndex) => {
      const found = uncitedIn(block);
      if (found.length === 0) return [];
      const sectionId = places.sectionIdOf(blockIndex);
      if (sectionId !== null && silent.has(sectionId)) return [];
      return found.map(({ what, place, runIndex, start, end, words }) => ({
        message: `${what} without a citation`,
        detail: words,
        place,
        where: places.paragraph(blockIndex, runIndex),
        sectionId,
        target: { kind: 'text', blockIndex, runIndex, start, end },
      }));
    });
  },
};

/** A quotation of fewer words is a term that somebody uses. */
const MIN_QUOTED_WORDS = 3;

const uncitedIn = perBlock((block) =>
  uncitedUnitsIn(block).flatMap(({ runs, runIndex }) => {
    const place = fingerprintOf(runs.map(({ text }) => text).join('\n'));
    for (const [index, { text }] of runs.entries()) {
      const what = whatNeedsCiting(text);
      if (what) return [{ ...what, place, runIndex: runIndex + index, words: text.slice(what.start, what.end) }];
    }
    return [];
  }),
);

function whatNeedsCiting(text: string): { what: string; start: number; end: number } | undefined {
  const quotation = quotationsIn(text).find(
    ({ start, end }) => (text.slice(start, end).match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= MIN_QUOTED_WORDS,
  );
  if (quotation) return { what: 'A quotation', ...quotation };
  const figure = firstFigureIn(text);
  return figure && { what: 'Figures', ...figure };
}
