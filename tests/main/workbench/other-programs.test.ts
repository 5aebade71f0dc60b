// What other programs read in our exports: LibreOffice the Word file, Poppler the PDF, Pandoc the Markdown. Where one is not
// installed, that part is skipped.
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Format } from '#core/model/publishing.ts';
import { findChromium } from '#main/hosts/local/browser.ts';
import { temporaryFolder } from '../library/temporary-library.ts';
import { type TemporaryWorkbench, temporaryWorkbench } from './temporary-workbench.ts';

const run = promisify(execFile);
const has = (program: string, ...args: string[]) => spawnSync(program, args, { stdio: 'ignore' }).error === undefined;
const words = (text: string) => text.replace(/[\s\u00ad\ufeff]+/g, ' ').trim();

let workbench: TemporaryWorkbench;
let ids: string[];
let folder: string;
/** A library with both stories, for the time of a test. */
async function setUp(): Promise<void> {
  workbench = await temporaryWorkbench();
  folder = await temporaryFolder();
  ids = [];
  for (const name of ['lithium-corridor.txt', 'orbital-debris.md']) {
    const base64 = readFileSync(`tests/fixtures/${name}`).toString('base64');
    const result = await workbench.api.intake.importPage({ fileName: name, base64 });
    if (result.status === 'imported') ids.push(result.storyId);
  }
}

type Options = Parameters<TemporaryWorkbench['api']['publishing']['exportStory']>[0]['options'];
async function exported(index: number, format: Format, publish: Options['publish'] = {}) {
  const { files } = await workbench.api.publishing.exportStory({ id: ids[index] ?? '', options: { format, publish } });
  return files.map(({ fileName, text, base64 }) => ({
    fileName,
    bytes: text ? Buffer.from(text) : Buffer.from(base64 ?? '', 'base64'),
  }));
}
async function written(index: number, format: Format, publish: Options['publish'] = {}): Promise<string> {
  const files = await exported(index, format, publish);
  const inside = path.join(folder, `${format}-${index}-${JSON.stringify(publish).replace(/\W+/g, '')}`);
  await mkdir(inside, { recursive: true });
  for (const { fileName, bytes } of files) await writeFile(path.join(inside, fileName), bytes);
  return path.join(inside, files[0]?.fileName ?? '');
}

/** The sentences of the story that every format shows as they are. */
const SENTENCES = [
  [
    'Two refineries in Antofagasta moved from plan to permit this winter',
    '“Whoever owns the reference owns the margin,” one trader said'.replace(/[“”]/g, '"'),
    'Strategic Significance',
    'Will the index publisher submit to supervision before the first contracts settle?',
  ],
  [
    'A clause nobody read is now the clause everybody prices',
    'Disposal plans are a condition, not a discount',
    'Old excess',
    '7.5 %',
  ],
];

describe.skipIf(!has('soffice', '--version'))('LibreOffice', () => {
  it.each([
    ['with citations in the text', 0, {}],
    ['with footnotes', 1, { citations: 'footnotes' as const, contents: true }],
  ])(
    'opens the Word file %s and reads its text',
    async (_, index, publish) => {
      await setUp();
      const docx = await written(index, 'docx', publish);
      const out = path.join(folder, `office-${index}`);
      await run(
        'soffice',
        [
          `-env:UserInstallation=file://${path.join(folder, 'office-profile')}`,
          '--headless',
          '--convert-to',
          'txt:Text (encoded):UTF8',
          '--outdir',
          out,
          docx,
        ],
        { timeout: 110_000 },
      );
      const text = words(await readFile(path.join(out, path.basename(docx).replace(/docx$/, 'txt')), 'utf8'));
      for (const sentence of SENTENCES[index] ?? []) expect(text).toContain(sentence);
      const sources = index === 0 ? ['Harbour Gazette, March 2026'] : ['Orbit Brief, September 2025'];
      for (const source of sources) expect(text).toContain(source);
    },
    120_000,
  );
});

describe.skipIf(!has('pdftotext', '-v') || !findChromium())('Poppler', () => {
  it.each([0, 1])(
    'reads the words of the PDF in their order (%i)',
    async (index) => {
      await setUp();
      const pdf = await written(index, 'pdf');
      const { stdout } = await run('pdftotext', ['-raw', pdf, '-']);
      // Lines are broken anew, words at the end of one are not parted.
      const text = words(stdout);
      let at = 0;
      for (const sentence of SENTENCES[index] ?? []) {
        const found = text.indexOf(sentence, index === 0 ? at : 0);
        expect(found, sentence).toBeGreaterThanOrEqual(0);
        at = found;
      }
      // Each page ends with its number.
      const { stdout: laidOut } = await run('pdftotext', ['-layout', pdf, '-']);
      const pages = laidOut.replace(/\f$/, '').split('\f');
      expect(pages.map((page) => page.trim().split('\n').at(-1)?.trim())).toEqual(
        pages.map((_, page) => String(page + 1)),
      );
      const bytes = (await readFile(pdf)).toString('latin1');
      // Tagged, with bookmarks, its fonts inside.
      expect(bytes).toContain('/MarkInfo');
      expect(bytes).toContain('/Outlines');
      const { stdout: fonts } = await run('pdffonts', [pdf]);
      for (const line of fonts.trim().split('\n').slice(2)) expect(line).toMatch(/ yes (?:yes|no) +(?:yes|no) /);
    },
    60_000,
  );
});

describe.skipIf(!has('pandoc', '--version'))('Pandoc', () => {
  it.each(['galley-house', 'apa', 'chicago-author-date', 'ieee'])(
    'reads our Pandoc Markdown, and its citeproc prints the same citations in %s',
    async (styleId) => {
      await setUp();
      for (const index of [0, 1]) {
        const file = await written(index, 'pandoc');
        const { stdout } = await run(
          'pandoc',
          [
            path.basename(file),
            '--from',
            'markdown',
            '--to',
            'plain',
            '--wrap',
            'none',
            '--citeproc',
            '--csl',
            path.resolve(`data/styles/${styleId}.csl`),
            '--metadata',
            'lang=en-US',
          ],
          // In a system without a language of its own Pandoc finds no file whose name is not plain ASCII.
          { cwd: path.dirname(file), env: { ...process.env, LC_ALL: 'C.UTF-8' } },
        );
        const { files } = await workbench.api.publishing.exportStory({
          id: ids[index] ?? '',
          options: { format: 'html', styleId },
        });
        const html = files[0]?.text ?? '';
        const ours = [...html.matchAll(/<(?:span|sup) class="citation" id="cite-\d+">([\s\S]*?)<\/(?:span|sup)>/g)].map(
          ([, inside = '']) =>
            words(
              inside
                .replace(/<[^>]+>/g, '')
                .replace(/&amp;/g, '&')
                .replace(/&#x27;|&#39;/g, "'"),
            ),
        );
        expect(ours.length).toBeGreaterThan(2);
        // Pandoc turns apostrophes round, and writes its own no-break spaces.
        const theirs = words(stdout).replace(/[‘’]/g, "'");
        for (const citation of ours) expect(theirs).toContain(citation.replace(/[‘’]/g, "'").replace(/\u00a0/g, ' '));
      }
    },
    60_000,
  );
});
