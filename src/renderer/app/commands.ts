/**
 * The command registry: what can be done now, under which name and shortcut. The palette, the keyboard and the desktop's
 * menu all read it; a view adds its commands while it is on screen.
 */
import { useEffect } from 'react';
import { create } from 'zustand';
import { showToast } from '#renderer/ui/toast.tsx';
import { isReadOnlyNow, READING_ONLY } from './reading.ts';

/** The groups that the palette and the desktop's menu show commands under, in this order. */
export const COMMAND_GROUPS = ['Story', 'Review', 'Edit', 'Insert', 'Format', 'View', 'Library'] as const;

export type Command = {
  /** Names the command for good, `story.new`; a later registration of the same id stands before an earlier one. */
  id: string;
  title: string;
  group: (typeof COMMAND_GROUPS)[number];
  /** As `Mod+Shift+C`; `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
  shortcut?: string;
  /** True where the editor's own keymap handles the shortcut already and it is only shown. */
  shortcutHandledElsewhere?: boolean;
  /** True for what a library that is only read refuses. */
  changesLibrary?: boolean;
  /** False while it can't be done; the palette then leaves it out. */
  isEnabled?: () => boolean;
  run: () => void;
};

type Registry = {
  sets: ReadonlyMap<symbol, readonly Command[]>;
  add: (commands: readonly Command[]) => () => void;
};

export const useCommandRegistry = create<Registry>((set) => ({
  sets: new Map(),
  add: (commands) => {
    const key = Symbol('commands');
    set(({ sets }) => ({ sets: new Map(sets).set(key, commands) }));
    return () =>
      set(({ sets }) => {
        const rest = new Map(sets);
        rest.delete(key);
        return { sets: rest };
      });
  },
}));

/** All commands that can be run now, in the order of their groups. */
export function commandsNow(sets: Registry['sets'] = useCommandRegistry.getState().sets): Command[] {
  const byId = new Map<string, Command>();
  for (const commands of sets.values()) for (const command of commands) byId.set(command.id, command);
  return [...byId.values()]
    .filter((command) => command.isEnabled?.() ?? true)
    .sort((a, b) => COMMAND_GROUPS.indexOf(a.group) - COMMAND_GROUPS.indexOf(b.group));
}

/** True for a command that would change a library which is only read. */
export function isRefused(command: Pick<Command, 'changesLibrary'>): boolean {
  return command.changesLibrary === true && isReadOnlyNow();
}

/** Runs a command, or says why it can't be. */
export function perform(command: Command): void {
  if (isRefused(command)) showToast({ message: READING_ONLY });
  else command.run();
}

/** Runs a command by its id, as the desktop's menu does; returns false where there is none now. */
export function runCommand(id: string): boolean {
  const command = commandsNow().find((candidate) => candidate.id === id);
  if (command) perform(command);
  return command !== undefined;
}

/** Offers commands while the calling component is mounted. Pass a memoised array. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => useCommandRegistry.getState().add(commands), [commands]);
}
