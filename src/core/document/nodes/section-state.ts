/**
 * What a heading carries beside its text. Sections are not containers: a projection cuts the document at headings.
 */
import { HeadingNode } from '@lexical/rich-text';
import { $getState, $setState, createState, defineExtension, safeCast } from 'lexical';
import { newId } from '#core/model/primitives.ts';
import { guessRole, type SectionState, sectionStateSchema } from '#core/model/section.ts';

const sectionState = createState('section', {
  parse: (value): SectionState | null => sectionStateSchema.safeParse(value).data ?? null,
  // A copied heading starts a section of its own.
  resetOnCopyNode: true,
});

/** The section that this heading opens; null on a heading that is not at the top level or was only just made. */
export function $sectionOf(heading: HeadingNode): SectionState | null {
  return $getState(heading, sectionState);
}

/** Changes what a heading carries; fields that are absent from `change` stay. */
export function $changeSection(heading: HeadingNode, change: Partial<Omit<SectionState, 'id'>>): void {
  const section = $sectionOf(heading);
  if (section) $setState(heading, sectionState, { ...section, ...change });
}

/** Gives a heading its section; for converters that know id, role and confidence already. */
export function $setSection(heading: HeadingNode, section: SectionState): void {
  $setState(heading, sectionState, section);
}

/** Sees to it that every heading at the top level of the document carries a section, with a role guessed from its words. */
export const SectionExtension = defineExtension({
  name: 'galley/Section',
  nodes: [HeadingNode],
  config: safeCast<{ newId: () => string }>({ newId }),
  register: (editor, config) =>
    editor.registerNodeTransform(HeadingNode, (heading) => {
      const section = $sectionOf(heading);
      const text = heading.getTextContent();
      if (section === null) {
        $setSection(heading, { id: config.newId(), role: guessRole(text), confidencePercent: null, rationale: '' });
      }
    }),
});
