// The command line as its users run it: the built program, real files, real exit statuses.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
let library: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'galley-cli-'));
  library = path.join(folder, 'library');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Result = { code: number; out: string; err: string };
const galley = (...args: string[]) =>
  new Promise<Result>((resolve) => {
    execFile(process.execPath, ['out/main/cli.js', ...args], { maxBuffer: 50e6 }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
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
    expect(readFileSync(file, 'utf8')).toMatch(/^<!DOCTYPE html>/);
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

describe('export of several stories', () => {
  const several = (out: string, ...args: string[]) =>
    galley('export', 'lithium', 'orbital', '--format', 'markdown', '--out', out, '--library', library, ...args);
  const titled = (title: string, name: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, readFileSync(LITHIUM, 'utf8').replaceAll(TITLE, title));
    return file;
  };

  it('writes a file each, and replaces none without --force', async () => {
    const imported = await galley(
      'import',
      titled('lithium', 'a.txt'),
      titled('orbital', 'b.txt'),
      '--library',
      library,
    );
    expect(imported.code).toBe(0);
    const out = path.join(folder, 'out', 'march');
    const first = await several(out);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out.trim().split('\n')).toEqual([path.join(out, 'lithium.md'), path.join(out, 'orbital.md')]);
    writeFileSync(path.join(out, 'lithium.md'), 'mine');
    rmSync(path.join(out, 'orbital.md'));
    const second = await several(out);
    expect(second.code).toBe(1);
    expect(second.err).toBe(`lithium: “${path.join(out, 'lithium.md')}” is there already; --force replaces it.\n`);
    expect(second.out).toBe(`${path.join(out, 'orbital.md')}\n`);
    expect(readFileSync(path.join(out, 'lithium.md'), 'utf8')).toBe('mine');
    const third = await several(out, '--force', '--json');
    expect(third.code).toBe(0);
    expect(
      third.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).title),
    ).toEqual(['lithium', 'orbital']);
    expect(readFileSync(path.join(out, 'lithium.md'), 'utf8')).toContain('# lithium');
    expect(readdirSync(out).sort()).toEqual(['lithium.md', 'orbital.md']);
  });

  it('gives every title a name that any system takes', async () => {
    const titles = ['A / B: "C" <D> | E? * \\ F', '...', '🗂️ ملف الميناء', 'x'.repeat(300), 'CON', 'con'];
    await galley('import', ...titles.map((title, index) => titled(title, `${index}.txt`)), '--library', library);
    const stories = JSON.parse((await galley('list', '--json', '--library', library)).out) as {
      id: string;
      title: string;
    }[];
    const ids = titles.map((title) => stories.find((story) => story.title === title)?.id ?? title);
    const out = path.join(folder, 'out');
    const { code, err } = await galley('export', ...ids, '--format', 'pandoc', '--out', out, '--library', library);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readdirSync(out).sort()).toEqual(
      ['A B C D E F', 'CON_', 'Untitled story', 'con_ (2)', 'x'.repeat(200), '🗂️ ملف الميناء']
        .flatMap((name) => [`${name}.json`, `${name}.md`])
        .sort(),
    );
    expect(readFileSync(path.join(out, 'con_ (2).md'), 'utf8')).toContain('bibliography: con_ (2).json');
  });

  // A limit on the size of files stands in for a disk that runs full.
  it.skipIf(process.platform === 'win32')('leaves an old file whole where the disk is full', async () => {
    await galley('import', titled('lithium', 'a.txt'), '--library', library);
    const file = path.join(folder, 'old.html');
    writeFileSync(file, 'mine');
    const args = ['export', 'lithium', '--format', 'html', '--out', file, '--library', library];
    const result = await new Promise<Result>((resolve) => {
      const shell = ['-c', 'ulimit -f 4; exec "$@"', 'sh', process.execPath, 'out/main/cli.js', ...args];
      execFile('sh', shell, (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }));
    });
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.err).toBe(
      `galley: The disk is full: “${file}” was not written, and what was there before is whole.\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('says once that a folder can’t be written, and leaves what is there', async () => {
    await galley('import', titled('lithium', 'a.txt'), titled('orbital', 'b.txt'), '--library', library);
    const out = path.join(folder, 'file');
    writeFileSync(out, 'mine');
    const { code, err } = await several(out);
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });
});

describe('import', () => {
  it('says with --dry-run what a folder would add, and writes nothing', async () => {
    await galley('import', 'tests/fixtures/orbital-debris.md', '--library', library);
    const desk = path.join(folder, 'desk');
    mkdirSync(path.join(desk, 'march', '.hidden'), { recursive: true });
    copyFileSync(LITHIUM, path.join(desk, 'march', 'lithium.txt'));
    copyFileSync(LITHIUM, path.join(desk, 'march', '.hidden', 'lithium.txt'));
    copyFileSync('tests/fixtures/expected/orbital-debris.html', path.join(desk, 'orbital.html'));
    copyFileSync('tests/fixtures/sources.bib', path.join(desk, 'sources.bib'));
    writeFileSync(path.join(desk, 'photo.png'), 'x');
    const before = storiesIn();
    const dry = await galley('import', desk, '--dry-run', '--library', library);
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain(`lithium.txt: story “${TITLE}”, 0 new sources, 3 there already`);
    expect(dry.out).toContain('    ## Strategic Significance\n');
    expect(dry.out).toContain('  new source: Meridian Wire, A price for Rotterdam & who sets it, 11 Feb 2026\n');
    expect(dry.out).toContain(
      'To be added: 2 stories, 10 sections and 3 new sources; 5 sources are there already. Nothing was written.\n',
    );
    const lines = (await galley('import', desk, '--dry-run', '--json', '--library', library)).out.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).kind)).toEqual(['sources', 'story', 'story']);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ title: TITLE, warnings: [], alreadyThere: null });
    expect(storiesIn()).toBe(before);

    const done = await galley('import', desk, '--library', library);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(storiesIn()).toBe(before + 2);
    const again = await galley('import', desk, '--dry-run', '--library', library);
    expect(again.code).toBe(1);
    expect(again.err.match(/imported before/g)).toHaveLength(2);
  });

  it('says that a folder holds nothing', async () => {
    mkdirSync(path.join(folder, 'empty'));
    const { code, err } = await galley('import', path.join(folder, 'empty'), '--library', library);
    expect([code, err]).toEqual([1, expect.stringMatching(/empty: holds nothing that can be imported/)]);
  });
});

describe('bad input gets one clear sentence, a status, and changes nothing', () => {
  const write = (name: string, content: string | Uint8Array) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  it.each([
    ['a picture', 'a.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]), /not text/],
    ['an empty file', 'a.md', '', /empty/],
    [
      'a percentage out of range',
      'a.txt',
      'Label\nTitle\nSummary.\nImportance: 170%Confidence: 60%Mentions: 0Updated: March 9, 2026\n### A\nx\n',
      /170 %/,
    ],
    ['front matter that is no YAML', 'a.md', '---\na: [\n---\n\ntext\n', /front matter/],
    ['21 MB', 'a.txt', 'x'.repeat(21 * 1024 * 1024), /20 MB/],
  ])('%s', async (_, name, content, sentence) => {
    await galley('import', LITHIUM, '--library', library);
    const before = storiesIn();
    const { code, out, err } = await galley('import', write(name, content), '--library', library);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(sentence);
    expect(storiesIn()).toBe(before);
  });

  it('imports the good files of several and names the bad one', async () => {
    const bad = path.join(folder, 'missing.txt');
    const { code, out, err } = await galley(
      'import',
      LITHIUM,
      bad,
      'tests/fixtures/orbital-debris.md',
      '--library',
      library,
    );
    expect(code).toBe(1);
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(err).toMatch(/missing\.txt: there is no such file/);
  });

  it('a story that does not exist', async () => {
    await galley('import', LITHIUM, '--library', library);
    for (const args of [
      ['show', 'nowhere', '--json'],
      ['export', 'nowhere', '--format', 'html'],
    ]) {
      const { code, err } = await galley(...args, '--library', library);
      expect(code).toBe(1);
      expect(err).toMatch(/no story “nowhere”/);
    }
  });

  it('a citation style that does not exist', async () => {
    await galley('import', LITHIUM, '--library', library);
    const { code, err } = await galley('export', TITLE, '--format', 'html', '--style', 'nope', '--library', library);
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/no citation style “nope”; there are: apa, chicago-author-date, .*galley-house/),
    ]);
  });

  it('a folder that is not a library', async () => {
    mkdirSync(library);
    writeFileSync(path.join(library, 'notes.txt'), 'mine');
    const { code, err } = await galley('import', LITHIUM, '--library', library);
    expect([code, err]).toEqual([1, expect.stringMatching(/not a Galley library/)]);
    expect(readdirSync(library)).toEqual(['notes.txt']);
  });

  it('a library of a newer version', async () => {
    mkdirSync(library);
    const text = JSON.stringify({ schemaVersion: 99, id: 'x' });
    writeFileSync(path.join(library, 'library.json'), text);
    const { code, err } = await galley('list', '--library', library);
    expect([code, err]).toEqual([1, expect.stringMatching(/newer version/)]);
    expect(readFileSync(path.join(library, 'library.json'), 'utf8')).toBe(text);
  });

  it('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, err } = await galley('serve', '--no-open', '--port', String(port), '--library', library);
    server.close();
    expect([code, err]).toEqual([1, expect.stringMatching(/Port \d+ is in use/)]);
  });
});

describe('wrong usage is told apart', () => {
  it.each([
    [[]],
    [['dance']],
    [['import']],
    [['export', 'x']],
    [['export', 'x', '--format', 'pdf9']],
    [['export', 'x', 'y', '--format', 'html']],
    [['briefing', 'export', 'x', '--format', 'html', '--force']],
    [['export', 'x', '--format', 'html', '--layout', 'poster']],
    [['serve', '--port', 'abc']],
    [['list', 'cats']],
    [['show', 'a', 'b']],
    [['import', 'x', '--frobnicate']],
  ])('%j exits with 2 and one line', async (args) => {
    const { code, out, err } = await galley(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
