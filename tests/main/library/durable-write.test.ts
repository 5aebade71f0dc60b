import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { writeDurably } from '#main/library/durable-write.ts';
import { failureOf, storyOf, temporaryFolder, temporaryLibrary } from './temporary-library.ts';

const run = promisify(execFile);
const MODULE = fileURLToPath(new URL('../../../src/main/library/durable-write.ts', import.meta.url));

describe('writing a file durably', () => {
  it('replaces it and leaves nothing beside it', async () => {
    const folder = await temporaryFolder();
    await writeDurably(path.join(folder, 'a.json'), 'first');
    const stamp = await writeDurably(path.join(folder, 'a.json'), 'second');
    expect(await readFile(path.join(folder, 'a.json'), 'utf8')).toBe('second');
    expect(stamp.sizeBytes).toBe(6);
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('fails with a Failure where the folder is gone', async () => {
    const folder = await temporaryFolder();
    expect(await failureOf(writeDurably(path.join(folder, 'gone', 'a.json'), 'x'))).toMatchObject({
      kind: 'Unreadable',
    });
  });

  // A limit on the size of files stands in for a disk that runs full: the system writes a part and says how much.
  it.skipIf(process.platform === 'win32')('keeps the previous version where only a part could be written', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a.json');
    await writeFile(file, 'previous');
    const program = `
      import { writeDurably } from ${JSON.stringify(MODULE)};
      await writeDurably(${JSON.stringify(file)}, 'x'.repeat(1_000_000)).then(() => console.log('written'), (error) => console.log(error.kind));`;
    const { stdout } = await run('sh', [
      '-c',
      'ulimit -f 16; exec "$0" --input-type=module -e "$1"',
      process.execPath,
      program,
    ]);
    expect(stdout.trim()).toBe('DiskFull');
    expect(await readFile(file, 'utf8')).toBe('previous');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('is swept of what a killed program left when the library opens again', async () => {
    const library = await temporaryLibrary();
    await library.stories.create(storyOf('a', 'Kept'));
    await library.close();
    const stories = path.join(library.folder, 'stories');
    await writeFile(path.join(stories, 'a.json.0123456789ab.tmp'), '{"half":');
    const again = await temporaryLibrary({}, library.folder);
    expect(await readdir(stories)).toEqual(['a.json']);
    expect(again.problems()).toEqual([]);
  });
});
