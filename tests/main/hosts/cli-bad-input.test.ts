// Bad input gets one clear sentence and a status, and leaves the library as it was, to the byte.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOf, galley, type Result, temporaryFolder } from './galley.ts';

const LITHIUM = 'tests/fixtures/lithium-corridor.txt';

/** A library with a story of ours in it, and a file to be imported. */
async function deskWith(name: string, content: string | Uint8Array) {
  const folder = temporaryFolder();
  const library = path.join(folder, 'library');
  const file = path.join(folder, name);
  writeFileSync(file, content);
  expect((await galley('import', LITHIUM, '--library', library)).code).toBe(0);
  return { library, file };
}

/** Nothing on standard output, one line with `sentence` on standard error, exit status 1, and no stack or code of ours. */
function expectSentence({ code, out, err }: Result, sentence: RegExp): void {
  expect({ code, out, lines: err.trimEnd().split('\n').length }, err).toEqual({ code: 1, out: '', lines: 1 });
  expect(err).toMatch(sentence);
  expect(err).toMatch(/[.!]\s*$/);
  expect(err).not.toMatch(/\bat .*\.js:\d|Error:|undefined|\[object/);
}

const page = (metrics: string, body = '### A\nText.\n') =>
  `Developing Story\nTitle\nSummary.\n${metrics}\n## Title\n${body}`;
const METRICS = 'Importance: 70%Confidence: 60%Mentions: 0Updated: March 9, 2026';
const utf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
};

/** Files that are refused: what each is, what it is called, what it holds, and what is said of it. */
const REFUSED: [string, string, string | Uint8Array, RegExp][] = [
  ['a picture', 'a.png', Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 1]), /: This file is not text\.$/],
  ['a program', 'b', Uint8Array.from({ length: 3_000 }, (_, index) => (index * 7) % 256), /not text/],
  ['an empty file', 'c.md', '', /: This file is empty\.$/],
  ['white space', 'd.md', ' \n\t\r\n\u00a0\n', /This file is empty/],
  ['a byte order mark', 'e.md', '\ufeff', /This file is empty/],
  ['more than 20 MB', 'f.txt', 'x'.repeat(20 * 1024 * 1024 + 1), /larger than 20 MB/],
  [
    'an importance above 100',
    'g.txt',
    page('Importance: 170%Confidence: 60%'),
    /“Importance” is 170 %; a percentage lies/,
  ],
  ['a confidence below 0', 'h.txt', page('Importance: 70%Confidence: -5%'), /“Confidence” is -5 %/],
  ['an importance in words', 'i.txt', page('Importance: highConfidence: 60%'), /“Importance” has no number\.$/],
  ['a confidence with nothing', 'j.txt', page('Importance: 70%Confidence:'), /“Confidence” has no number\.$/],
  ['no importance', 'k.txt', page('Confidence: 60%Updated: March 9, 2026'), /incomplete: it has no importance\.$/],
  ['no percentages', 'l.txt', page('Mentions: 0Updated: March 9, 2026'), /it has no importance and no confidence\.$/],
  [
    'a date that is none',
    'm.txt',
    page('Importance: 7%Updated: 31 February 2026'),
    /“Updated” has no date that can be read/,
  ],
  ['no metrics', 'n.txt', page('').replace('\n\n', '\n'), /incomplete: it has no metrics line\.$/],
  ['no sections', 'o.txt', page(METRICS, 'Only text.\n'), /incomplete: it has no sections\.$/],
  ['nothing below its head', 'p.txt', page(METRICS, ''), /incomplete: it has no sections\.$/],
  ['two sections of one name', 'q.txt', page(METRICS, '### A\nx.\n### A\ny.\n'), /it has two sections called “A”\.$/],
  ['front matter that is no YAML', 'r.md', '---\na: [\n---\n\ntext\n', /The front matter can’t be read: .*\.$/],
  ['a percentage in front matter', 's.md', '---\nconfidence: 101\n---\n\ntext\n', /“confidence” is 101; a percentage/],
  ['thousands of quotes in each other', 't.md', `# T\n\n${'>'.repeat(4_000)} x\n`, /too deeply to be read\.$/],
  [
    'BibTeX that is all broken',
    'u.bib',
    '\n\n@article{a, title = {One}\n',
    /: line 3: This entry’s braces are not balanced\.$/,
  ],
  ['a file of sources without any', 'v.ris', 'Just words.\n', /holds no source that Galley can read\.$/],
  ['CSL-JSON that is no JSON', 'w.json', '[{"title": "x",\n  oops}]', /: line 2: This is not valid JSON\.$/],
];

describe('files that can’t be imported', () => {
  it('are each refused in one sentence', async () => {
    const { library, file } = await deskWith('sound.txt', page(METRICS));
    const folder = path.dirname(file);
    mkdirSync(path.join(folder, 'folder'));
    const refused: [string, RegExp][] = [
      ...REFUSED.map(([_, name, content, sentence]): [string, RegExp] => {
        writeFileSync(path.join(folder, name), content);
        return [name, sentence];
      }),
      ['gone.txt', /: there is no such file\.$/],
      ['folder', /: holds nothing that can be imported\.$/],
    ];
    const before = bytesOf(library);
    const files = refused.map(([name]) => path.join(folder, name));
    for (const json of [[], ['--json']]) {
      const { code, out, err } = await galley('import', ...files, ...json, '--library', library);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      const lines = err.trimEnd().split('\n');
      expect(lines).toHaveLength(refused.length);
      for (const [name, sentence] of refused) {
        const [line, ...others] = lines.filter((each) => each.includes(`/${name}: `));
        expect(line).toMatch(sentence);
        expect(others).toEqual([]);
        expect(line).not.toMatch(/\bat .*\.js:\d|Error:|undefined|\[object/);
      }
    }
    expect(bytesOf(library)).toEqual(before);
  });

  it('make no library where there is none yet', async () => {
    const folder = temporaryFolder();
    const library = path.join(folder, 'desk', 'library');
    for (const name of ['a.txt', 'b.md', 'c.bib']) writeFileSync(path.join(folder, name), '');
    const before = bytesOf(folder);
    const files = ['a.txt', 'b.md', 'c.bib'].map((name) => path.join(folder, name));
    const gone = path.join(folder, 'gone.txt');
    for (const command of [['import'], ['import', '--dry-run'], ['sources', 'import']]) {
      const { code, out, err } = await galley(...command, ...files, gone, '--library', library);
      expect({ command, code, out }).toEqual({ command, code: 1, out: '' });
      expect(err.trimEnd().split('\n')).toHaveLength(4);
      expect(bytesOf(folder)).toEqual(before);
      expect(existsSync(path.dirname(library))).toBe(false);
    }
    // One that comes in makes it, and is named once like the others.
    const { code, out, err } = await galley('import', ...files, LITHIUM, gone, '--library', library);
    expect({ code, lines: out.trimEnd().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(err.trimEnd().split('\n')).toHaveLength(4);
    expect(JSON.parse((await galley('list', '--json', '--library', library)).out)).toHaveLength(4);
  });

  it('make the whole command fail, one by itself too', async () => {
    const { library, file } = await deskWith('empty.md', '');
    const before = bytesOf(library);
    expectSentence(await galley('import', file, '--library', library), /empty\.md: This file is empty\./);
    expect(bytesOf(library)).toEqual(before);
  });
});

describe('a page in another encoding', () => {
  it('is converted, and comes out as it was in UTF-8', async () => {
    const text = `Developing Story\nZürich – “Prices”\nSummary é.\n${METRICS}\n## Zürich – “Prices”\n### A\nGröße.\n`;
    const windows1252 = text.replace(/–/g, '\x96').replace(/“/g, '\x93').replace(/”/g, '\x94');
    const encoded: [string, Uint8Array][] = [
      ['windows-1252.txt', Buffer.from(windows1252, 'latin1')],
      ['latin-1.txt', Buffer.from(text.replace(/[–“”]/g, '-').replace('Summary', 'Abrégé'), 'latin1')],
      ['utf-16le.txt', utf16(text.replace('Summary', 'One'), false)],
      ['utf-16be.txt', utf16(text.replace('Summary', 'Two'), true)],
      ['utf-16-without-mark.txt', utf16(text.replace('Summary', 'Three'), false).subarray(2)],
      ['utf-8-with-mark.txt', Buffer.from(`\ufeff${text.replace('Summary', 'Four')}`)],
    ];
    const { library, file } = await deskWith('x', '');
    const files = encoded.map(([name, bytes]) => {
      const at = path.join(path.dirname(file), name);
      writeFileSync(at, bytes);
      return at;
    });
    const { code, out, err } = await galley('import', ...files, '--json', '--library', library);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const imported = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(imported.map(({ title, warnings }) => ({ title, warnings }))).toEqual(
      encoded.map(([name]) => ({
        title: name === 'latin-1.txt' ? 'Zürich - -Prices-' : 'Zürich – “Prices”',
        warnings: [],
      })),
    );
    const exported = await galley(
      'export',
      imported[0].id,
      '--format',
      'markdown',
      '--layout',
      'page',
      '--library',
      library,
    );
    expect(exported.out).toBe(text);
  });
});

describe('of several files', () => {
  it('the good ones come in and each bad one is named', async () => {
    const { library, file } = await deskWith('bad.txt', page('Importance: 101%Confidence: 1%'));
    const files = [file, 'tests/fixtures/orbital-debris.md', `${file}.gone`, 'tests/fixtures/sources.ris'];
    const { code, out, err } = await galley('import', ...files, '--library', library);
    expect(code).toBe(1);
    expect(out.trim().split('\n')).toEqual([
      // First, so that stories cite what it holds.
      'sources.ris  (2 sources added)',
      expect.stringMatching(/Orbital Debris Liability .*\(4 sections, 3 citations, 1 source added\)$/),
    ]);
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/bad\.txt: “Importance” is 101 %/),
      expect.stringMatching(/gone: there is no such file\.$/),
    ]);
  });

  it('the good BibTeX entries come in and the bad ones are named with their line', async () => {
    const { library, file } = await deskWith(
      'refs.bib',
      '@article{a, title = {One}}\n\n@article{b, title = {Two, author = {X}\n\n@book{c, title = {Three}}\n@misc{d, note = {nothing}}\n',
    );
    const { code, out, err } = await galley('import', file, '--json', '--library', library);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ file, sourcesAdded: 2 });
    expect(err.trim().split('\n')).toEqual([
      `${file}: line 3: This entry’s braces are not balanced.`,
      `${file}: line 6: This entry has no title, author or outlet.`,
    ]);
    const titles = JSON.parse((await galley('list', 'sources', '--json', '--library', library)).out).map(
      (source: { csl: { title?: string } }) => source.csl.title,
    );
    expect(titles).toEqual(expect.arrayContaining(['One', 'Three']));
  });
});

describe('a library that can’t be used', () => {
  const answers = (asked: readonly string[][], library: string) =>
    Promise.all(asked.map((command) => galley(...command, '--library', library)));
  const commands = [
    ['import', LITHIUM],
    ['list'],
    ['show', 'x', '--json'],
    ['export', 'x', '--format', 'html'],
    ['serve', '--no-open'],
  ];
  it.each<[string, Record<string, string>, RegExp]>([
    ['a folder of something else', { 'notes.txt': 'mine' }, /is not a Galley library/],
    ['one of a newer version', { 'library.json': '{"schemaVersion":99,"id":"x"}' }, /newer version/],
    ['one whose own file is damaged', { 'library.json': '{"schemaVersion":1' }, /library\.json is damaged/],
  ])('%s', async (_, files, sentence) => {
    const library = temporaryFolder();
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(library, name), text);
    const before = bytesOf(library);
    for (const result of await answers(commands, library)) expectSentence(result, sentence);
    expect(bytesOf(library)).toEqual(before);
  });

  it('a file where a folder should be', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, 'mine');
    for (const result of await answers(commands, file)) expectSentence(result, /is no folder: a file is in its place/);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it.runIf(process.platform === 'linux')('a folder that may not be written to', async () => {
    const writing = commands.filter(([name]) => name === 'import' || name === 'serve');
    for (const result of await answers(writing, '/proc/galley/library'))
      expectSentence(result, /can’t be made|may not be written|read-only/);
  });

  it.skipIf(process.getuid?.() === 0)(
    'a folder that only others may write to (skipped: root may write anywhere)',
    async () => {
      const folder = temporaryFolder();
      mkdirSync(path.join(folder, 'closed'), { mode: 0o500 });
      const library = path.join(folder, 'closed', 'library');
      expectSentence(
        await galley('import', LITHIUM, '--library', library),
        /may not be written|can’t be made|read-only/,
      );
    },
  );

  it('one that is not there, for what only reads', async () => {
    const folder = temporaryFolder();
    const reading = commands.filter(([name]) => name !== 'import' && name !== 'serve');
    for (const result of await answers(reading, path.join(folder, 'none'))) expectSentence(result, /none/);
    expect(bytesOf(folder)).toEqual({});
  });
});

describe('what was asked for and is not there', () => {
  it('a story, a citation style, a folder to export to', async () => {
    const { library } = await deskWith('x.md', 'x');
    const title = 'EU–Chile Lithium Corridor – Refining Capacity & Price Benchmarks (2026)';
    const before = bytesOf(library);
    for (const [args, sentence] of [
      [['show', 'nowhere', '--json'], /There is no story “nowhere” in this library\./],
      [['export', 'nowhere', '--format', 'html'], /There is no story “nowhere”/],
      [
        ['export', title, '--format', 'html', '--style', 'nope'],
        /no citation style “nope”; there are: apa, .*galley-house/,
      ],
      [
        ['export', title, '--format', 'html', '--out', path.join(library, '..', 'gone', 'a.html')],
        /could not be written/,
      ],
      [['export', title, '--format', 'html', '--out', library], /could not be written/],
    ] as const) {
      expectSentence(await galley(...args, '--library', library), sentence);
    }
    expect(bytesOf(library)).toEqual(before);
  });

  it.runIf(process.platform === 'linux')('a folder that takes no files', async () => {
    const { library } = await deskWith('x.md', 'x');
    const exported = ['export', 'starter-grain-index', '--format', 'html', '--out', '/proc/x.html'];
    expectSentence(
      await galley(...exported, '--library', library),
      /“\/proc\/x\.html” could not be written: the folder \/proc can’t be written to\./,
    );
  });

  it('a port that is free', async () => {
    const { library } = await deskWith('x.md', 'x');
    const before = bytesOf(library);
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expectSentence(
      await galley('serve', '--no-open', '--port', String(port), '--library', library),
      /Port \d+ is in use\. Choose another with --port/,
    );
    server.close();
    expect(bytesOf(library)).toEqual(before);
  });
});
