// Citations as Pandoc's syntax says them: its citeproc prints what ours prints, and what was written is read again.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCitationPrinter } from '#core/citation/printer.ts';
import { openDocument } from '#core/document/gate.ts';
import type { CitationItem } from '#core/model/citation.ts';
import { newSource } from '#core/model/source.ts';
import { newStory, type SerializedNode } from '#core/model/story.ts';
import { printCite, readCite } from '#core/pandoc/cite-syntax.ts';
import { readPandoc } from '#core/pandoc/read.ts';
import { writePandoc } from '#core/pandoc/write.ts';

const NOW = new Date('2026-03-09T09:00:00Z');
const SOURCE = newSource(
  'k',
  {
    type: 'article-journal',
    title: 'On cables',
    'container-title': 'Wire',
    author: [{ family: 'Doe', given: 'Jane' }],
    issued: { 'date-parts': [[2025, 3]] },
    'citation-key': 'k',
  },
  NOW,
  false,
);
/** An item, and how it is written. */
const ITEMS: [Omit<CitationItem, 'sourceId'>, string][] = [
  [{ suffix: 'and passim' }, '[@k and passim]'],
  [{ suffix: ', and passim' }, '[@k\\, and passim]'],
  [{ suffix: '; see also p. 5' }, '[@k\\; see also p. 5]'],
  [{ suffix: '12 times' }, '[@k []{} 12 times]'],
  [{ suffix: ', 12 times' }, '[@k\\, []{} 12 times]'],
  [{ suffix: 'A12 model' }, '[@k []{} A12 model]'],
  [{ suffix: '. Also' }, '[@k. Also]'],
  [{ suffix: '.x' }, '[@{k}.x]'],
  [{ suffix: ': x' }, '[@k: x]'],
  [{ suffix: '– dash' }, '[@k– dash]'],
  [{ suffix: '(emphasis ours)' }, '[@k (emphasis ours)]'],
  [{ suffix: '[sic]' }, '[@k \\[sic\\]]'],
  [{ locator: '4', label: 'page' }, '[@k, p. 4]'],
  [{ locator: '4–9', label: 'page' }, '[@k, p. 4–9]'],
  [{ locator: 'iv, A', label: 'page' }, '[@k{p. iv\\, A}]'],
  [{ locator: '4', label: 'page', suffix: 'and passim' }, '[@k{p. 4} and passim]'],
  [{ locator: '4', label: 'page', suffix: ', and passim' }, '[@k{p. 4}\\, and passim]'],
  [{ locator: '4', label: 'page', suffix: '; see also p. 5' }, '[@k{p. 4}\\; see also p. 5]'],
  [{ locator: '4', label: 'page', suffix: '12 times' }, '[@k{p. 4} 12 times]'],
  [{ locator: '[n.p.]', label: 'page' }, '[@k{p. [\\[n.p.\\]]{}}]'],
  [{ locator: '{a}[b]', label: 'chapter', suffix: 'and passim' }, '[@k{chap. [\\{a\\}\\[b\\]]{}} and passim]'],
  [{ prefix: 'see, e.g.,', locator: '4', label: 'page' }, '[see\\, e.g.\\, @k, p. 4]'],
];

describe('a citation', () => {
  it.each(ITEMS)('of %j is written as %s, and read again', (item, written) => {
    expect(printCite([{ key: 'k', ...item }])).toBe(written);
    expect(readCite(written.slice(1, -1))).toEqual([{ key: 'k', ...item }]);
  });

  it('in a story says all of itself in the text, and comes back', () => {
    const nodes = ITEMS.map(
      ([item], index): SerializedNode => ({
        type: 'citation',
        version: 1,
        citation: { id: `c${index}`, items: [{ sourceId: 'k', ...item }], verdict: 'unverified', quote: '', note: '' },
      }),
    );
    const element = { version: 1, direction: null, format: '' as const, indent: 0 };
    const paragraph = { ...element, type: 'paragraph', textFormat: 0, textStyle: '', children: nodes };
    const { document } = openDocument({ root: { ...element, type: 'root', children: [paragraph] } });
    const story = { ...newStory('story1', NOW, '2026-03-09'), document };
    const { markdown } = writePandoc(story, { sources: new Map([['k', SOURCE]]) });
    expect(markdown).not.toContain('items=');
    expect(markdown).not.toContain('galley-block');
    const noId = () => {
      throw new Error('Everything has its id already.');
    };
    expect(readPandoc(markdown, noId)?.story).toEqual(story);
  });

  it.each([
    ['@k, p. 4, and passim', { locator: '4', label: 'page', suffix: 'and passim' }],
    ['@k, and passim', { suffix: 'and passim' }],
    ['@k, {pp. iv, vi} with more', { locator: 'iv, vi', label: 'page', suffix: 'with more' }],
    ['@k{ii, A, D-Z}, with a suffix', { locator: 'ii, A, D-Z', suffix: ', with a suffix' }],
    ['@k{}, 99 years later', { suffix: ', 99 years later' }],
  ])('is read as earlier versions and Pandoc’s own manual write it: %s', (text, item) => {
    expect(readCite(text)).toEqual([{ key: 'k', ...item }]);
  });
});

describe.skipIf(spawnSync('pandoc', ['--version']).error !== undefined)('Pandoc’s citeproc', () => {
  it.each(['galley-house', 'apa', 'chicago-author-date', 'ieee', 'modern-language-association', 'vancouver'])(
    'prints each citation as ours does in %s',
    (id) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'galley-cites-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const style = path.resolve(`data/styles/${id}.csl`);
      const printer = createCitationPrinter({
        id,
        xml: readFileSync(style, 'utf8'),
        localeXml: readFileSync('data/styles/locales-en-US.xml', 'utf8'),
      });
      const citations = ITEMS.map(([item], index) => ({
        id: `c${index}`,
        items: [{ sourceId: 'k', ...item }],
        verdict: 'unverified' as const,
        quote: '',
        note: '',
      }));
      const ours = printer.printCitations(citations, new Map([['k', SOURCE]])).map(({ text }) => text);
      writeFileSync(path.join(folder, 'sources.json'), JSON.stringify([{ ...SOURCE.csl, id: 'k' }]));
      const input = ITEMS.map(([item]) => `=${printCite([{ key: 'k', ...item }])}`).join('\n\n');
      const to = ['--from', 'markdown', '--to', 'plain', '--wrap', 'none', '--metadata', 'lang=en-US'];
      const plain = execFileSync('pandoc', [...to, '--citeproc', '--csl', style, '--bibliography', 'sources.json'], {
        cwd: folder,
        input,
        encoding: 'utf8',
      });
      const theirs = Array.from(plain.matchAll(/^=(.*)$/gm), ([, text = '']) => text.replaceAll('\u00a0', ' '));
      expect(theirs).toEqual(ours.map((text) => text.replaceAll('\u00a0', ' ')));
    },
    30_000,
  );
});
