// Pasting from elsewhere: what stood there as a block of code, a list or a highlight is one here.
import type { Page } from '@playwright/test';
import { expect, saved, storyText, test } from './workbench.ts';

async function newStory(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+n');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Pasted');
  await page.keyboard.press('Enter');
  await expect(storyText(page)).toBeFocused();
}

const paste = (page: Page, data: Record<string, string>) =>
  storyText(page).evaluate((text, data) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(data)) clipboardData.setData(type, value);
    text.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);

/** The document in short: `paragraph(…)`, texts quoted, with what else a node says of itself. */
async function nodes(page: Page): Promise<string[]> {
  await saved(page);
  return storyText(page).evaluate((text) => {
    type Node = {
      type: string;
      text?: string;
      format?: number;
      listType?: string;
      start?: number;
      language?: string;
      children?: Node[];
    };
    const inShort = (node: Node): string => {
      if (node.type === 'text') return `“${node.text}”${node.format ? `/${node.format}` : ''}`;
      const said = [node.type, node.listType, node.start !== 1 && node.start, node.language].filter(Boolean).join(' ');
      return node.children ? `${said}(${node.children.map(inShort).join(', ')})` : said;
    };
    const editor = (text as unknown as { __lexicalEditor: { getEditorState(): { toJSON(): { root: Node } } } })
      .__lexicalEditor;
    return editor.getEditorState().toJSON().root.children?.map(inShort) ?? [];
  });
}

test('a block of code stays one, with its lines and its language', async ({ workbench: page }) => {
  await newStory(page);
  await paste(page, {
    'text/html': [
      '<p>x</p><pre><code class="language-js">a\n  <span>b</span>\n</code></pre><p>y</p>',
      '<pre class="lang-c++">one<br>two</pre><pre>plain\n\n\tlines</pre>',
      '<pre><div>by</div><div>line</div></pre><pre> \n</pre><p>z <code>in line</code></p>',
    ].join(''),
    'text/plain': 'fallback',
  });
  expect(await nodes(page)).toEqual([
    'paragraph(“x”)',
    'code js(“a”, linebreak, “  b”)',
    'paragraph(“y”)',
    'code c++(“one”, linebreak, “two”)',
    'code(“plain”, linebreak, linebreak, tab, “lines”)',
    'code(“by”, linebreak, “line”)',
    'paragraph(“z ”, “in line”/16)',
  ]);
});

/** A paragraph of a list as Word copies it. */
const wordItem = (place: string, marker: string, words: string) =>
  `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:${place}'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>${words}<o:p></o:p></p>\n`;

test('Word’s lists are lists, nested and numbered as they were, and its highlighting is kept', async ({
  workbench: page,
}) => {
  await newStory(page);
  await paste(page, {
    'text/html': `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"></head>
<body><!--StartFragment--><p class=MsoNormal>Plain <span style='background:yellow;mso-highlight:yellow'>marked</span> <span
style='background:lime;mso-highlight:lime'>green</span> <span style='background:white'>not</span><o:p></o:p></p>
${wordItem('l0 level1 lfo1', '·', 'One <b>bold</b>')}${wordItem('l0 level2 lfo1', 'o', 'Within')}
${wordItem('l0 level3 lfo1', '§', 'Deeper')}${wordItem('l0 level1 lfo1', '·', 'Two')}
${wordItem('l1 level1 lfo2', '3.', 'Three')}${wordItem('l1 level2 lfo2', 'a)', 'Letter')}${wordItem('l1 level1 lfo2', '4.', 'Four')}
<p class=MsoNormal>Between</p>${wordItem('l0 level1 lfo1', '·', 'Alone')}<!--EndFragment--></body></html>`,
    'text/plain': 'fallback',
  });
  expect(await nodes(page)).toEqual([
    'paragraph(“Plain ”, “marked”/128, “ ”, “green”/128, “ not”)',
    'list bullet(listitem(“One ”, “bold”/1), listitem(list bullet(listitem(“Within”), listitem(list bullet(listitem(“Deeper”))))), listitem(“Two”))',
    'list number 3(listitem(“Three”), listitem(list number(listitem(“Letter”))), listitem(“Four”))',
    'paragraph(“Between”)',
    'list bullet(listitem(“Alone”))',
  ]);
});

test('a summary and what it opens are two blocks', async ({ workbench: page }) => {
  await newStory(page);
  await paste(page, {
    'text/html': '<p>z</p><details><summary>Sum</summary>hidden</details><p>after</p>',
    'text/plain': 'fallback',
  });
  expect(await nodes(page)).toEqual([
    'paragraph(“z”)',
    'paragraph(“Sum”)',
    'paragraph(“hidden”)',
    'paragraph(“after”)',
  ]);
});

test('pasted text brings in no control characters', async ({ workbench: page }) => {
  await newStory(page);
  await paste(page, { 'text/plain': 'a\u0000b\u0007 \ud800c' });
  await page.keyboard.press('Enter');
  await paste(page, { 'text/plain': 'one\u000btwo\u0000\u000cthree' });
  await page.keyboard.press('Enter');
  await paste(page, { 'text/html': '<p>so\u0001 <b>here</b>\udc00</p>', 'text/plain': 'fallback' });
  expect(await nodes(page)).toEqual([
    'paragraph(“ab \ufffdc”)',
    'paragraph(“one”)',
    'paragraph(“two”)',
    'paragraph(“three”)',
    'paragraph(“so ”, “here”/1, “\ufffd”)',
  ]);
});

test('nothing of pasted HTML is asked for or reported, even before it is cleaned', async ({
  workbench: page,
  problems,
}) => {
  await newStory(page);
  await saved(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await paste(page, {
    'text/html': [
      '<body onload=alert(1)><style>p{color:red}</style><link rel=stylesheet href=sheet.css>',
      '<p onclick="a > b" title=\'"on\'>Turn on = off <img src=pixel.png srcset="two.png 2x" onerror=alert(1)></p>',
      '<svg/onload=alert(1)><image href=three.png /></svg><video poster=four.png src=five.mp4 ONPLAY = alert(1)></video>',
      '<p><a href="https://north.example/on=1?on=2" onmouseover="x">on=1</a> and <img src=six.png alt="a map" onload></p>',
    ].join('\n'),
    'text/plain': 'fallback',
  });
  expect(await nodes(page)).toEqual(['paragraph(“Turn on = off”)', 'paragraph(link(“on=1”), “ and a map”)']);
  await expect(storyText(page).getByRole('link')).toHaveAttribute('href', 'https://north.example/on=1?on=2');
  expect(asked.filter((pathname) => !pathname.startsWith('/api/'))).toEqual([]);
  expect(problems).toEqual([]);
});
