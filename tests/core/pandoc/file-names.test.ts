// Pandoc finds the file that we name, and we read the same name again.
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newStory } from '#core/model/story.ts';
import { printFileName, readFileName } from '#core/pandoc/file-names.ts';
import { bibliographyNamedIn } from '#core/pandoc/metadata.ts';
import { readPandoc } from '#core/pandoc/read.ts';
import { writePandoc } from '#core/pandoc/write.ts';
import { exportFileName } from '#core/publish/file-name.ts';

const run = promisify(execFile);
const hasPandoc = spawnSync('pandoc', ['--version']).status === 0;

const TITLES = [
  'A plain title',
  'Plain (2)',
  'my_own_notes',
  'con_ (2) and _this_ or __that__ and_',
  'Lloyd’s clause',
  "Lloyd's clause",
  "'Quoted' and it's",
  'Case #12',
  '#hash',
  'Round two -- budget --- more',
  'Wait... what',
  'Dr. No, e.g. Mr. X',
  '[x](y) *b* _c_ `d` ~e~ ^f^ $g$ {h} @i !',
  'AT&T &amp; Co',
  '50% of it, 100%20 and %23',
  '1. Budget',
  'a) first',
  '(1) first',
  '(@x) first',
  '- dash',
  '+ plus',
  '% title',
  '= equal',
  'Zürich – „Größe“ №1…',
  'a; b, c = d',
  'Line\u2028separated\u2029and\u0085more',
  'Line\u2028more',
  'Line\u0085more',
  'Tab\u000bed\u0001 \u007f\u0092\ufffe',
];

async function findsAsPandoc(title: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'galley-pandoc-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const bibliography = exportFileName(title, 'csl.json');
  const story = { ...newStory('story1', new Date('2026-03-09T09:00:00Z'), '2026-03-09'), title };
  const { markdown } = writePandoc(story, { sources: new Map(), bibliography });
  await writeFile(path.join(folder, bibliography), '[{"id":"k","type":"book","title":"Found"}]');
  await writeFile(path.join(folder, 'in.md'), `${markdown}\n[@k]\n`);
  // In a system without a language of its own Pandoc finds no file whose name is not plain ASCII.
  const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  const { stdout } = await run('pandoc', ['--citeproc', '--to', 'plain', 'in.md'], options);
  expect(stdout, bibliography).toContain('Found');
}

describe('the bibliography in a metadata block', () => {
  it.each(TITLES)('is named so that its name comes back: %s', (title) => {
    const bibliography = exportFileName(title, 'csl.json');
    const story = { ...newStory('story1', new Date('2026-03-09T09:00:00Z'), '2026-03-09'), title };
    const { markdown } = writePandoc(story, { sources: new Map(), bibliography });
    expect(bibliographyNamedIn(markdown)).toBe(bibliography);
    expect(readPandoc(markdown, () => 'new')?.story.title).toBe(title);
  });

  it.each([
    'A plain title.csl.json',
    'Plain (2).csl.json',
    'my_own-notes.csl.json',
    'con_ (2).csl.json',
    '6.draft.csl.json',
  ])('stands there as it is where it is an everyday name: %s', (name) => {
    expect(printFileName(name)).toBe(name);
  });

  it('gives any name back', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => readFileName(printFileName(name)) === name));
  });

  it.skipIf(!hasPandoc).each(TITLES)('is found by Pandoc: %s', findsAsPandoc);
});
