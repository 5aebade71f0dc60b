// What both fixtures are exported as, byte for byte. A wanted change is written into tests/fixtures/expected with
// `galley export` after `galley import`, and looked at.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { htmlOf, markdownOf, takeIn } from '../intake/desk.ts';

const fixture = (name: string) => readFileSync(`tests/fixtures/${name}`, 'utf8');

describe.each([
  ['lithium-corridor', 'lithium-corridor.txt'],
  ['orbital-debris', 'orbital-debris.md'],
])('%s is exported as expected', (name, page) => {
  const intake = takeIn(fixture(page), { fileName: page });

  it('in HTML', () => {
    expect(htmlOf(intake)).toBe(fixture(`expected/${name}.html`));
  });

  it('as a Markdown document', () => {
    expect(markdownOf(intake, 'document')).toBe(fixture(`expected/${name}.document.md`));
  });

  it('as the page that it was', () => {
    expect(markdownOf(intake, 'page')).toBe(fixture(`expected/${name}.page.md`));
    expect(fixture(`expected/${name}.page.md`)).toBe(fixture(page));
  });
});
