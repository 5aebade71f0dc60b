/**
 * Where a section goes when its row is dropped or moved by keyboard.
 */
import type { Section } from '#core/document/outline.ts';

export type SectionMove = 'up' | 'down' | { before: string } | { after: string };

/**
 * The section before which the moved one is to stand, null for the end of the story; undefined where the move would change
 * nothing, or would put a section into itself.
 */
export function moveTarget(sections: readonly Section[], id: string, move: SectionMove): string | null | undefined {
  const at = sections.findIndex((section) => section.id === id);
  const moved = sections[at];
  if (!moved) return undefined;
  const end = sections.findIndex((section, index) => index > at && section.firstBlock >= moved.endBlock);
  const afterOwn = end < 0 ? sections.length : end;
  const target = targetIndex(sections, at, afterOwn, move);
  if (target === undefined || (target >= at && target <= afterOwn)) return undefined;
  return sections[target]?.id ?? null;
}

/** The index in the outline before which the section is to stand. */
function targetIndex(
  sections: readonly Section[],
  at: number,
  afterOwn: number,
  move: SectionMove,
): number | undefined {
  const level = sections[at]?.level ?? 0;
  if (move === 'up') {
    const before = sections.findLastIndex((section, index) => index < at && section.level <= level);
    return before < 0 ? undefined : before;
  }
  if (move === 'down') {
    const next = sections[afterOwn];
    if (!next) return undefined;
    const beyond = sections.findIndex((section, index) => index > afterOwn && section.firstBlock >= next.endBlock);
    return beyond < 0 ? sections.length : beyond;
  }
  const index = sections.findIndex((section) => section.id === ('before' in move ? move.before : move.after));
  if (index < 0) return undefined;
  return 'before' in move ? index : index + 1;
}
