// Odd things that writers do: the text does what they mean.
import type { Page } from '@playwright/test';
import { expect, openFromList, saved, storyText, test } from './workbench.ts';

const CHIP = '(Northern Tidings, February 2026)';

async function newStory(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+n');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Odd');
  await page.keyboard.press('Enter');
  await expect(storyText(page)).toBeFocused();
}

/** The blocks of the text, each as it reads. */
const blocks = (page: Page) =>
  storyText(page).evaluate((text) => Array.from(text.children, (block) => (block.textContent ?? '').trim()));

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('Escape leaves a menu and keeps the caret where it was', async ({ workbench: page }) => {
  await newStory(page);
  await page.keyboard.type('See [[zzzz');
  await expect(page.getByText('No story is called that.')).toBeVisible();
  await press(page, 'Escape');
  await expect(page.getByText('No story is called that.')).toHaveCount(0);
  await page.keyboard.type(' and on');
  await press(page, 'Escape');
  await page.keyboard.type(', still here');
  await expect.poll(() => blocks(page)).toEqual(['See [[zzzz and on, still here']);
  await press(page, 'Enter');
  await page.keyboard.type('/zzz');
  await press(page, 'Escape');
  await page.keyboard.type('z');
  await expect.poll(() => blocks(page)).toEqual(['See [[zzzz and on, still here', '/zzzz']);
});

test('an at sign within a word is text, and stays text after Escape', async ({ workbench: page }) => {
  await newStory(page);
  await page.keyboard.type('desk@north.example');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await page.keyboard.type(' @nor');
  await page.getByRole('listbox').waitFor();
  await press(page, 'Escape');
  await page.keyboard.type('th');
  await press(page, 'Backspace');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  // A command takes all back that it typed.
  await press(page, 'Control+Shift+c', 'Escape');
  await expect.poll(() => blocks(page)).toEqual(['desk@north.example @nort']);
});

test('undo takes an inserted citation back to what was typed, redo brings it again', async ({ workbench: page }) => {
  await newStory(page);
  await page.keyboard.type('It failed @north');
  await page.getByRole('listbox').waitFor();
  await press(page, 'Enter');
  await page.keyboard.type(' twice');
  await expect.poll(() => blocks(page)).toEqual([`It failed ${CHIP} twice`]);
  await press(page, 'Control+z', 'Control+z');
  await expect.poll(() => blocks(page)).toEqual(['It failed @north']);
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await press(page, 'Control+Shift+z', 'Control+Shift+z');
  await expect.poll(() => blocks(page)).toEqual([`It failed ${CHIP} twice`]);
});

test('a chip at the edges of a paragraph is passed, selected and deleted like a letter', async ({
  workbench: page,
}) => {
  await newStory(page);
  await page.keyboard.type('@north');
  await page.getByRole('listbox').waitFor();
  await press(page, 'Enter', 'Home');
  await page.keyboard.type('Before ');
  await press(page, 'End');
  await page.keyboard.type(' after');
  await expect.poll(() => blocks(page)).toEqual([`Before ${CHIP} after`]);
  const chip = storyText(page).locator('.cite');
  for (let step = 0; step < ' after'.length; step += 1) await press(page, 'ArrowLeft');
  await press(page, 'ArrowLeft');
  await expect(chip).toHaveAttribute('data-selected', 'true');
  await press(page, 'ArrowLeft');
  await expect(chip).not.toHaveAttribute('data-selected');
  await press(page, 'Delete');
  await expect.poll(() => blocks(page)).toEqual(['Before  after']);
  await press(page, 'Control+z', 'Control+a', 'Delete');
  await expect.poll(() => blocks(page)).toEqual(['']);
  await press(page, 'Control+z');
  await expect.poll(() => blocks(page)).toEqual([`Before ${CHIP} after`]);
});

test('a copied citation is one of its own', async ({ workbench: page }) => {
  await newStory(page);
  await page.keyboard.type('One @north');
  await page.getByRole('listbox').waitFor();
  await press(page, 'Enter', 'Shift+Home', 'Control+c', 'End', 'Enter', 'Control+v');
  await expect.poll(() => blocks(page)).toEqual([`One ${CHIP}`, `One ${CHIP}`]);
  // A verdict on one leaves the other as it was.
  await storyText(page).locator('.cite').last().click();
  await page.getByRole('dialog', { name: 'Citation' }).getByText('Contradicts').click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(storyText(page).locator('.cite').last()).toHaveAttribute('data-verdict', 'contradicts');
  await expect(storyText(page).locator('.cite').first()).toHaveAttribute('data-verdict', 'unverified');
});

test('a quick click into the text beside a selected chip puts the caret there', async ({ workbench: page }) => {
  await openFromList(page, /Port Automation/);
  const text = storyText(page);
  await text.locator('.cite').first().click();
  await press(page, 'Escape');
  await text.getByText('What the Clause Says').click();
  await press(page, 'End');
  await page.keyboard.type(', word by word');
  await expect(text.getByRole('heading').nth(1)).toHaveText('What the Clause Says, word by word');
});

test('three dashes become a rule, and double clicks select words beside chips', async ({ workbench: page }) => {
  await newStory(page);
  await page.keyboard.type('Above');
  await press(page, 'Enter');
  await page.keyboard.type('---');
  await press(page, 'Enter');
  await page.keyboard.type('Below @north');
  await page.getByRole('listbox').waitFor();
  await press(page, 'Enter');
  await page.keyboard.type('glued on');
  await expect(storyText(page).locator('hr')).toHaveCount(1);
  await expect.poll(() => blocks(page)).toEqual(['Above', '', `Below ${CHIP}glued on`]);
  const chip = await storyText(page).locator('.cite').boundingBox();
  if (!chip) throw new Error('The chip is on the page.');
  await page.mouse.dblclick(chip.x + chip.width + 14, chip.y + chip.height / 2);
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('glued');
});

test('Enter goes on in a quotation, and leaves it on an empty last line', async ({ workbench: page }) => {
  await newStory(page);
  await page.keyboard.type('> Who pays?');
  await press(page, 'Enter');
  await page.keyboard.type('Nobody yet.');
  await press(page, 'Enter', 'Enter');
  await page.keyboard.type('So they said.');
  await press(page, 'Enter');
  // In the middle it parts the text, and an empty one goes with the key that would leave it.
  await page.keyboard.type('> ');
  await press(page, 'Enter');
  await page.keyboard.type('Behind.');
  await expect.poll(() => blocks(page)).toEqual(['Who pays?Nobody yet.', 'So they said.', 'Behind.']);
  await expect(storyText(page).locator('blockquote')).toHaveCount(1);
  await storyText(page).locator('blockquote').getByText('Who pays?').click();
  await press(page, 'Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
  await expect.poll(() => blocks(page)).toEqual(['Who pays?Nobody yet.', 'So they said.', 'Behind.']);
  await expect(storyText(page).locator('blockquote br')).toHaveCount(2);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByText('Markdown', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText(
    /> Who\s*>\s*> pays\?\s*>\s*> Nobody yet\.\s*So they said\.\s*Behind\./,
  );
});

test('what is dropped from another program stands where it was dropped, formatted, and asks for nothing', async ({
  workbench: page,
  context,
}) => {
  await openFromList(page, /Baltic Cable/);
  const line = storyText(page).getByText('The Nordvik lost power').first();
  const start = await line.evaluate((element) => {
    const [first] = element.getClientRects();
    return { x: first?.left ?? 0, y: ((first?.top ?? 0) + (first?.bottom ?? 0)) / 2 };
  });
  const session = await context.newCDPSession(page);
  const html = 'Dropped <b>here</b><img src="https://e.example/x.png"> ';
  const data = { items: [{ mimeType: 'text/html', data: html }], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...start, data });
  await expect(storyText(page)).toContainText(/Dropped here ?The Nordvik lost power/);
  await expect(storyText(page).locator('strong', { hasText: 'here' })).toBeVisible();
  await saved(page);
  // One step back, like a paste.
  await page.keyboard.press('Control+z');
  await expect(storyText(page)).not.toContainText('Dropped');
});

test('the slider in the margin is called as its heading is, also while that is typed, and goes where it goes', async ({
  workbench: page,
}) => {
  await newStory(page);
  const margin = page.locator('.section-margin').getByRole('slider');
  await page.keyboard.type('## Over');
  await expect(margin).toHaveAccessibleName('Confidence of Over');
  await page.keyboard.type('view');
  await expect(margin).toHaveAccessibleName('Confidence of Overview');
  const top = async () => (await margin.locator('..').boundingBox())?.y ?? Number.NaN;
  const before = await top();
  await press(page, 'Home', 'Enter');
  await expect.poll(top).toBeGreaterThan(before);
  await press(page, 'ArrowDown', 'End');
  await page.keyboard.type(' of it');
  await expect(margin).toHaveAccessibleName('Confidence of Overview of it');
});

test('words between double equals signs become highlighted, and undo brings the signs back', async ({
  workbench: page,
}) => {
  await newStory(page);
  const marks = storyText(page).locator('mark');
  await page.keyboard.type('==All of it== is, x==1 && y==2 and a == b == c are not, ==two words== are');
  await expect(marks).toHaveText(['All of it', 'two words']);
  await expect.poll(() => blocks(page)).toEqual(['All of it is, x==1 && y==2 and a == b == c are not, two words are']);
  await press(page, 'Enter');
  await page.keyboard.type('Now ==this==');
  await expect(marks).toHaveText(['All of it', 'two words', 'this']);
  await press(page, 'Control+z');
  await expect(marks).toHaveText(['All of it', 'two words']);
  await expect.poll(async () => (await blocks(page)).at(-1)).toBe('Now ==this==');
  // Code is as it was typed.
  await press(page, 'Enter');
  await page.keyboard.type('```');
  await press(page, 'Enter');
  await page.keyboard.type('if ==a==');
  await expect.poll(async () => (await blocks(page)).at(-1)).toBe('if ==a==');
  await expect(marks).toHaveCount(2);
});

test('an address that is typed out becomes a link with the space after it, and undo takes the link back', async ({
  workbench: page,
}) => {
  await newStory(page);
  await page.keyboard.type('See https://tidings.example/winch, and on');
  const link = storyText(page).getByRole('link', { name: 'https://tidings.example/winch', exact: true });
  await expect(link).toHaveCount(1);
  await expect.poll(() => blocks(page)).toEqual(['See https://tidings.example/winch, and on']);
  await press(page, 'Control+z', 'Control+z');
  await expect(link).toHaveCount(0);
  await expect(storyText(page)).toContainText('https://tidings.example/winch');
});
