// What npm test ends with is what the runners have counted, read from reports that they have just written.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

/** A folder of its own, in which the runners are found. */
function folderWith(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'galley-counts-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'), 'junction');
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

const node = (cwd: string, args: string[], env: Record<string, string> = {}) =>
  new Promise<string>((resolve) => {
    // A run with failing tests ends with 1, which is what is wanted here.
    execFile(process.execPath, args, { cwd, env: { PATH: process.env.PATH, ...env } }, (_, out) => resolve(out));
  });

/** What the script makes of a report; it runs as it does under npm test, as a program of its own. */
async function counted(by: string, report: string): Promise<unknown> {
  const code = `import { ${by}, closingLine } from ${JSON.stringify(pathToFileURL('scripts/test-counts.mjs').href)};
    import { readFileSync } from 'node:fs';
    const counts = ${by}(JSON.parse(readFileSync(${JSON.stringify(report)}, 'utf8')));
    console.log(JSON.stringify({ ...counts, line: closingLine(counts) }));`;
  return JSON.parse(await node('.', ['--input-type=module', '-e', code]));
}

it('counts a Vitest report: passed, failed, skipped with their reasons, and files that could not be loaded', async () => {
  const folder = folderWith({
    'a.test.mjs': `import { expect, it, describe } from 'vitest';
      it('passes', () => undefined);
      it.each([1, 2])('passes %i', () => undefined);
      it('fails', () => expect(1).toBe(2));
      it.skip('is skipped (skipped: no disk)', () => undefined);
      it.todo('is to be done');
      describe.skip('all of these', () => { it('wait', () => undefined); });`,
    'broken.test.mjs': `import './gone.mjs';`,
  });
  const report = path.join(folder, 'report.json');
  await node(folder, ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', `--outputFile.json=${report}`]);
  expect(await counted('countVitest', report)).toEqual({
    passed: 3,
    failed: ['fails', path.join(folder, 'broken.test.mjs')],
    skipped: [
      { title: 'is skipped (skipped: no disk)', reason: 'no disk' },
      { title: 'is to be done', reason: 'the test says why' },
      { title: 'all of these wait', reason: 'the test says why' },
    ],
    line: '3 passed, 2 failed, 3 skipped',
  });
});

it('counts a Playwright report: passed, failed, skipped with their reasons, and files that could not be loaded', async () => {
  const folder = folderWith({
    'a.spec.mjs': `import { expect, test } from '@playwright/test';
      test('passes', () => undefined);
      test.describe('inner', () => { test('passes too', () => undefined); });
      test('fails', () => expect(1).toBe(2));
      test('is expected to fail', () => { test.fail(); expect(1).toBe(2); });
      test('is skipped', () => { test.skip(true, 'no window'); });
      test.skip('is skipped at once', () => undefined);`,
    'playwright.config.mjs': `export default { testDir: '.', workers: 1 };`,
  });
  const report = path.join(folder, 'report.json');
  const run = () =>
    node(folder, ['node_modules/@playwright/test/cli.js', 'test', '--reporter=json'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    });
  await run();
  expect(await counted('countPlaywright', report)).toEqual({
    passed: 3,
    failed: ['fails'],
    skipped: [
      { title: 'is skipped', reason: 'no window' },
      { title: 'is skipped at once', reason: 'no reason given' },
    ],
    line: '3 passed, 1 failed, 2 skipped',
  });
  writeFileSync(path.join(folder, 'a.spec.mjs'), `import './gone.mjs';`);
  await run();
  expect(readFileSync(report, 'utf8')).toContain('gone.mjs');
  // The file, and that nothing was left to run.
  expect(await counted('countPlaywright', report)).toMatchObject({
    passed: 0,
    failed: [expect.stringContaining('gone.mjs'), expect.any(String)],
  });
});
