import { describe, expect, it } from 'vitest';
import { copiesIn } from '#renderer/sources/dropped-files.ts';

const placed = (path: string) => ({ path, file: new File([''], path.split('/').at(-1) ?? '') });
const sorted = (...paths: string[]) =>
  copiesIn(paths.map(placed)).map(({ file, beside }) => [file.name, beside.map(({ path }) => path)]);

describe('files that are dropped', () => {
  it('are a copy each', () => {
    expect(sorted('a.pdf', 'b.txt')).toEqual([
      ['a.pdf', []],
      ['b.txt', []],
    ]);
  });

  it.each(['_files', '-Dateien', '_fichiers', ''])(
    'go with the page that their folder belongs to: page%s',
    (ending) => {
      expect(sorted(`page${ending}/a.js`, 'page.html', `page${ending}/img/b.png`)).toEqual([
        ['page.html', [`page${ending}/a.js`, `page${ending}/img/b.png`]],
      ]);
    },
  );

  it('are left out where their page is not there', () => {
    expect(sorted('other_files/a.js', 'page.html')).toEqual([['page.html', []]]);
    expect(sorted('page_files/a.js')).toEqual([]);
  });
});
