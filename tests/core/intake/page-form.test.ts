// A story page comes out of the library as it went in, byte for byte.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryPage } from './arbitrary-page.ts';
import { markdownOf, takeIn } from './desk.ts';

it('any story page is exported as it was imported', () => {
  fc.assert(
    fc.property(arbitraryPage, (page) => {
      expect(markdownOf(takeIn(page), 'page')).toBe(page);
    }),
    { numRuns: 40 },
  );
});
