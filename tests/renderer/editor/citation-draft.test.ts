import { expect, test } from 'vitest';
import { citationSchema, LOCATOR_LABELS } from '#core/model/citation.ts';
import { LOCATOR_NAMES, tidyCitation } from '#renderer/editor/citation-draft.ts';

test('fields left empty are absent, and a label stands only with its locator', () => {
  const draft = citationSchema.parse({
    id: 'c1',
    quote: '  their words \n',
    items: [
      { sourceId: 's1', locator: ' 4 ', prefix: '', suffix: '  ' },
      { sourceId: 's2', label: 'chapter', locator: '' },
      { sourceId: 's3', label: 'timestamp', locator: '1:20', dateAsWritten: '4 March 2026' },
    ],
  });
  const tidy = tidyCitation(draft);
  expect(tidy.quote).toBe('their words');
  expect(tidy.items).toEqual([
    { sourceId: 's1', locator: '4', label: 'page' },
    { sourceId: 's2' },
    { sourceId: 's3', locator: '1:20', label: 'timestamp', dateAsWritten: '4 March 2026' },
  ]);
});

test('every locator label of CSL has a name in the form', () => {
  expect(Object.keys(LOCATOR_NAMES).sort()).toEqual([...LOCATOR_LABELS].sort());
});
