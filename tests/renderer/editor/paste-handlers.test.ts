import { describe, expect, test } from 'vitest';
import { withoutHandlers } from '#renderer/editor/paste-handlers.ts';

describe('handlers in HTML', () => {
  test.each([
    ['<p onclick="a > b" ONLOAD=x>t</p>', '<p data-onclick="a > b" data-ONLOAD=x>t</p>'],
    ['<svg/onload=x><img\nonerror', '<svg/data-onload=x><img\ndata-onerror'],
    ["<a title=' onload=\"' on=1>", "<a title=' onload=\"' data-on=1>"],
    ['<a title="unclosed onload=1 >', '<a title="unclosed data-onload=1 >'],
  ])('%s', (html, inert) => {
    expect(withoutHandlers(html)).toBe(inert);
  });

  test.each([
    'Turn it on = off, onload=1, a < b onclick=c',
    '<a href="https://north.example/p/on=1?x=2 onx=3" title=\'on=1\' alt=a/on=b>once = twice</a>',
    '<p></p onclick=x> &lt;p onclick=x&gt;',
    '',
  ])('stays as it is: %s', (html) => {
    expect(withoutHandlers(html)).toBe(html);
  });

  test('megabytes of what never ends are read once', () => {
    for (const part of ['<a x="', "<a x='y", '<a ', '< ', '<a x = ', '<a\t/on', ' onx', '<a x="">'])
      expect(withoutHandlers(`<a ${part.repeat(300_000)}`).length).toBeGreaterThan(300_000);
  });
});
