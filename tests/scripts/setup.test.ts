// What npm start and npm test do before they can begin, and that they do it once.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeProject } from './fake-project.ts';

const INSTALL = ['npm install --no-save --no-audit --no-fund --loglevel=error', 'installed'];
const BUILD = ['build build --logLevel warn', 'built'];

it('needs nothing but Node’s built-ins, for there is nothing else on a fresh clone', () => {
  const names = readdirSync('scripts');
  const imported = names.flatMap((name) =>
    [...readFileSync(path.join('scripts', name), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  expect(imported.length).toBeGreaterThan(names.length);
  expect(imported.filter((name) => !name.startsWith('node:') && !names.includes(name.replace('./', '')))).toEqual([]);
});

describe('a command on a fresh clone', () => {
  it('installs, builds and runs; the second time it only runs', async () => {
    const project = fakeProject();
    const first = await project.run('galley.mjs', ['list', '--json']);
    expect(first).toMatchObject({ code: 0, out: 'cli list --json\n' });
    expect(first.err).toBe('Galley: installing its dependencies…\nGalley: building…\n');
    expect(project.calls()).toEqual([...INSTALL, ...BUILD]);

    project.forgetCalls();
    expect(await project.run('galley.mjs', ['list'])).toEqual({ code: 0, out: 'cli list\n', err: '' });
    expect(project.calls()).toEqual([]);
    expect(project.has('.setup-lock')).toBe(false);
  });

  it('says that npm failed and tries again the next time', async () => {
    const project = fakeProject();
    const failed = await project.run('galley.mjs', [], { FAKE_NPM_STATUS: '1' });
    expect(failed.code).toBe(1);
    expect(failed.err).toContain('galley: The dependencies could not be installed; npm says above why.');
    expect(project.has('.setup-lock')).toBe(false);
    expect((await project.run('galley.mjs')).code).toBe(0);
  });

  it('says that the build failed and tries again the next time', async () => {
    const project = fakeProject();
    const failed = await project.run('galley.mjs', [], { FAKE_BUILD_STATUS: '3' });
    expect(failed).toMatchObject({ code: 1, out: '' });
    expect(failed.err).toContain('galley: Galley could not be built; the reason stands above.');
    project.forgetCalls();
    expect((await project.run('galley.mjs')).code).toBe(0);
    expect(project.calls()).toEqual(BUILD);
  });
});

describe('what is in place is done anew', () => {
  it.each([
    ['when the lock file changes', 'package-lock.json', [...INSTALL, ...BUILD]],
    ['when package.json changes', 'package.json', [...INSTALL, ...BUILD]],
    ['when a source changes', 'src/main/index.ts', BUILD],
    ['when a source is added', 'src/core/new.ts', BUILD],
    ['when the build’s settings change', 'electron.vite.config.ts', BUILD],
  ])('%s', async (_, file, calls) => {
    const project = fakeProject();
    await project.run('galley.mjs');
    project.forgetCalls();
    project.write(file, '{"type":"module","changed":true}');
    await project.run('galley.mjs');
    expect(project.calls()).toEqual(calls);
  });

  it('when a source was touched without changing its size, and when one is gone', async () => {
    const project = fakeProject();
    project.write('src/core/old.ts', '');
    await project.run('galley.mjs');
    project.forgetCalls();
    utimesSync(path.join(project.root, 'src/main/index.ts'), new Date(), new Date(Date.now() + 5_000));
    await project.run('galley.mjs');
    rmSync(path.join(project.root, 'src/core/old.ts'));
    await project.run('galley.mjs');
    expect(project.calls()).toEqual([...BUILD, ...BUILD]);
  });

  it('when what was built is gone, and on request', async () => {
    const project = fakeProject();
    await project.run('galley.mjs');
    project.forgetCalls();
    rmSync(path.join(project.root, 'out/main'), { recursive: true });
    await project.run('galley.mjs');
    await project.run('build.mjs');
    expect(project.calls()).toEqual([...BUILD, ...BUILD]);
  });
});

describe('commands started at once', () => {
  it('install and build once', async () => {
    const project = fakeProject();
    const outcomes = await Promise.all([1, 2, 3].map(() => project.run('galley.mjs', [], { FAKE_MS: '600' })));
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(project.calls()).toEqual([...INSTALL, ...BUILD]);
  });

  it('never build over each other, asked for or not', async () => {
    const project = fakeProject();
    await project.run('galley.mjs');
    project.forgetCalls();
    await Promise.all([1, 2].map(() => project.run('build.mjs', [], { FAKE_MS: '400' })));
    expect(project.calls()).toEqual([...BUILD, ...BUILD]);
  });

  it('wait for a lock whose owner lives, and for one that is just being written', async () => {
    const project = fakeProject();
    const owner = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)']);
    project.write('.setup-lock', String(owner.pid));
    const running = project.run('galley.mjs');
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(project.calls()).toEqual([]);
    project.write('.setup-lock', '');
    owner.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(project.calls()).toEqual([]);
    rmSync(path.join(project.root, '.setup-lock'));
    expect((await running).code).toBe(0);
  });

  it.each([
    ['whose owner is gone', '999999999', 0],
    ['that holds no owner', 'x', 0],
    ['that was left empty', '', 10_000],
    ['that is older than any set-up takes', String(process.pid), 16 * 60_000],
  ])('take over a lock %s', async (_, owner, ageMs) => {
    const project = fakeProject();
    const lock = project.write('.setup-lock', owner);
    const madeAt = new Date(Date.now() - ageMs);
    utimesSync(lock, madeAt, madeAt);
    expect((await project.run('galley.mjs')).code).toBe(0);
    expect(project.calls()).toEqual([...INSTALL, ...BUILD]);
  });
});

describe('the program that runs in our place', () => {
  const CLI = `
    process.on('SIGTERM', () => { console.log('flushed'); process.exit(0); });
    if (process.argv[2] === 'exit') process.exit(Number(process.argv[3]));
    if (process.argv[2] === 'die') process.kill(process.pid, 'SIGKILL');
    console.log('ready', process.execPath);
    setTimeout(() => process.kill(process.ppid, 'SIGTERM'), 100);
    setTimeout(() => undefined, 20_000);`;

  it('is the pinned Node, gets our signals, and gives us its exit status', async () => {
    const project = fakeProject();
    const env = { FAKE_CLI: CLI };
    expect((await project.run('galley.mjs', ['exit', '7'], env)).code).toBe(7);
    expect((await project.run('galley.mjs', ['die'])).code).toBe(137);
    const { code, out } = await project.run('galley.mjs', ['wait']);
    expect({ code, out }).toEqual({ code: 0, out: `ready ${process.execPath}\nflushed\n` });
  });
});

describe('a pinned Node that npm has not put in its place', () => {
  it('is put there by its package’s own script', async () => {
    const project = fakeProject();
    await project.run('galley.mjs');
    const pinned = path.join(project.root, 'node_modules/node/bin/node');
    rmSync(pinned);
    project.write('node_modules/node/package.json', '{"type":"commonjs"}');
    project.write(
      'node_modules/node/installArchSpecificPackage.js',
      `require('node:fs').symlinkSync(${JSON.stringify(process.execPath)}, ${JSON.stringify(pinned)});`,
    );
    expect(await project.run('galley.mjs', ['x'])).toEqual({ code: 0, out: 'cli x\n', err: '' });
  });

  it('gives way to the Node that runs us where that is new enough, else is asked for', async () => {
    const project = fakeProject();
    await project.run('galley.mjs');
    rmSync(path.join(project.root, 'node_modules/node/bin/node'));
    const { out: version } = await project.evaluate('console.log(process.versions.node)');
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const { code, err } = await project.run('galley.mjs');
    if (major > 22 || (major === 22 && minor >= 18)) expect(code).toBe(0);
    else expect([code, err]).toEqual([1, expect.stringMatching(/The pinned Node is missing and Node .* is too old/)]);
  });
});
