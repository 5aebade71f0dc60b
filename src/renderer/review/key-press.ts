/**
 * Presses of single keys, on whatever keyboard layout.
 */

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey'>;

/**
 * True for a press of `key`, a letter, digit, sign or named key, without modifiers. Letters and digits go by their place where
 * the layout has something else there, as Cyrillic letters, or signs above the digits; signs by what is typed.
 */
export function isPressOf(event: KeyPress, key: string): boolean {
  // Signs may need Shift, or AltGr, which counts as Ctrl and Alt.
  if (/^[^\p{L}\p{N}]$/u.test(key)) return event.key === key && event.ctrlKey === event.altKey;
  if (event.ctrlKey || event.altKey || event.shiftKey) return false;
  if (event.key.toLowerCase() === key.toLowerCase()) return true;
  if (/^\d$/.test(key)) return event.code === `Digit${key}` && !/^\d$/.test(event.key);
  return /^[A-Z]$/.test(key) && event.code === `Key${key}` && !/^[a-z]$/i.test(event.key);
}
