// Attributes as Pandoc takes them. That Pandoc reads whole stories is tests/main/workbench/other-programs.test.ts.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { printAttributes, readAttributes } from '#core/pandoc/attributes.ts';

const hasPandoc = spawnSync('pandoc', ['--version'], { stdio: 'ignore' }).error === undefined;

describe.each(['a1b2', '7wu4yw5m2p3sy9b0', '42', 'starter-1'])('the id %s', (id) => {
  const printed = printAttributes({ id, classes: ['cite'], values: { role: 'narrative' } });

  it('comes back as it was', () => {
    expect(readAttributes(printed, 0)).toMatchObject({ id, classes: ['cite'], values: { role: 'narrative' } });
  });

  it.skipIf(!hasPandoc)('is an id to Pandoc', () => {
    const input = `# Heading ${printed}\n\n[words]${printed}\n`;
    const { stdout } = spawnSync('pandoc', ['--from', 'markdown', '--to', 'html'], { input, encoding: 'utf8' });
    expect(stdout).toMatch(new RegExp(`<h1[^>]* id="${id}"`));
    expect(stdout).toMatch(new RegExp(`<span id="${id}"`));
  });
});
