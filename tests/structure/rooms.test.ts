// Arrows point one way, whatever the linter is told: the import graph of src, and the rules' own proof on a tree that
// breaks each of them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { filesIn, importsIn } from './import-graph.ts';
import { foldersOfKind, violationsIn } from './rooms.ts';

describe('the source tree', () => {
  it('keeps to its arrows, has no cycles and no folder named after a kind of thing', () => {
    expect(violationsIn('src')).toEqual([]);
    expect([...foldersOfKind('tests'), ...foldersOfKind('scripts')]).toEqual([]);
  });

  it('is read whole: every file is an entry of the build or imported somewhere', () => {
    const imported = new Set(importsIn('src').map(({ target }) => target));
    const entries = readFileSync('electron.vite.config.ts', 'utf8') + readFileSync('src/renderer/index.html', 'utf8');
    const isEntry = (file: string) => entries.includes(`src/${file}`) || entries.includes(`./${path.basename(file)}`);
    expect(filesIn('src').filter((file) => !imported.has(file) && !isEntry(file))).toEqual([]);
  });

  it('asks for no language data before somebody has asked for anything: reading it is a tenth of a short command', () => {
    const atStart = /^(?:export )?const [^=\n]+ = (?!.*=>).*(?:toLocaleString|\bnew Intl\.)/m;
    const early = filesIn('src').filter(
      (file) => !file.startsWith('renderer/') && atStart.test(readFileSync(`src/${file}`, 'utf8')),
    );
    expect(early).toEqual([]);
  });
});

describe('the rules', () => {
  function treeOf(files: Record<string, string>): string {
    const root = mkdtempSync(path.join(tmpdir(), 'galley-rooms-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    const sound = [
      'core/a.ts',
      'main/library/a.ts',
      'main/workbench/router.ts',
      'main/web/a.ts',
      'main/hosts/a.ts',
      'renderer/a.ts',
    ];
    for (const [file, text] of [...sound.map((name) => [name, ''] as const), ...Object.entries(files)]) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    return root;
  }

  it.each<[string, Record<string, string>]>([
    ['core runs anywhere', { 'core/b.ts': "import { readFile } from 'node:fs/promises';" }],
    ['core runs anywhere', { 'core/b.ts': "import type { ReactNode } from 'react';" }],
    ['core imports from no other room', { 'core/b.ts': "import type { A } from '#main/library/a.ts';" }],
    ['core imports from no other room', { 'core/b.ts': "export * from '../renderer/a.ts';" }],
    ['renderer knows of main', { 'renderer/b.tsx': "import { router } from '#main/workbench/router.ts';" }],
    ['renderer knows of main', { 'renderer/b.tsx': "import type { A } from '#main/library/a.ts';" }],
    ['renderer knows of main', { 'renderer/b.tsx': "const a = await import('../main/web/a.ts');" }],
    ['the window has no Node', { 'renderer/b.tsx': "import path from 'node:path';" }],
    ['main imports nothing of the window', { 'main/web/b.ts': "import '#renderer/a.ts';" }],
    ['preload imports from no room', { 'preload/b.ts': "import { a } from '#core/a.ts';" }],
    ['hosts → web → workbench → library', { 'main/library/b.ts': "import type { R } from '../workbench/router.ts';" }],
    ['hosts → web → workbench → library', { 'main/workbench/b.ts': "import {\n  a,\n  b,\n} from '../web/a.ts';" }],
    [
      'hosts → web → workbench → library',
      { 'main/web/b.ts': "new Worker(new URL('../hosts/a.ts', import.meta.url));" },
    ],
    ['only the Electron host', { 'main/hosts/local/b.ts': "import { app } from 'electron';" }],
    ['cycle: core/b.ts → core/c.ts → core/b.ts', { 'core/b.ts': "import './c.ts';", 'core/c.ts': "import './b.ts';" }],
    ['named after a kind of thing', { 'renderer/hooks/use-a.ts': '' }],
  ])('name what breaks “%s”: %j', (reason, files) => {
    expect(violationsIn(treeOf(files))).toEqual([expect.stringContaining(reason)]);
  });

  it('find nothing in a tree that keeps to them', () => {
    const files = {
      'renderer/b.tsx': "import type { AppRouter } from '#main/workbench/router.ts';\nimport { a } from '#core/a.ts';",
      'main/hosts/b.ts': "import { a } from '../web/a.ts';\nimport { b } from '#main/library/a.ts';",
      'core/b.ts': "import type { C } from './c.ts';",
      'core/c.ts': "import { b } from './b.ts';",
    };
    expect(violationsIn(treeOf(files))).toEqual([]);
  });

  it('are not fooled by an import that names no file', () => {
    expect(() => importsIn(treeOf({ 'core/b.ts': "import './gone.ts';" }))).toThrow('core/b.ts imports ./gone.ts');
  });
});
