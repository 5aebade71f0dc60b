// Which Chromium the browser tests run in: an installed one, else Debian's package, else Playwright's own.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FakeProject, fakeProject } from './fake-project.ts';

const program = (project: FakeProject, file: string, text = 'exit 0') =>
  project.write(file, `#!/bin/sh\n${text}\n`, 0o755);

async function found(project: FakeProject, env: Record<string, string>, platform = 'linux') {
  const code = `import { findChromium } from './scripts/chromium.mjs';
    console.log(findChromium(process.env, ${JSON.stringify(platform)}) ?? 'none');`;
  const { out } = await project.evaluate(code, env);
  return out.trim() === 'none' ? 'none' : path.relative(project.root, out.trim());
}

async function ensured(project: FakeProject, env: Record<string, string>) {
  const code = `import { ensureChromium } from './scripts/chromium.mjs';
    import { runScript } from './scripts/setup.mjs';
    await runScript(() => { console.log(ensureChromium()); return 0; });`;
  const { out, err, code: status } = await project.evaluate(code, env);
  return { status, found: out && path.relative(project.root, out.trim()), err };
}

describe('an installed Chromium', () => {
  it('is the one that CHROME_PATH names, before any on the PATH', async () => {
    const project = fakeProject();
    const own = program(project, 'own/my-chrome');
    program(project, 'bin/chromium');
    const PATH = path.join(project.root, 'bin');
    expect(await found(project, { CHROME_PATH: own, PATH })).toBe('own/my-chrome');
    expect(await found(project, { CHROME_PATH: path.join(project.root, 'gone'), PATH })).toBe('bin/chromium');
  });

  it('is the first on the PATH, by folder and then by name', async () => {
    const project = fakeProject();
    program(project, 'first/microsoft-edge');
    program(project, 'first/google-chrome');
    program(project, 'second/chromium');
    const PATH = ['empty', 'first', 'second'].map((folder) => path.join(project.root, folder)).join(path.delimiter);
    expect(await found(project, { PATH })).toBe('first/google-chrome');
  });

  it('is a program that may be run, no folder and no other file', async () => {
    const project = fakeProject();
    mkdirSync(path.join(project.root, 'bin/chromium'), { recursive: true });
    project.write('bin/google-chrome', 'text', 0o644);
    const PATH = path.join(project.root, 'bin');
    expect(await found(project, { PATH })).toBe('none');
    program(project, 'bin/microsoft-edge-stable');
    expect(await found(project, { PATH })).toBe('bin/microsoft-edge-stable');
  });

  it('is found in Windows’ own places', async () => {
    const project = fakeProject();
    program(project, 'programs/Microsoft/Edge/Application/msedge.exe');
    program(project, 'local/Google/Chrome/Application/chrome.exe');
    const env = { PROGRAMFILES: path.join(project.root, 'programs'), LOCALAPPDATA: path.join(project.root, 'local') };
    expect(await found(project, env, 'win32')).toBe('programs/Microsoft/Edge/Application/msedge.exe');
    expect(await found(project, env, 'linux')).toBe('none');
  });
});

describe('where none is installed', () => {
  /** A Playwright whose download works or not. */
  function withPlaywright(project: FakeProject, works: boolean): void {
    const browser = path.join(project.root, 'browsers/headless-shell');
    project.write('node_modules/@playwright/test/package.json', '{"type":"commonjs","main":"index.js"}');
    project.write(
      'node_modules/@playwright/test/index.js',
      `exports.chromium = { executablePath: () => ${JSON.stringify(browser)} };`,
    );
    project.write(
      'node_modules/@playwright/test/cli.js',
      `require('node:fs').appendFileSync(${JSON.stringify(path.join(project.root, 'calls.log'))}, 'playwright ' + process.argv.slice(2).join(' ') + '\\n');
       const fs = require('node:fs');
       if (${works}) { fs.mkdirSync(${JSON.stringify(path.dirname(browser))}); fs.writeFileSync(${JSON.stringify(browser)}, '', { mode: 0o755 }); }`,
    );
  }

  it.skipIf(process.getuid?.() !== 0)('root installs Debian’s package (skipped: only root may install)', async () => {
    const project = fakeProject();
    await project.run('galley.mjs');
    project.forgetCalls();
    withPlaywright(project, true);
    const chromium = path.join(project.root, 'bin/chromium');
    program(
      project,
      'bin/apt-get',
      `echo "apt-get $*" >> '${path.join(project.root, 'calls.log')}'
       if [ "$1" = install ]; then printf '#!/bin/sh\\n' > '${chromium}'; /bin/chmod 755 '${chromium}'; fi`,
    );
    const { status, found: browser } = await ensured(project, { PATH: path.join(project.root, 'bin') });
    expect([status, browser]).toEqual([0, 'bin/chromium']);
    expect(project.calls()).toEqual(['apt-get update -qq', 'apt-get install -y -qq --no-install-recommends chromium']);
  });

  it('Playwright’s own is fetched, once', async () => {
    const project = fakeProject();
    await project.run('galley.mjs');
    project.forgetCalls();
    withPlaywright(project, true);
    const { status, found: browser, err } = await ensured(project, {});
    expect([status, browser]).toEqual([0, 'browsers/headless-shell']);
    expect(err).toContain('fetching Playwright’s Chromium');
    expect((await ensured(project, {})).found).toBe('browsers/headless-shell');
    expect(project.calls()).toEqual(['playwright install chromium-headless-shell']);
  });

  it('and none can be had, a sentence says what to do', async () => {
    const project = fakeProject();
    await project.run('galley.mjs');
    withPlaywright(project, false);
    const { status, err } = await ensured(project, {});
    expect(status).toBe(1);
    expect(err.trim().split('\n').at(-1)).toBe(
      'galley: No Chrome, Chromium or Edge was found, and none could be installed. Set CHROME_PATH to one.',
    );
  });
});
