/**
 * Keyboard shortcuts as commands write them, `Mod+Shift+C`: how they are shown on this platform, and whether a key press is one.
 */

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

const MAC_SIGNS: Record<string, string> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Ctrl: '⌃',
  Enter: '↵',
  Escape: 'esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
};
const WORDS: Record<string, string> = { Mod: 'Ctrl', Enter: '↵', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' };

/** `⌘⇧C` on a Mac, `Ctrl+Shift+C` elsewhere. */
export function formatShortcut(shortcut: string, mac: boolean = isMac): string {
  const parts = shortcut.split('+').map((part) => part || '+');
  return mac
    ? parts.map((part) => MAC_SIGNS[part] ?? part).join('')
    : parts.map((part) => WORDS[part] ?? part).join('+');
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** True where a key press is the shortcut, on whatever keyboard layout: letters and digits go by their place too. */
export function matchesShortcut(event: KeyPress, shortcut: string, mac: boolean = isMac): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string) => parts.slice(0, -1).includes(modifier);
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (mod !== wants('Mod') || other || event.shiftKey !== wants('Shift') || event.altKey !== wants('Alt')) return false;
  if (event.key.toLowerCase() === key.toLowerCase()) return true;
  // With Shift or Alt held, many layouts give another character.
  if (/^[A-Z]$/.test(key)) return event.code === `Key${key}` && (event.altKey || event.shiftKey);
  if (/^\d$/.test(key)) return event.code === `Digit${key}`;
  return key === '\\' && event.code === 'Backslash';
}
