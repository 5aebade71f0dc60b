/**
 * The API as one router: a room of the product each. The window imports its type and nothing else.
 */
import { backupsRouter } from './backups.ts';
import { briefingsRouter } from './briefings.ts';
import { copiesRouter } from './copies.ts';
import { excerptsRouter } from './excerpts.ts';
import { historyRouter } from './history.ts';
import { intakeRouter } from './intake.ts';
import { journalRouter } from './journal.ts';
import { libraryRouter } from './library-room.ts';
import { publishingRouter } from './publishing.ts';
import { sourcesRouter } from './sources.ts';
import { storiesRouter } from './stories.ts';
import { trashRouter } from './trash.ts';
import { router } from './trpc.ts';

export const workbenchRouter = router({
  stories: storiesRouter,
  sources: sourcesRouter,
  copies: copiesRouter,
  excerpts: excerptsRouter,
  intake: intakeRouter,
  briefings: briefingsRouter,
  publishing: publishingRouter,
  journal: journalRouter,
  history: historyRouter,
  trash: trashRouter,
  library: libraryRouter,
  backups: backupsRouter,
});
export type WorkbenchRouter = typeof workbenchRouter;
