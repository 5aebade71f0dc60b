// The command line as its users run it: the built program, real files, real exit statuses.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '#main/hosts/cli/arguments.ts';
import { parseCommandLine } from '#main/hosts/cli/usage.ts';
import { galley, temporaryFolder } from './galley.ts';

let folder: string;
let library: string;
beforeEach(() => {
  folder = temporaryFolder();
  library = path.join(folder, 'library');
});

const storiesIn = () => readdirSync(path.join(library, 'stories')).length;
const LITHIUM = 'tests/fixtures/lithium-corridor.txt';
const TITLE = 'EU–Chile Lithium Corridor – Refining Capacity & Price Benchmarks (2026)';

describe('import, show and export', () => {
  it('gives the same page back', async () => {
    const imported = await galley('import', LITHIUM, '--library', library, '--json');
    expect(imported.code).toBe(0);
    const { id, ...line } = JSON.parse(imported.out);
    expect(line).toMatchObject({ title: TITLE, sections: 6, citations: 4, sourcesAdded: 3, warnings: [] });
    const exported = await galley('export', id, '--format', 'markdown', '--layout', 'page', '--library', library);
    expect(exported.out).toBe(readFileSync(LITHIUM, 'utf8'));

    const { out } = await galley('show', TITLE, '--json', '--library', library);
    const shown = JSON.parse(out);
    expect(shown).toMatchObject({ importance: 70, confidence: 60, mentions: 3, updated: '2026-03-09' });
    expect(shown.citations).toHaveLength(4);
    expect(shown.citations[2].printed).toBe('(Meridian Wire, February 2026; Harbour Gazette, March 2026)');
    expect(shown.questions).toHaveLength(2);
    expect(shown.claims).toEqual([]);
    expect(shown.evidence).toBeLessThanOrEqual(20);
    expect(shown.checks).toContainEqual(
      expect.objectContaining({ rule: 'citation-without-verdict', message: 'A citation has no verdict yet' }),
    );
    expect(shown.sections.map((section: { role: string }) => section.role)).toEqual([
      'narrative',
      'narrative',
      'narrative',
      'significance',
      'connections',
      'questions',
    ]);
  });

  it('finds a story by its slug and writes to a file', async () => {
    await galley('import', LITHIUM, '--library', library);
    const file = path.join(folder, 'out.html');
    const { code } = await galley(
      'export',
      'eu-chile-lithium-corridor-refining-capacity-price-benchmarks-2026',
      '--format',
      'html',
      '--out',
      file,
      '--library',
      library,
    );
    expect(code).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('says that a page was imported before, and makes a second story only with --again', async () => {
    await galley('import', LITHIUM, '--library', library);
    const before = storiesIn();
    const second = await galley('import', LITHIUM, '--library', library);
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err).toMatch(/imported before.*--again/);
    expect(storiesIn()).toBe(before);
    expect((await galley('import', LITHIUM, '--again', '--library', library)).code).toBe(0);
    expect(storiesIn()).toBe(before + 1);
  });

  it('copies the starter library at the first start', async () => {
    await galley('import', LITHIUM, '--library', library);
    const { out } = await galley('list', '--json', '--library', library);
    expect(JSON.parse(out)).toHaveLength(4);
    const sources = JSON.parse((await galley('list', 'sources', '--json', '--library', library)).out);
    expect(sources.length).toBeGreaterThan(10);
  });
});

describe('sources', () => {
  it.each(['bibtex', 'ris', 'csl-json'])(
    'are exported as %s, known again, and added only with --again',
    async (format) => {
      await galley('sources', 'import', 'tests/fixtures/sources.bib', '--library', library);
      const file = path.join(folder, 'out.txt');
      expect(await galley('sources', 'export', '--format', format, '--out', file, '--library', library)).toMatchObject({
        code: 0,
        out: '',
      });
      const again = await galley('sources', 'import', file, '--json', '--library', library);
      expect(again.code).toBe(0);
      const { added, alreadyThere, problems } = JSON.parse(again.out);
      expect(problems).toEqual([]);
      expect(added).toBe(0);
      expect(alreadyThere).toHaveLength(13);
      expect(
        JSON.parse((await galley('sources', 'import', file, '--again', '--json', '--library', library)).out),
      ).toMatchObject({
        added: 13,
        alreadyThere: [],
      });
    },
  );

  it('in a file with bad entries come in but for those, each named with its line', async () => {
    const file = path.join(folder, 'a.bib');
    writeFileSync(
      file,
      '@book{a, title = {One}, publisher = {P}}\n@book{b, title = {Two\n@book{c, title = {Gr\xf6\xdfe}, publisher = {P}}',
      'latin1',
    );
    const { code, out, err } = await galley(
      'sources',
      'import',
      file,
      path.join(folder, 'none.ris'),
      '--library',
      library,
    );
    expect(code).toBe(1);
    expect(out).toContain('2 added');
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/a\.bib:2: This entry’s braces are not balanced\.$/),
      expect.stringMatching(/none\.ris: there is no such file\.$/),
    ]);
    expect((await galley('list', 'sources', '--library', library)).out).toContain('Größe');
  });

  it('are refused where the file holds none', async () => {
    const file = path.join(folder, 'a.txt');
    writeFileSync(file, 'only words');
    const { code, err } = await galley('sources', 'import', file, '--library', library);
    expect([code, err]).toEqual([1, expect.stringContaining('holds no source')]);
  });
});

describe('wrong usage is told apart', () => {
  it('by its exit status and one line', async () => {
    const { code, out, err } = await galley('dance');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('galley: There is no command “dance”. (galley help shows the usage.)\n');
  });

  it.each([
    [[]],
    [['dance']],
    [['import']],
    [['export', 'x']],
    [['export', 'x', '--format', 'pdf9']],
    [['export', 'x', '--format', 'html', '--layout', 'poster']],
    [['serve', '--port', 'abc']],
    [['serve', '--port', '65536']],
    [['serve', '--port', '-1']],
    [['serve', 'here']],
    [['list', 'cats']],
    [['show']],
    [['show', 'a', 'b']],
    [['import', 'x', '--frobnicate']],
    [['import', 'x', '--library']],
    [['sources']],
    [['sources', 'import']],
    [['sources', 'import', 'x', '--format', 'marc']],
    [['sources', 'export']],
    [['sources', 'export', 'x', '--format', 'ris']],
  ])('%j', (args) => {
    const wrong = () => parseCommandLine(args);
    expect(wrong).toThrow(UsageError);
    expect(wrong).toThrow(/^[^\n]+$/);
  });
});
