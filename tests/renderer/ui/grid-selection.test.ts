import { describe, expect, it } from 'vitest';
import { type GridSelection, moved, NOTHING_SELECTED, only, pressed } from '#renderer/ui/grid-selection.ts';

const ROWS = ['a', 'b', 'c', 'd', 'e'];
const NONE = { shiftKey: false, ctrlKey: false, metaKey: false };
const SHIFT = { ...NONE, shiftKey: true };
const CTRL = { ...NONE, ctrlKey: true };
const chosen = (selection: GridSelection | undefined) => [...(selection?.ids ?? [])].join('');
const key = (selection: GridSelection, name: string, modifiers = NONE) =>
  moved(selection, ROWS, { key: name, ...modifiers }, 3);

describe('the selection of a grid', () => {
  it('is the row that is pressed; with Ctrl one more or less, with Shift all up to it', () => {
    expect(chosen(pressed(NOTHING_SELECTED, ROWS, 'b', NONE))).toBe('b');
    const two = pressed(only('b'), ROWS, 'd', CTRL);
    expect(chosen(two)).toBe('bd');
    expect(chosen(pressed(two, ROWS, 'b', CTRL))).toBe('d');
    expect(chosen(pressed(only('d'), ROWS, 'b', SHIFT))).toBe('bcd');
    expect(chosen(pressed(NOTHING_SELECTED, ROWS, 'c', SHIFT))).toBe('c');
  });

  it('moves with the arrow keys, a page, or to the ends, and never beyond them', () => {
    expect(chosen(key(NOTHING_SELECTED, 'ArrowDown'))).toBe('a');
    expect(chosen(key(only('b'), 'ArrowDown'))).toBe('c');
    expect(chosen(key(only('e'), 'ArrowDown'))).toBe('e');
    expect(chosen(key(only('a'), 'ArrowUp'))).toBe('a');
    expect(chosen(key(only('a'), 'PageDown'))).toBe('d');
    expect(chosen(key(only('c'), 'Home'))).toBe('a');
    expect(chosen(key(only('c'), 'End'))).toBe('e');
  });

  it('extends with Shift and shrinks again, from where it began', () => {
    const three = key(key(only('b'), 'ArrowDown', SHIFT) ?? NOTHING_SELECTED, 'ArrowDown', SHIFT);
    expect(chosen(three)).toBe('bcd');
    expect(chosen(key(three ?? NOTHING_SELECTED, 'ArrowUp', SHIFT))).toBe('bc');
  });

  it('with Ctrl lets the focus go on alone and Space pick out rows', () => {
    const away = key(only('a'), 'ArrowDown', CTRL);
    expect([chosen(away), away?.focusId]).toEqual(['a', 'b']);
    expect(chosen(key(away ?? NOTHING_SELECTED, ' ', CTRL))).toBe('ab');
    expect(chosen(key(only('a'), 'a', CTRL))).toBe('abcde');
  });

  it('leaves other keys alone', () => {
    expect(key(only('a'), 'x')).toBeUndefined();
    expect(moved(NOTHING_SELECTED, [], { key: 'ArrowDown', ...NONE }, 3)).toBeUndefined();
  });
});
