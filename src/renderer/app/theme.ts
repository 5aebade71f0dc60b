/**
 * Light or dark: the library's setting, or the system's while the setting says so.
 */
import type { Settings } from '#core/model/library.ts';

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
let setting: Settings['theme'] = 'system';

function apply(): void {
  const theme = setting === 'system' ? (systemIsDark.matches ? 'dark' : 'light') : setting;
  document.documentElement.dataset.theme = theme;
}

systemIsDark.addEventListener('change', apply);

/** Applies a theme now and keeps to it; `system` follows the system from then on. */
export function applyTheme(theme: Settings['theme']): void {
  setting = theme;
  apply();
}
