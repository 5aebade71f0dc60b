import { beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryWorkbench } from './temporary-workbench.ts';

const ROOMS = [
  ...['stories', 'sources', 'copies', 'excerpts', 'intake', 'briefings', 'publishing', 'journal', 'history', 'trash'],
  ...['library', 'backups'],
];

/** The rooms whose procedures are there already. */
function entered(procedures: object): string[] {
  return [...new Set(Object.keys(procedures).map((name) => name.slice(0, name.indexOf('.'))))];
}

describe('the API', () => {
  beforeEach(() => vi.resetModules());

  it('reads the code of a room when that is entered', async () => {
    const { workbenchRouter } = await import('#main/workbench/router.ts');
    const { createCallerFactory } = await import('#main/workbench/trpc.ts');
    const { context } = await temporaryWorkbench();
    const api = createCallerFactory(workbenchRouter)(context);
    expect(entered(workbenchRouter._def.procedures)).toEqual([]);
    await Promise.all([api.briefings.list(), api.briefings.list()]);
    expect(entered(workbenchRouter._def.procedures)).toEqual(['briefings']);
  });

  it('reads that of every room for a host that stays, as what lies there may be of a newer build later', async () => {
    const { everyRoom, workbenchRouter } = await import('#main/workbench/router.ts');
    await everyRoom();
    expect(entered(workbenchRouter._def.procedures).sort()).toEqual(ROOMS.sort());
  });
});
