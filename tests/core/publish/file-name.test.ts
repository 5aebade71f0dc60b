// File names of exports, on every system.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportBaseNames, exportFileName } from '#core/publish/file-name.ts';

describe('the file name of an export', () => {
  it.each([
    ['A / B \\ C: D * E? "F" <G> |H|', 'A B C D E F G H.html'],
    ['...', 'Untitled story.html'],
    ['', 'Untitled story.html'],
    ['.hidden', 'hidden.html'],
    ['The end...', 'The end.html'],
    ['Trailing space ', 'Trailing space.html'],
    ['CON', 'CON_.html'],
    ['nul.txt', 'nul_.txt.html'],
    ['COM¹', 'COM¹_.html'],
    ['console', 'console.html'],
    ['Line\nbreak\tand\u0000nul', 'Line break and nul.html'],
    ['\u202egnp.exe', 'gnp.exe.html'],
    ['ملف الميناء', 'ملف الميناء.html'],
    ['🗂️ Dossier 👩‍👩‍👧', '🗂️ Dossier 👩‍👩‍👧.html'],
    ['half \ud83d pair', 'half pair.html'],
    ['../../etc/passwd', 'etc passwd.html'],
  ])('of %j is %j', (title, name) => {
    expect(exportFileName(title, 'html')).toBe(name);
  });

  it.each([
    ['300 letters', 'x'.repeat(300), 200],
    ['300 Han characters', '文'.repeat(300), 198],
    ['300 families', '👩‍👩‍👧'.repeat(300), 198],
  ])('of %s is cut at a whole character', (_, title, bytes) => {
    const name = exportFileName(title, 'html');
    expect(Buffer.byteLength(name)).toBe(bytes + '.html'.length);
    expect(title.startsWith(name.slice(0, -'.html'.length))).toBe(true);
  });

  it('is one that Windows, macOS and Linux take, whatever the title', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 6 }), (titles) => {
        const names = exportBaseNames(titles);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
        for (const name of names) {
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
          expect(name).not.toMatch(/[<>:"/\\|?*]|^[. ]|[. ]$|^$/);
          expect(name.isWellFormed()).toBe(true);
          expect(exportBaseNames([name])).toEqual([name]);
        }
      }),
    );
  });

  it('is another for a title that differs by case, accents or not at all', () => {
    expect(exportBaseNames(['Ports', 'ports', 'Ports', 'Ports (2)', 'Cafe\u0301', 'CAFÉ'])).toEqual([
      'Ports',
      'ports (2)',
      'Ports (3)',
      'Ports (2) (2)',
      'Café',
      'CAFÉ (2)',
    ]);
    const long = 'x'.repeat(300);
    expect(exportBaseNames([long, long]).map((name) => name.length)).toEqual([200, 200]);
  });
});
