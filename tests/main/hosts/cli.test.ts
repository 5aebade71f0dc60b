// The command line as its users run it: the built program, real files, real exit statuses.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '#main/hosts/cli/arguments.ts';
import { parseCommandLine } from '#main/hosts/cli/usage.ts';
import { openLibrary } from '#main/library/library.ts';
import { galley, type Result, temporaryFolder } from './galley.ts';

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

describe('an export', () => {
  it('says with --json what it wrote, and what it left out for an audience', async () => {
    await galley('import', LITHIUM, '--library', library);
    await galley('briefing', 'create', '--title', 'Morning', TITLE, '--library', library);
    for (const command of [
      ['export', TITLE],
      ['briefing', 'export', 'Morning'],
    ]) {
      const file = path.join(folder, `${command.length}.html`);
      const options = ['--format', 'html', '--audience', 'attorneys', '--out', file, '--json', '--library', library];
      const { code, out, err } = await galley(...command, ...options);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ title: command.at(-1), files: [file] });
      expect(err).toBe('galley: 2 significance bullets for other readers than “attorneys” left out.\n');
    }
  });

  it('names the audiences there are where nothing is for the one that was asked for', async () => {
    await galley('import', LITHIUM, '--library', library);
    const line = ['export', TITLE, '--format', 'markdown', '--library', library, '--audience'];
    expect(await galley(...line, 'attroneys')).toMatchObject({
      code: 0,
      err: 'galley: No significance bullet is for “attroneys”, only for investors, attorneys, manufacturers; 3 significance bullets left out.\n',
    });
  });

  it('of a briefing to a file is remembered, unless another Galley has the library', async () => {
    await galley('import', LITHIUM, '--library', library);
    await galley('briefing', 'create', '--title', 'Morning', TITLE, '--library', library);
    const line = ['briefing', 'export', 'Morning', '--format', 'markdown', '--library', library];
    const remembered = async () =>
      JSON.parse((await galley('briefing', 'show', 'Morning', '--library', library, '--json')).out).exported;
    await galley(...line);
    expect(await remembered()).toBeUndefined();
    await galley(...line, '--out', path.join(folder, 'a.md'));
    const first = await remembered();
    expect(Object.values(first.revs)).toEqual([1]);

    const owner = await openLibrary(library, { watch: false });
    const file = path.join(folder, 'b.md');
    const { code, err } = await galley(...line, '--out', file).finally(() => owner.close());
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringMatching(/^galley: The briefing doesn’t remember this export\. .*\n$/),
    });
    expect(readFileSync(file, 'utf8')).toContain('# Morning');
    expect(await remembered()).toEqual(first);
  });

  it('says of JSON that it holds everything, whoever it is for', async () => {
    await galley('import', LITHIUM, '--library', library);
    const { code, err } = await galley(
      'export',
      TITLE,
      '--format',
      'json',
      '--audience',
      'attorneys',
      '--library',
      library,
    );
    expect({ code, err }).toEqual({
      code: 0,
      err: 'galley: JSON holds everything, also what is for other readers than “attorneys”.\n',
    });
  });

  it('calls the bibliography beside a file as that file is called', async () => {
    await galley('import', LITHIUM, '--library', library);
    await galley('briefing', 'create', '--title', 'Morning', TITLE, '--library', library);
    for (const command of [
      ['export', TITLE],
      ['briefing', 'export', 'Morning'],
    ]) {
      const out = path.join(folder, `${command.length}.draft.md`);
      await galley(...command, '--format', 'pandoc', '--out', out, '--library', library);
      expect(readFileSync(out, 'utf8')).toContain(`bibliography: ${command.length}.draft.csl.json\n`);
      expect(readdirSync(folder)).toContain(`${command.length}.draft.csl.json`);
    }
  });

  it('comes back with the bibliography beside it, whatever is named and in which order', async () => {
    await galley('import', LITHIUM, '--library', library);
    const out = path.join(folder, 'o.md');
    await galley('export', TITLE, '--format', 'pandoc', '--out', out, '--library', library);
    const bibliography = path.join(folder, 'o.csl.json');
    for (const [index, files] of [[out], [out, bibliography], [bibliography, out]].entries()) {
      const there = path.join(folder, `there${index}`);
      const dry = await galley('import', ...files, '--dry-run', '--library', there);
      expect(dry.out).toContain('To be added: 1 story, 6 sections and 3 new sources.');
      const back = await galley('import', ...files, '--library', there);
      expect(back.code).toBe(0);
      expect(back.out).toContain('o.csl.json  (3 sources added)');
      expect(back.out).toContain('4 citations, 0 sources added)');
      expect(back.out).not.toContain('was not in the file');
    }
  });

  it('leads to no bibliography in another folder', async () => {
    await galley('import', LITHIUM, '--library', library);
    const inside = path.join(folder, 'inside');
    mkdirSync(inside);
    const out = path.join(inside, 'o.md');
    await galley('export', TITLE, '--format', 'pandoc', '--out', out, '--library', library);
    copyFileSync(path.join(inside, 'o.csl.json'), path.join(folder, 'o.csl.json'));
    writeFileSync(out, readFileSync(out, 'utf8').replace('bibliography: o.csl', 'bibliography: ../o.csl'));
    const back = await galley('import', out, '--library', path.join(folder, 'there'));
    expect(back.out).not.toContain('csl.json');
    expect(back.out).toContain('was not in the file');
  });

  it('has no bibliography beside it where it cites nothing, and comes back from its folder', async () => {
    const file = path.join(folder, 'plain.md');
    writeFileSync(file, '# Plain\n\nA story that cites nothing.\n');
    await galley('import', file, '--library', library);
    const out = path.join(folder, 'out');
    await galley('export', 'Plain', '--format', 'pandoc', '--out', `${out}/`, '--library', library);
    expect(readdirSync(out)).toEqual(['Plain.md']);
    expect(readFileSync(path.join(out, 'Plain.md'), 'utf8')).not.toContain('bibliography');
    const back = await galley('import', out, '--library', path.join(folder, 'other'));
    expect(back).toMatchObject({ code: 0, err: '' });
  });

  it('replaces the file that is named, and nothing beside it without --force', async () => {
    await galley('import', LITHIUM, '--library', library);
    await galley('briefing', 'create', '--title', 'Morning', TITLE, '--library', library);
    const beside = path.join(folder, 'refs.csl.json');
    const out = path.join(folder, 'refs.md');
    for (const command of [
      ['export', TITLE],
      ['briefing', 'export', 'Morning'],
    ]) {
      const line = [...command, '--format', 'pandoc', '--out', out, '--library', library];
      writeFileSync(beside, '["mine"]');
      writeFileSync(out, 'mine');
      expect(await galley(...line)).toEqual({
        code: 1,
        out: '',
        err: `galley: “${beside}”, which goes beside “${out}”, is there already; --force replaces it.\n`,
      });
      expect([readFileSync(beside, 'utf8'), readFileSync(out, 'utf8')]).toEqual(['["mine"]', 'mine']);
      expect(await galley(...line, '--force')).toMatchObject({ code: 0, err: '' });
      expect(readFileSync(beside, 'utf8')).toContain('Harbour Gazette');
      // What is there already as it would be written is in nobody's way.
      writeFileSync(out, 'mine');
      expect(await galley(...line)).toMatchObject({ code: 0, err: '' });
      expect(readFileSync(out, 'utf8')).toContain('bibliography: refs.csl.json\n');
    }
  });

  it('of a briefing goes into a folder under its title, and replaces nothing there', async () => {
    await galley('import', LITHIUM, '--library', library);
    await galley('briefing', 'create', '--title', 'Morning', TITLE, '--library', library);
    const line = ['briefing', 'export', 'Morning', '--format', 'markdown', '--out', folder, '--library', library];
    expect(await galley(...line)).toEqual({ code: 0, out: '', err: '' });
    const file = path.join(folder, 'Morning.md');
    expect(readFileSync(file, 'utf8')).toContain('# Morning');
    writeFileSync(file, 'mine');
    expect(await galley(...line)).toMatchObject({ code: 1, err: expect.stringContaining('is there already') });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    // A folder that is not there yet is made, but nothing goes into that of a library.
    const fresh = path.join(folder, 'fresh');
    expect(await galley(...line.with(6, `${fresh}/`))).toEqual({ code: 0, out: '', err: '' });
    expect(readdirSync(fresh)).toEqual(['Morning.md']);
    expect(await galley(...line.with(6, library))).toMatchObject({ code: 1, err: expect.stringContaining('library') });
  });

  it('is refused in a language that there are no terms for', async () => {
    await galley('import', LITHIUM, '--library', library);
    const line = ['export', TITLE, '--format', 'markdown', '--library', library, '--locale'];
    expect(await galley(...line, 'xx-XX')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^galley: Citations can’t be printed in “xx-XX”; there are: da-DK, de-DE, .*\.\n$/),
    });
    expect((await galley(...line, 'de-DE')).out).toContain('(Harbour Gazette, März 2026)');
  });
});

describe('the images of a story', () => {
  const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAfbLI3wAAAABJRU5ErkJggg==';
  const illustrated = async () => {
    const page = path.join(folder, 'page.html');
    const image = `<img src="data:image/png;base64,${PIXEL}" alt="dot">`;
    writeFileSync(page, `<!doctype html><title>Dots</title><h1>Dots</h1><h2>A</h2><p>Text. ${image}</p>`);
    expect(await galley('import', page, '--library', library)).toMatchObject({ code: 0, err: '' });
  };

  it.each(['pandoc', 'markdown'])('lie beside the document and come in from there (%s)', async (format) => {
    await illustrated();
    const out = path.join(folder, 'out');
    mkdirSync(out);
    const exported = await galley('export', 'Dots', '--format', format, '--out', `${out}/d.md`, '--library', library);
    expect(exported).toMatchObject({ code: 0, err: '' });
    const [name = ''] = readdirSync(path.join(out, 'attachments'));
    expect(readFileSync(path.join(out, 'attachments', name)).toString('base64')).toBe(PIXEL);
    expect(readFileSync(`${out}/d.md`, 'utf8')).toContain(`(attachments/${name})`);

    const there = path.join(folder, 'there');
    const dry = await galley('import', `${out}/d.md`, '--dry-run', '--library', there);
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).not.toContain('missing');
    expect(existsSync(there)).toBe(false);
    expect((await galley('import', `${out}/d.md`, '--library', there)).out).not.toContain('missing');
    expect(readFileSync(path.join(there, 'attachments', name)).toString('base64')).toBe(PIXEL);

    rmSync(path.join(out, 'attachments'), { recursive: true });
    const without = await galley('import', `${out}/d.md`, '--library', path.join(folder, 'elsewhere'));
    expect(without.out).toContain('1 image of this file is missing');
  });

  it('are written once for several exports, and taken in by none that is refused', async () => {
    await illustrated();
    const out = `${path.join(folder, 'out')}/`;
    const line = ['export', 'Dots', '--format', 'pandoc', '--out', out, '--library', library, '--json'];
    const { files } = JSON.parse((await galley(...line)).out);
    expect(files.map((file: string) => path.relative(out, file))).toEqual([
      'Dots.md',
      expect.stringMatching(/^attachments/),
    ]);
    expect((await galley(...line, '--force')).code).toBe(0);
    rmSync(path.join(library, 'attachments'), { recursive: true });
    expect((await galley('import', `${out}/Dots.md`, '--library', library)).code).toBe(1);
    expect(existsSync(path.join(library, 'attachments'))).toBe(false);
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
    [['export', 'x', '--format', 'html', '--json']],
    [['briefing', 'export', 'x', '--format', 'html', '--json']],
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

describe('wrong usage says what is right', () => {
  it.each([
    [['serve', '--port', '-1'], '--port takes a number from 0 to 65535, not “-1”.'],
    [['serve', '--port=-1'], '--port takes a number from 0 to 65535, not “-1”.'],
    [['export', 'x', '--format', 'html', '--layout', 'page'], '--layout goes with --format markdown, not with html.'],
    [
      ['export', 'x', '--format', 'pandoc', '--layout', 'document'],
      '--layout goes with --format markdown, not with pandoc.',
    ],
    [
      ['briefing', 'export', 'x', '--format', 'pdf', '--layout', 'page'],
      '--layout goes with --format markdown, not with pdf.',
    ],
    [
      ['briefing', 'export', 'x', '--format', 'markdown', '--layout', 'page'],
      '--layout page is the form of a story’s page; a briefing has none.',
    ],
  ])('of %j', (args, sentence) => {
    expect(() => parseCommandLine(args)).toThrow(new UsageError(sentence));
  });
});

it('says its version', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(await galley('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
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
        .flatMap((name) => [`${name}.csl.json`, `${name}.md`])
        .sort(),
    );
    expect(readFileSync(path.join(out, 'con_ (2).md'), 'utf8')).toContain('bibliography: con_ (2).csl.json');
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
  it('says with --dry-run what it would add to a library that is not there yet, and makes none', async () => {
    const { code, out, err } = await galley('import', LITHIUM, '--dry-run', '--library', library);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Nothing was written.');
    expect(existsSync(library)).toBe(false);
  });

  it('does what it was asked for where nobody reads on', async () => {
    const child = spawn(process.execPath, ['out/main/cli.js', 'import', LITHIUM, '--library', library]);
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect((await galley('list', '--library', library)).out).toContain(TITLE);
  });

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
    expect(dry.out).toContain(`lithium.txt: story “${TITLE}”, 0 new sources, 3 from files before it`);
    expect(dry.out).toContain('    ## Strategic Significance\n');
    expect(dry.out).toContain('  new source: Meridian Wire, A price for Rotterdam & who sets it, 11 Feb 2026\n');
    expect(dry.out).toContain(
      'To be added: 2 stories, 10 sections and 3 new sources; 2 sources are there already. Nothing was written.\n',
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
