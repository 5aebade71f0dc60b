// A style of the library that the system won't let us read, which root may always: the refusal is played.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { openStyleShelf } from '#main/workbench/style-shelf.ts';
import { temporaryFolder } from '../library/temporary-library.ts';

vi.mock('#main/library/own-file.ts', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  readOwnFile: () => Promise.reject(Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })),
}));

test('is named with the cause, and the other styles are there', async () => {
  const library = await temporaryFolder();
  await writeFile(path.join(library, 'locked.csl'), 'a style');
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const shelf = openStyleShelf({ app: 'data/styles', library, refusal: () => undefined });
  expect((await shelf.list()).map(({ id }) => id)).toContain('apa');
  expect(await shelf.problems()).toEqual([{ file: 'locked.csl', message: 'It can’t be read (EACCES).' }]);
  await expect(shelf.get('locked')).rejects.toMatchObject({ kind: 'Unreadable' });
});
