import { describe, expect, it } from 'vitest';
import type { CslName } from '#core/model/source.ts';
import { changed, NO_HISTORY, redone, type SourceFields, undone } from '#renderer/sources/edit-history.ts';
import { nameFrom, nameToEdit, turnedName } from '#renderer/sources/name-text.ts';

describe('undo within the form', () => {
  const fields = (title: string): SourceFields => ({
    csl: { type: 'book', title },
    grade: null,
    needsDetails: false,
    tags: [],
    notes: '',
  });

  it('takes typing in one field as one step, and begins anew with another field or after a pause', () => {
    let history = changed(NO_HISTORY, fields('a'), 'title', 0);
    history = changed(history, fields('ab'), 'title', 500);
    expect(history.past).toEqual([fields('a')]);
    history = changed(history, fields('abc'), 'notes', 600);
    history = changed(history, fields('abc'), 'notes', 2_000);
    expect(history.past).toHaveLength(3);
  });

  it('goes back and forth, and forgets what was undone at the next change', () => {
    const history = changed(changed(NO_HISTORY, fields('a'), 'title', 0), fields('b'), 'notes', 0);
    const back = undone(history, fields('c'));
    expect(back?.fields).toEqual(fields('b'));
    const further = back && undone(back.history, back.fields);
    expect(further?.fields).toEqual(fields('a'));
    expect(further && undone(further.history, further.fields)).toBeUndefined();
    const forth = further && redone(further.history, further.fields);
    expect(forth?.fields).toEqual(fields('b'));
    expect(further && redone(changed(further.history, fields('a'), 'title', 0), fields('x'))).toBeUndefined();
  });
});

describe('names as they are typed', () => {
  it.each<[string, CslName]>([
    ['Okafor, Ada', { family: 'Okafor', given: 'Ada' }],
    ['van der Berg, Jan, Jr.', { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der', suffix: 'Jr.' }],
    ['Harbour Gazette', { literal: 'Harbour Gazette' }],
    ['O’Neill, Seán', { family: 'O’Neill', given: 'Seán' }],
  ])('%j', (text, name) => {
    expect(nameFrom(text)).toEqual(name);
    expect(nameToEdit(name)).toBe(text);
  });

  it.each<[CslName, CslName]>([
    [{ literal: 'Ada Okafor' }, { family: 'Okafor', given: 'Ada' }],
    [{ literal: 'Jan van der Berg' }, { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der' }],
    [{ literal: 'Plato' }, { family: 'Plato' }],
    [{ literal: 'Okafor, Ada' }, { family: 'Okafor', given: 'Ada' }],
    [{ family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der' }, { literal: 'Jan van der Berg' }],
  ])('%j turned round is %j', (name, turned) => {
    expect(turnedName(name)).toEqual(turned);
  });
});
