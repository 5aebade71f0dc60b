// npm start opens the desktop window where it can be had, and never keeps an editor waiting for it.
import { describe, expect, it } from 'vitest';
import { type FakeProject, fakeProject } from './fake-project.ts';

const DISPLAY = { DISPLAY: ':99' };
const HOUR_MS = 60 * 60_000;
const FAILURE = 'node_modules/.galley/electron-failed-at';

/** A project with an Electron package whose installer is `installer`. */
async function projectWith(installer: string): Promise<FakeProject> {
  const project = fakeProject();
  await project.run('galley.mjs');
  project.forgetCalls();
  project.write('node_modules/electron/package.json', '{"type":"commonjs"}');
  project.write(
    'node_modules/electron/install.js',
    `require('node:fs').appendFileSync('../../calls.log', 'fetch\\n');\n${installer}`,
  );
  return project;
}

const FAILS = 'process.exit(1);';
const WORKS = `
  const fs = require('node:fs');
  fs.mkdirSync('dist', { recursive: true });
  fs.writeFileSync('dist/electron', '#!/bin/sh\\necho window "$@"\\n', { mode: 0o755 });
  fs.writeFileSync('path.txt', 'electron');`;

describe('npm start', () => {
  it('fetches the desktop window’s program once and opens it with what was passed on', async () => {
    const project = await projectWith(WORKS);
    const args = ['--library', 'a b', '--electron'];
    const first = await project.run('start.mjs', args, DISPLAY);
    expect(first).toEqual({
      code: 0,
      out: `window ${project.root} --library a b\n`,
      err: 'Galley: fetching the desktop window’s program (20 s at most)…\n',
    });
    expect(await project.run('start.mjs', args, DISPLAY)).toMatchObject({ code: 0, err: '' });
    expect(project.calls()).toEqual(['fetch']);
  });

  it('opens the local host instead, says so in one line, and does not try again that day', async () => {
    const project = await projectWith(FAILS);
    const first = await project.run('start.mjs', ['--port', '0'], DISPLAY);
    expect(first).toMatchObject({ code: 0, out: 'cli serve --port 0\n' });
    expect(first.err.split('\n').at(-2)).toBe(
      'The desktop window’s program could not be fetched; opening the local host in the browser instead.',
    );
    const second = await project.run('start.mjs', [], DISPLAY);
    expect(second.err).toMatch(
      /^The desktop window’s program could not be fetched today; .*--electron tries again\)\.\n$/,
    );
    expect(project.calls()).toEqual(['fetch']);
  });

  it.each([
    ['a day later', [], Date.now() - 25 * HOUR_MS, 2],
    ['within the day', [], Date.now() - 23 * HOUR_MS, 1],
    ['when asked', ['--electron'], Date.now(), 2],
    ['when the clock was set back since', [], Date.now() + 48 * HOUR_MS, 2],
    ['when what was remembered is no time', [], 'soon', 2],
  ])('tries again or not %s', async (_, args, failedAt, fetches) => {
    const project = await projectWith(FAILS);
    await project.run('start.mjs', [], DISPLAY);
    project.write(FAILURE, String(failedAt));
    await project.run('start.mjs', args, DISPLAY);
    expect(project.calls()).toHaveLength(fetches);
  });

  it.each([
    ['without a display', [], {}, /^There is no display for a desktop window; opening the local host instead\.\n$/],
    ['when told to be local', ['--local'], DISPLAY, /^$/],
  ])('does not look for it %s', async (_, args, env, said) => {
    const project = await projectWith(WORKS);
    const { out, err } = await project.run('start.mjs', [...args, '--no-open'], env);
    expect([out, err]).toEqual(['cli serve --no-open\n', expect.stringMatching(said)]);
    expect(project.calls()).toEqual([]);
  });

  it.each([
    ['is missing', 'node_modules/electron/path.txt', 'gone'],
    ['was only begun', 'node_modules/electron/dist/other', ''],
  ])('fetches it anew where the program %s', async (_, file, text) => {
    const project = await projectWith(WORKS);
    project.write(file, text);
    expect(await project.run('start.mjs', [], DISPLAY)).toMatchObject({ code: 0, out: `window ${project.root}\n` });
    expect(project.calls()).toEqual(['fetch']);
  });
});

describe('looking for the program', () => {
  it('gives way to a silent download when its time is up, and remembers that', async () => {
    const project = await projectWith('setInterval(() => undefined, 1_000);');
    const began = Date.now();
    const { code, out } = await project.evaluate(
      `import { fetchElectron, lastFailure, FETCH_WITHIN_MS } from './scripts/electron.mjs';
       console.log(fetchElectron(process.execPath, 700), Date.now() - lastFailure() < 5_000, FETCH_WITHIN_MS);`,
    );
    expect({ code, out }).toEqual({ code: 0, out: 'undefined true 20000\n' });
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(project.calls()).toEqual(['fetch']);
  });

  it('needs no Electron package to be there', async () => {
    const project = fakeProject();
    await project.run('galley.mjs');
    const { code, out, err } = await project.run('start.mjs', [], DISPLAY);
    expect([code, out]).toEqual([0, 'cli serve\n']);
    expect(err).toContain('could not be fetched');
  });
});
