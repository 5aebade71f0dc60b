/**
 * What the desktop's pages may not do: leave, open windows, ask for permissions, embed others.
 */
import type { Session, Shell, WebContents } from 'electron';
import { isExternalUrl, isOwnPage, mayCheckSpelling } from './settings.ts';

/** Refuses navigation and new windows; a link that leaves goes to the system's browser after its scheme was checked. */
export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  shell: Pick<Shell, 'openExternal'>,
): void {
  const leave = (url: string) => {
    if (isExternalUrl(url)) void shell.openExternal(url);
  };
  contents.setWindowOpenHandler(({ url }) => {
    leave(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (isOwnPage(event.url)) return;
    event.preventDefault();
    leave(event.url);
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/**
 * Refuses every permission but writing to the clipboard, and every request that leaves the app. Before the session's first
 * window is made: a dictionary is fetched as one begins.
 */
export function guardSession(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setSpellCheckerEnabled' | 'webRequest'
  >,
  platform: NodeJS.Platform = process.platform,
): void {
  if (!mayCheckSpelling(platform)) session.setSpellCheckerEnabled(false);
  const isAllowed = (permission: string) => permission === 'clipboard-sanitized-write';
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isAllowed(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isAllowed(permission));
  session.webRequest.onBeforeRequest((details, answer) => {
    const isLocal =
      isOwnPage(details.url) ||
      details.url.startsWith('devtools:') ||
      details.url.startsWith('data:') ||
      details.url.startsWith('blob:');
    answer({ cancel: !isLocal });
  });
}
