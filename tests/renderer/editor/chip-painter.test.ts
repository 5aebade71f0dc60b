import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Citation, citationSchema } from '#core/model/citation.ts';
import { newSource, type Source } from '#core/model/source.ts';
import { createChipPainter } from '#renderer/editor/chip-painter.ts';

const now = new Date('2026-03-09T12:00:00Z');
const read = (name: string) => readFileSync(new URL(`../../../data/styles/${name}`, import.meta.url), 'utf8');
const house = { id: 'galley-house', xml: read('galley-house.csl'), localeXml: read('locales-en-US.xml') };

function source(id: string, outlet: string): Source {
  return newSource(
    id,
    { type: 'article-newspaper', 'container-title': outlet, issued: { 'date-parts': [[2026, 3]] } },
    now,
  );
}
const cite = (...sourceIds: string[]): Citation =>
  citationSchema.parse({ id: `c-${sourceIds.join('-')}`, items: sourceIds.map((sourceId) => ({ sourceId })) });

describe('what a chip prints', () => {
  test('follows the citation style and the sources as they change', () => {
    const painter = createChipPainter(() => new Map());
    const citation = cite('s1');
    painter.setSources(new Map([['s1', source('s1', 'Harbour Gazette')]]));
    expect(painter.printCitation(citation)).toBe('(Harbour Gazette)');
    painter.setStyle(house);
    expect(painter.printCitation(citation)).toBe('(Harbour Gazette, March 2026)');
    painter.setSources(new Map([['s1', source('s1', 'Meridian Wire')]]));
    expect(painter.printCitation(citation)).toBe('(Meridian Wire, March 2026)');
  });

  test('a source made a moment ago is asked for', () => {
    const sources = new Map<string, Source>();
    const painter = createChipPainter(() => new Map(sources));
    painter.setStyle(house);
    painter.setSources(new Map());
    sources.set('new', source('new', 'Fresh Outlet'));
    expect(painter.printCitation(cite('new'))).toBe('(Fresh Outlet, March 2026)');
  });

  test('a story link reads as the story is called now', () => {
    const painter = createChipPainter(() => new Map());
    const link = { storyId: 'x', title: 'As it was' };
    expect(painter.printStoryLink(link)).toBe('As it was');
    painter.setStoryTitles(new Map([['x', 'As it is']]));
    expect(painter.printStoryLink(link)).toBe('As it is');
  });

  test('a verdict that the text has outrun is a state of its own', () => {
    const painter = createChipPainter(() => new Map());
    const painted = (citation: Citation) => {
      const element = fakeElement();
      painter.paintCitation(element as unknown as HTMLElement, citation);
      return element;
    };
    const reviewed: Citation = { ...cite('s1'), verdict: 'supports' };
    expect(painted(reviewed).dataset.verdict).toBe('supports');
    painter.setChanged(new Set([reviewed.id]));
    expect(painted(reviewed).dataset.verdict).toBe('changed');
    expect(painted(reviewed).attributes['aria-label']).toMatch(/, changed since review$/);
    expect(painted({ ...reviewed, verdict: 'unverified' }).dataset.verdict).toBe('unverified');
    painter.setChanged(new Set());
    expect(painted(reviewed).dataset.verdict).toBe('supports');
  });
});

/** What the painter needs of an element; the tests have no page. */
function fakeElement() {
  const attributes: Record<string, string> = {};
  return {
    attributes,
    classList: { toggle: () => false },
    dataset: {} as Record<string, string>,
    textContent: '',
    getAttribute: (name: string) => attributes[name] ?? null,
    setAttribute: (name: string, value: string) => {
      attributes[name] = value;
    },
  };
}
