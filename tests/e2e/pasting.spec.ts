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
