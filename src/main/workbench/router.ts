/**
 * The API as one router: a room of the product each. The window imports its type and nothing else.
 */
import { backupsRouter } from './backups.ts';
import { briefingsRouter } from './briefings.ts';
import { copiesRouter } from './copies.ts';
import { excerptsRouter } from './excerpts.ts';
import { intakeRouter } from './intake.ts';
import { libraryRouter } from './library-room.ts';
import { publishingRouter } from './publishing.ts';
import { sourcesRouter } from './sources.ts';
import { storiesRouter } from './stories.ts';
import { router } from './trpc.ts';

export const workbenchRouter = router({
  stories: storiesRouter,
  sources: sourcesRouter,
  copies: copiesRouter,
  excerpts: excerptsRouter,
  intake: intakeRouter,
  briefings: briefingsRouter,
  publishing: publishingRouter,
  library: libraryRouter,
  backups: backupsRouter,
});
export type WorkbenchRouter = typeof workbenchRouter;
