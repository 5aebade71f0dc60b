/**
 * A section all of whose citations come from one outlet.
 */
import type { Check } from './check.ts';

export const oneOutlet: Check = {
  rule: 'one-outlet',
  title: 'Sections that rest on one outlet',
  find: ({ projections, evidence, places }) => {
    // A section whose citations all stand in its subsections leaves it to them to say so.
    const citing = new Set(projections.citations.map(({ sectionId }) => sectionId));
    return projections.sections
      .filter(({ id, role }) => role !== 'questions' && citing.has(id) && evidence.sections.get(id)?.outlets === 1)
      .map(({ id }) => ({
        message: 'This section rests on one outlet',
        place: id,
        where: places.section(id),
        sectionId: id,
        target: { kind: 'section', sectionId: id },
      }));
  },
};
