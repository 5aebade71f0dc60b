import { describe, expect, it } from 'vitest';
import { isPressOf } from '#renderer/review/key-press.ts';

const press = (
  key: string,
  code: string,
  modifiers: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey', true>> = {},
) => ({
  key,
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

describe('a press of a key', () => {
  it.each([
    ['J', press('j', 'KeyJ')],
    ['J', press('J', 'KeyJ')],
    ['J', press('о', 'KeyJ')],
    ['J', press('j', 'KeyC')],
    ['1', press('1', 'Digit1')],
    ['1', press('1', 'Numpad1')],
    ['1', press('&', 'Digit1')],
    ['?', press('?', 'Slash', { shiftKey: true })],
    ['?', press('?', 'Minus', { shiftKey: true })],
    ['[', press('[', 'BracketLeft')],
    ['[', press('[', 'Digit8', { ctrlKey: true, altKey: true })],
    ['Escape', press('Escape', 'Escape')],
  ])('is %s: %j', (key, event) => {
    expect(isPressOf(event, key)).toBe(true);
  });

  it.each([
    ['J', press('c', 'KeyJ')],
    ['J', press('j', 'KeyJ', { ctrlKey: true })],
    ['J', press('J', 'KeyJ', { shiftKey: true })],
    ['1', press('!', 'Digit1', { shiftKey: true })],
    ['1', press('2', 'Digit1')],
    ['[', press('ü', 'BracketLeft')],
    ['?', press('?', 'Slash', { ctrlKey: true })],
    ['Escape', press('e', 'KeyE')],
  ])('is not %s: %j', (key, event) => {
    expect(isPressOf(event, key)).toBe(false);
  });
});
