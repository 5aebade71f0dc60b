/**
 * The workbench: one library and the API over it. Hosts mount it; the command line calls it.
 */
import path from 'node:path';
import { newId } from '#core/model/primitives.ts';
import type { Library } from '../library/library.ts';
import { workbenchRouter } from './router.ts';
import { openStyleShelf } from './style-shelf.ts';
import { createCallerFactory, type WorkbenchContext } from './trpc.ts';

const createCaller = createCallerFactory(workbenchRouter);

export type Workbench = {
  context: WorkbenchContext;
  /** The API as plain functions; they throw tRPC errors whose cause is the `Failure`. */
  api: ReturnType<typeof createCaller>;
};

/** Puts the API over an open library. `stylesFolder` holds the `.csl` files that ship; a library's own lie in its `styles`. */
export function createWorkbench(library: Library, stylesFolder: string): Workbench {
  const styles = openStyleShelf([stylesFolder, path.join(library.folder, 'styles')]);
  const context: WorkbenchContext = { library, styles, now: () => new Date(), newId };
  return { context, api: createCaller(context) };
}
