/**
 * A small project around copies of the real scripts: its npm, builder, command line and Electron are programs of a few
 * lines that note that they were called.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** Scripts run on the Node that npm was started with, which may be an older one than the tests' own. */
const NODE = process.env.npm_node_execpath ?? process.execPath;

export type Outcome = { code: number | null; out: string; err: string };

export type FakeProject = {
  root: string;
  /** Writes a file below the root, and the folders that it needs. */
  write(file: string, text: string, mode?: number): string;
  read(file: string): string;
  has(file: string): boolean;
  /** Runs a script of the project, or the text of a module, to its end. */
  run(script: string, args?: string[], env?: Record<string, string>): Promise<Outcome>;
  /** Runs `code` as a module that imports from `./scripts/…`. */
  evaluate(code: string, env?: Record<string, string>): Promise<Outcome>;
  /** What the fake programs have noted, in order. */
  calls(): string[];
  forgetCalls(): void;
};

/** A project with nothing installed yet; it is removed after the test. */
export function fakeProject(): FakeProject {
  const root = mkdtempSync(path.join(tmpdir(), 'galley-scripts-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const at = (file: string) => path.join(root, file);
  const write = (file: string, text: string, mode?: number) => {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text, { mode });
    return at(file);
  };
  cpSync('scripts', at('scripts'), { recursive: true });
  const log = write('calls.log', '');
  const note = (text: string) => `require('node:fs').appendFileSync(${JSON.stringify(log)}, ${text} + '\\n');`;

  write('package.json', '{"type":"module"}');
  write('package-lock.json', '{}');
  write('tsconfig.json', '{}');
  write('electron.vite.config.ts', '');
  write('src/main/index.ts', 'export {};');
  write('out/.keep', '');

  const builder = `${note("'build ' + process.argv.slice(2).join(' ')")}
    const { mkdirSync, writeFileSync } = require('node:fs');
    setTimeout(() => {
      if (process.env.FAKE_BUILD_STATUS) process.exit(Number(process.env.FAKE_BUILD_STATUS));
      mkdirSync('out/main', { recursive: true });
      writeFileSync('out/main/cli.js', process.env.FAKE_CLI ?? "console.log('cli', ...process.argv.slice(2));");
      writeFileSync('out/main/package.json', '{"type":"commonjs"}');
      ${note("'built'")}
    }, Number(process.env.FAKE_MS ?? 0));`;
  write('fake/package.json', '{"type":"commonjs"}');
  write(
    'fake/npm.js',
    `${note("'npm ' + process.argv.slice(2).join(' ')")}
    const { mkdirSync, symlinkSync, writeFileSync, existsSync } = require('node:fs');
    setTimeout(() => {
      if (process.env.FAKE_NPM_STATUS) process.exit(Number(process.env.FAKE_NPM_STATUS));
      mkdirSync('node_modules/node/bin', { recursive: true });
      if (!existsSync('node_modules/node/bin/node')) symlinkSync(${JSON.stringify(process.execPath)}, 'node_modules/node/bin/node');
      mkdirSync('node_modules/electron-vite/bin', { recursive: true });
      writeFileSync('node_modules/electron-vite/package.json', '{"type":"commonjs"}');
      writeFileSync('node_modules/electron-vite/bin/electron-vite.js', ${JSON.stringify(builder)});
      ${note("'installed'")}
    }, Number(process.env.FAKE_MS ?? 0));`,
  );

  const start = (args: string[], env: Record<string, string>) =>
    new Promise<Outcome>((resolve, reject) => {
      const child = spawn(NODE, args, {
        cwd: root,
        env: { PATH: '/nowhere', npm_execpath: at('fake/npm.js'), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let [out, err] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, out, err }));
    });

  return {
    root,
    write,
    read: (file) => readFileSync(at(file), 'utf8'),
    has: (file) => existsSync(at(file)),
    run: (script, args = [], env = {}) => start([at(`scripts/${script}`), ...args], env),
    evaluate: (code, env = {}) => start([write('evaluated.mjs', code)], env),
    calls: () => readFileSync(log, 'utf8').split('\n').filter(Boolean),
    forgetCalls: () => writeFileSync(log, ''),
  };
}
