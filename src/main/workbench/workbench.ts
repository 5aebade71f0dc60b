/**
 * The workbench: one library and the API over it. Hosts mount it; the command line calls it.
 */
import path from 'node:path';
import { newId } from '#core/model/primitives.ts';
import type { Library } from '../library/library.ts';
import { workbenchRouter } from './router.ts';
import { createSentStories } from './sent-stories.ts';
import { openStyleShelf } from './style-shelf.ts';
import { createCallerFactory, type WorkbenchContext } from './trpc.ts';
import { createSaveFromWindow } from './window-saves.ts';

const createCaller = createCallerFactory(workbenchRouter);

export type Workbench = {
  context: WorkbenchContext;
  /** The API as plain functions; they throw tRPC errors whose cause is the `Failure`. */
  api: ReturnType<typeof createCaller>;
};

/** What a host gives the workbench. */
export type HostParts = {
  /** Where the `.csl` files and locales that ship with the app lie. */
  stylesFolder: string;
  printPdf: WorkbenchContext['printPdf'];
};

/** Puts the API over an open library. */
export function createWorkbench(library: Library, { stylesFolder, printPdf }: HostParts): Workbench {
  const styles = openStyleShelf({
    app: stylesFolder,
    library: path.join(library.folder, 'styles'),
    refusal: library.refusal,
  });
  const context: WorkbenchContext = {
    library,
    styles,
    saveFromWindow: createSaveFromWindow(library.stories),
    sentStories: createSentStories(),
    printPdf,
    now: () => new Date(),
    newId,
  };
  return { context, api: createCaller(context) };
}
