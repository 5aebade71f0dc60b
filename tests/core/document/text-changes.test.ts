import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countChangedWords, textChangesBetween } from '#core/document/text-changes.ts';
import { newStory, type Story } from '#core/model/story.ts';

function story(lines: readonly string[], title = 'Title'): Story {
  const blank = { ...newStory('a', new Date(0), '2026-03-09'), title };
  const children = lines.map((text) => ({ type: 'paragraph', children: [{ type: 'text', text }] }));
  return { ...blank, document: { root: { ...blank.document.root, children } } };
}

describe('the changes between two states of a story', () => {
  it('are none where nothing differs', () => {
    expect(textChangesBetween(story(['One.', 'Two.']), story(['One.', 'Two.']))).toEqual([]);
  });

  it('name the title, a word within a block, a block that was added and one that was removed', () => {
    const changes = textChangesBetween(
      story(['Same.', 'The old port opened.', 'Gone.', 'End.'], 'Before'),
      story(['Same.', 'The new port opened.', 'End.', 'More.'], 'After'),
    );
    expect(changes.map(({ where, pieces }) => [where, ...pieces.map(({ kind, text }) => `${kind}:${text}`)])).toEqual([
      ['title', 'removed:Before', 'added:After'],
      ['text', 'same:The', 'removed:old', 'added:new', 'same:port opened.'],
      ['text', 'removed:Gone.'],
      ['text', 'added:More.'],
    ]);
    expect(countChangedWords(changes)).toEqual({ added: 3, removed: 3 });
  });

  it('hold every word of the later state that the earlier one lacks', () => {
    const lines = fc.array(fc.constantFrom('a b', 'b c', 'c', 'd e f'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const counts = countChangedWords(textChangesBetween(story(before), story(after)));
        const words = (all: string[]) => all.join(' ').split(' ').filter(Boolean).length;
        expect(words(after) - words(before)).toBe(counts.added - counts.removed);
      }),
    );
  });
});
