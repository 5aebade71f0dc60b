/**
 * The API as one router: a room of the product each. The window imports its type and nothing else.
 */
import { lazy } from '@trpc/server';
import { router } from './trpc.ts';

/** The code of a room is read when the room is first entered: a command enters one or two of them. */
export const workbenchRouter = router({
  stories: lazy(() => import('./stories.ts').then(({ storiesRouter }) => storiesRouter)),
  sources: lazy(() => import('./sources.ts').then(({ sourcesRouter }) => sourcesRouter)),
  copies: lazy(() => import('./copies.ts').then(({ copiesRouter }) => copiesRouter)),
  excerpts: lazy(() => import('./excerpts.ts').then(({ excerptsRouter }) => excerptsRouter)),
  intake: lazy(() => import('./intake.ts').then(({ intakeRouter }) => intakeRouter)),
  briefings: lazy(() => import('./briefings.ts').then(({ briefingsRouter }) => briefingsRouter)),
  publishing: lazy(() => import('./publishing.ts').then(({ publishingRouter }) => publishingRouter)),
  journal: lazy(() => import('./journal.ts').then(({ journalRouter }) => journalRouter)),
  history: lazy(() => import('./history.ts').then(({ historyRouter }) => historyRouter)),
  trash: lazy(() => import('./trash.ts').then(({ trashRouter }) => trashRouter)),
  library: lazy(() => import('./library-room.ts').then(({ libraryRouter }) => libraryRouter)),
  backups: lazy(() => import('./backups.ts').then(({ backupsRouter }) => backupsRouter)),
});
export type WorkbenchRouter = typeof workbenchRouter;

/** Reads the code of every room. For hosts that stay: a window enters them all, and a newer build may lie there by then. */
export async function everyRoom(): Promise<void> {
  await Promise.all(Object.values(workbenchRouter._def.lazy).map((room) => room.load()));
}
