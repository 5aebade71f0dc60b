/**
 * The keyboard and the desktop's menu as ways to run a command.
 */
import { useEffect } from 'react';
import { matchesShortcut } from '#renderer/ui/keys.ts';
import { commandsNow, perform, runCommand } from './commands.ts';
import { desktop } from './desktop.ts';

/** Runs commands by their shortcuts while the calling component is mounted. A dialog on top keeps its keys to itself. */
export function useCommandKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandsNow().find(
        ({ shortcut, shortcutHandledElsewhere }) =>
          shortcut && !shortcutHandledElsewhere && matchesShortcut(event, shortcut),
      );
      if (!command || (document.querySelector('[role=dialog]') && command.id !== 'view.palette')) return;
      event.preventDefault();
      perform(command);
    };
    window.addEventListener('keydown', onKeyDown);
    const stopMenu = desktop?.onMenuCommand(runCommand);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      stopMenu?.();
    };
  }, []);
}
