import { describe, expect, it } from 'vitest';
import { pageText } from '#main/library/copies/html.ts';

const PARAGRAPH =
  'The publisher said the assessment would run every Tuesday and Thursday, on volumes of at least twenty tonnes delivered to bonded warehouses, and that nobody had asked for anything else. ';
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, index) => `<p>Paragraph ${index + 1}. ${PARAGRAPH.repeat(2)}</p>`).join('');
const page = (body: string, head = '') =>
  `<!doctype html><html lang="en-GB"><head><title>A price of its own – Meridian Wire</title>${head}</head><body>${body}</body></html>`;
const read = (html: string, whole = false) => pageText(new TextEncoder().encode(html), { whole });
const wordsOf = (html: string, whole = false) =>
  read(html, whole)
    .blocks.map(({ text }) => text)
    .join('\n');

describe('the text of a page', () => {
  it('is its article in blocks, without what stands around it', () => {
    const html = page(
      `<nav><ul><li><a href="/">Home</a><li><a href="/news">News</a></ul></nav>
       <article><h1>A price of its own</h1>${paragraphs(4)}
       <h2>What follows</h2><blockquote><p>Whoever owns the reference owns the margins.</p></blockquote>
       <ul><li>First <b>point</b><li>Second&nbsp;point</ul>
       <table><tr><th>Region<th>Tonnes<tr><td>Chile<td>1,200</table>
       <pre>one\n  two</pre><p>Line one<br>line two</p></article>
       <footer>All rights reserved</footer>`,
      '<meta name="author" content="Ada Byron"><meta property="article:published_time" content="2026-02-11T08:00:00Z">',
    );
    const text = read(html);
    expect(text).toMatchObject({ byline: 'Ada Byron', language: 'en-GB', published: '2026-02-11T08:00:00Z' });
    expect(text.title).toMatch(/A price of its own/);
    expect(text.problem).toBeUndefined();
    const blocks = text.blocks.filter(({ text: words }) => !words.startsWith('Paragraph'));
    expect(blocks).toEqual([
      { kind: 'heading', text: 'What follows' },
      { kind: 'quote', text: 'Whoever owns the reference owns the margins.' },
      { kind: 'item', text: 'First point' },
      { kind: 'item', text: 'Second\u00a0point' },
      { kind: 'row', text: 'Region\tTonnes' },
      { kind: 'row', text: 'Chile\t1,200' },
      { kind: 'code', text: 'one\n  two' },
      { kind: 'paragraph', text: 'Line one\nline two' },
    ]);
  });

  it('is all of the page where it is asked for, or where there is no article', () => {
    const html = page(
      `<nav>Home</nav><article><h1>T</h1>${paragraphs(4)}</article><footer>All rights reserved</footer>`,
    );
    expect(wordsOf(html)).not.toContain('All rights reserved');
    expect(wordsOf(html, true)).toContain('All rights reserved');
    expect(wordsOf(page('<div>Only <i>a few</i> words.</div>'))).toBe('Only a few words.');
  });

  it.each<[string, Uint8Array]>([
    ['declared', Buffer.from('<meta charset="windows-1251"><p>\u00cf\u00f0\u00e8\u00e2\u00e5\u00f2', 'latin1')],
    [
      'UTF-16 with a mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<!doctype html><p>Привет', 'utf16le')]),
    ],
    ['UTF-8 though it declares Latin-1', Buffer.from('<meta charset="iso-8859-1"><p>Привет')],
  ])('is read in its encoding: %s', (_, bytes) => {
    expect(pageText(bytes, { whole: true }).blocks[0]?.text).toBe('Привет');
  });

  const hidden = 'SECRET';
  it.each([
    ['scripts', `<script>document.write("${hidden}")</script><script src="https://evil.example/x.js"></script>`],
    ['event handlers', `<img src=x onerror="alert('${hidden}')"><body onload="${hidden}">`],
    [
      'frames',
      `<iframe src="https://evil.example" srcdoc="<p>${hidden}</p>">${hidden}</iframe><object data="x">${hidden}</object><embed src=x>`,
    ],
    [
      'forms',
      `<form action="https://evil.example"><input value="${hidden}"><textarea>${hidden}</textarea><select><option>${hidden}</select><button>${hidden}</button></form>`,
    ],
    [
      'styles and links to them',
      `<style>@import url(https://evil.example);p::after{content:"${hidden}"}</style><link rel=stylesheet href="https://evil.example">`,
    ],
    [
      'SVG',
      `<svg><script>${hidden}</script><foreignObject><p>${hidden}</p></foreignObject><style><img src=x onerror=${hidden}></style><title>${hidden}</title></svg>`,
    ],
    ['templates and noscript', `<template><p>${hidden}</p></template><noscript><p>${hidden}</noscript>`],
    [
      'what is hidden',
      `<p hidden>${hidden}</p><p style="display: none">${hidden}</p><div aria-hidden="true">${hidden}</div>`,
    ],
    ['comments', `<!-- ${hidden} --><![CDATA[${hidden}]]>`],
    [
      'annotations of formulas',
      `<math><mi>E</mi><annotation-xml encoding="text/html"><p>${hidden}</p></annotation-xml></math>`,
    ],
  ])('leaves out %s', (_, bait) => {
    for (const whole of [true, false]) {
      const words = wordsOf(page(`<h1>T</h1>${bait}${paragraphs(3)}${bait}`), whole);
      expect(words).toContain('Paragraph 1.');
      expect(words).not.toContain(hidden);
    }
  });

  it.each([
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example/">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    '<a href="javascript:alert(1)">link</a><a href="data:text/html,<script>alert(1)</script>">link</a>',
    '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    '<xmp><script>alert(1)</script></xmp><plaintext><script>',
    '<video poster="https://evil.example"><source src="https://evil.example"></video><img srcset="https://evil.example 2x">',
    '<p>\u0000nul\u0000</p>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<frameset><frame src="https://evil.example"></frameset>',
  ])('is plain text whatever is tried: %s', (bait) => {
    const { blocks } = read(page(`${bait}${paragraphs(3)}`), true);
    for (const block of blocks) expect(Object.keys(block).sort()).toEqual(['kind', 'text']);
  });

  it('is a sentence where scripts or frames would have made it', () => {
    expect(read(page('<div id="root"></div><script>render()</script>')).problem).toMatch(/no text in this page/);
    expect(read('<html><frameset><frame src="a.html"></frameset></html>').problem).toMatch(/frames/);
  });

  it('is read, or refused in a sentence, however deep it is nested', () => {
    const deep = (tag: string) => `${`<${tag}>`.repeat(10_000)}deep`;
    for (const tag of ['div', 'b', 'blockquote', 'table']) {
      const text = read(page(deep(tag)));
      expect(text.problem ?? text.blocks.at(-1)?.text).toMatch(/nested too deeply|deep/);
    }
  });
});
