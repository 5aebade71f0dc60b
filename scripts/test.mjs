/**
 * `npm test [types|lint|unit|e2e] [pattern]`: everything, or a part. `npm run test:long [pattern]`: what tries to break the
 * library and the host, in full length. Both end with the line `N passed, N failed, N skipped`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { childEnvironment, ensureBuild, ensureDependencies, pinnedNode, ROOT, runScript } from './setup.mjs';
import { closingLine, countPlaywright, countVitest, together } from './test-counts.mjs';

const bin = (...parts) => path.join(ROOT, 'node_modules', ...parts);

await runScript((args) => {
  ensureDependencies();
  const [only, ...pattern] = args;
  const results = mkdtempSync(path.join(tmpdir(), 'galley-test-'));
  const node = pinnedNode();
  const step = (title, script, scriptArgs, env = {}) => {
    console.log(`\n── ${title}`);
    const { status } = spawnSync(node, [script, ...scriptArgs], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...childEnvironment(), ...env },
    });
    return status === 0;
  };
  const passFail = (name, ok) => ({ passed: ok ? 1 : 0, failed: ok ? [] : [name], skipped: [] });
  const report = (name, read) => {
    const file = path.join(results, name);
    return existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : passFail(`no report of ${name}`, false);
  };

  /** A runner that fails without a failed test has failed nevertheless. */
  const settled = (title, ok, counts) => (ok || counts.failed.length > 0 ? counts : { ...counts, failed: [title] });

  const vitest = (title, patterns, env = {}) => {
    ensureBuild();
    const file = path.join(results, 'unit.json');
    const ok = step(
      title,
      bin('vitest', 'vitest.mjs'),
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...patterns],
      env,
    );
    return settled(title, ok, report('unit.json', countVitest));
  };

  const playwright = (title, patterns, env = {}) => {
    ensureBuild();
    const file = path.join(results, 'e2e.json');
    const own = { GALLEY_CHROMIUM: ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: file };
    const args = ['test', '--reporter=list,json', ...patterns];
    const ok = step(title, bin('@playwright', 'test', 'cli.js'), args, { ...own, ...env });
    return settled(title, ok, report('e2e.json', countPlaywright));
  };

  const parts = {
    types: () => passFail('types', step('Types', bin('typescript', 'bin', 'tsc'), ['--noEmit'])),
    lint: () => passFail('lint', step('Lint and rooms', bin('@biomejs', 'biome', 'bin', 'biome'), ['ci', '.'])),
    unit: () => vitest('Unit, reliability, security', pattern),
    e2e: () => playwright('Browser and desktop', pattern),
  };
  // Not part of everything: it takes the better part of an hour.
  if (only === 'long') {
    const env = { GALLEY_TEST_LENGTH: 'long' };
    const patterns = pattern.length > 0 ? pattern : ['tests/reliability', 'tests/security'];
    parts.long = () =>
      together([
        vitest('Reliability and security in full length', patterns, env),
        ...(pattern.length > 0 ? [] : [playwright('Hostile content in full length', ['tests/security'], env)]),
      ]);
  }
  if (only && !Object.hasOwn(parts, only))
    throw new Error(`There is no part “${only}”; there are ${Object.keys(parts).join(', ')}.`);
  const chosen = only ? [only] : Object.keys(parts);
  const total = together(chosen.map((name) => parts[name]()));
  rmSync(results, { recursive: true, force: true });
  if (total.skipped.length > 0)
    console.log(`\nSkipped:\n${total.skipped.map(({ title, reason }) => `  ${title}: ${reason}`).join('\n')}`);
  if (total.failed.length > 0) console.log(`\nFailed:\n${total.failed.map((title) => `  ${title}`).join('\n')}`);
  console.log(`\n${closingLine(total)}`);
  return total.failed.length === 0 && total.passed > 0 ? 0 : 1;
});
