import { describe, expect, it } from 'vitest';
import { isDateVariable, isNameVariable, isTextVariable } from '#core/citation/variables.ts';
import { CSL_TYPES } from '#core/model/source.ts';
import { addableFields, formOf, otherFieldsOf } from '#renderer/sources/source-forms.ts';
import { TYPE_NAMES } from '#renderer/sources/source-types.ts';

describe('the form of a source', () => {
  it.each(CSL_TYPES)('of a %s begins with its title, shows each variable once, under a name of its own', (type) => {
    const form = formOf(type);
    expect(TYPE_NAMES[type]).toBeTruthy();
    expect(form[0]?.variable).toBe('title');
    const variables = form.map(({ variable }) => variable);
    expect(new Set(variables).size).toBe(variables.length);
    const labels = form.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(variables).toContain('issued');
  });

  it.each([
    ['article-newspaper', 'container-title', 'Outlet'],
    ['article-journal', 'container-title', 'Journal'],
    ['report', 'publisher', 'Institution'],
    ['broadcast', 'container-title', 'Programme'],
    ['legislation', 'jurisdiction', 'Jurisdiction'],
    ['legal_case', 'authority', 'Court'],
    ['interview', 'interviewer', 'Interviewers'],
    ['personal_communication', 'recipient', 'To'],
    ['thesis', 'publisher', 'University'],
    ['speech', 'author', 'Speakers'],
  ] as const)('of a %s calls %s “%s”', (type, variable, label) => {
    expect(formOf(type).find((field) => field.variable === variable)?.label).toBe(label);
  });

  it('hides nothing that is filled in, whatever it is', () => {
    const { fields, foreign } = otherFieldsOf({
      type: 'article-newspaper',
      title: 'shown by the form',
      ISBN: '978',
      recipient: [{ family: 'A' }],
      submitted: { 'date-parts': [[2026]] },
      custom: { zotero: 1 },
      'x-desk': 'ours',
      note: '',
    });
    expect(fields.map(({ variable }) => variable)).toEqual(['ISBN', 'recipient', 'submitted']);
    expect(foreign).toEqual([
      { name: 'custom', text: '{"zotero":1}' },
      { name: 'x-desk', text: 'ours' },
    ]);
  });

  it('offers every other variable of CSL to be added', () => {
    for (const type of CSL_TYPES) {
      const form = formOf(type).map(({ variable }) => variable);
      const addable = addableFields({ type }).map(({ variable }) => variable);
      expect(addable.filter((variable) => form.includes(variable))).toEqual([]);
      for (const variable of [...form, ...addable])
        expect(isTextVariable(variable) || isNameVariable(variable) || isDateVariable(variable)).toBe(true);
      expect(form.length + addable.length).toBeGreaterThan(90);
    }
  });
});
