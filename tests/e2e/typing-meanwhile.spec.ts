// Words that are typed while something else is under way: a story that opens, a merge that begins, a copy that is made.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { caretBefore, expect, openFromList, saved, storyText, test } from './workbench.ts';

/** What all stories hold on the disk. */
const stored = (library: string) =>
  readdirSync(path.join(library, 'stories'))
    .map((name) => readFileSync(path.join(library, 'stories', name), 'utf8'))
    .join('\n');

/** Holds answers of the API's procedures back until the function returned is called. */
async function holdBack(page: Page, procedure: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(`**/api/${procedure}**`, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** Brings the open story into a conflict: this window can't save while another does. */
async function intoConflict(page: Page, other: Page): Promise<void> {
  await page.route('**/api/stories.save**', (route) => route.abort());
  await caretBefore(page, 'The Nordvik lost power');
  await page.keyboard.type('MINE ');
  await page.getByRole('alert').waitFor();
  await openFromList(other, /Baltic Cable/);
  await caretBefore(other, 'Three models are on the table');
  await other.keyboard.type('THEIRS ');
  await saved(other);
  await other.close();
  await page.unroute('**/api/stories.save**');
  await page.getByRole('button', { name: 'Compare and merge…' }).waitFor({ timeout: 20_000 });
}

test('what is typed while another story opens is saved where it was typed', async ({ workbench: page, host }) => {
  await openFromList(page, /Baltic Cable/);
  await caretBefore(page, 'The Nordvik lost power');
  const letGo = await holdBack(page, 'stories.get');
  await openFromList(page, /Port Automation/);
  await storyText(page).getByText('The Nordvik lost power').click();
  await page.keyboard.type('LATE WORDS ');
  letGo();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(/^Port Automation/);
  await saved(page);
  expect(stored(host.library)).toContain('LATE WORDS');
});

test('a story stays open where what was typed meanwhile can’t be saved', async ({ workbench: page, problems }) => {
  await openFromList(page, /Baltic Cable/);
  await caretBefore(page, 'The Nordvik lost power');
  const letGo = await holdBack(page, 'stories.get');
  await openFromList(page, /Port Automation/);
  await page.route('**/api/stories.save**', (route) => route.abort());
  await storyText(page).getByText('The Nordvik lost power').click();
  await page.keyboard.type('LATE WORDS ');
  letGo();
  await page.getByRole('alert').filter({ hasText: 'Your text is safe in this window' }).waitFor();
  await expect(storyText(page)).toContainText('LATE WORDS');
  await page.unroute('**/api/stories.save**');
  await saved(page);
  expect(problems.splice(0).every((problem) => problem.includes('ERR_FAILED'))).toBe(true);
});

test('what is typed while two versions are fetched is part of the merge', async ({
  workbench: page,
  context,
  host,
  problems,
}) => {
  await openFromList(page, /Baltic Cable/);
  const other = await context.newPage();
  await other.goto(host.url);
  await intoConflict(page, other);
  const letGo = await holdBack(page, 'history.beforeMerge');
  await page.getByRole('button', { name: 'Compare and merge…' }).click();
  await storyText(page).getByText('The Nordvik lost power').click();
  await page.keyboard.type('LATE WORDS ');
  letGo();
  const merge = page.getByRole('dialog', { name: /^Two versions of/ });
  await merge.getByRole('button', { name: 'Save the merged story' }).click();
  await expect(merge).toBeHidden();
  await expect(storyText(page)).toContainText('LATE WORDS');
  await expect(storyText(page)).toContainText('THEIRS Three models');
  await saved(page);
  expect(stored(host.library)).toContain('LATE WORDS');
  expect(problems.splice(0).every((problem) => /ERR_FAILED|409/.test(problem))).toBe(true);
});

test('what is typed while a copy is made is in the copy', async ({ workbench: page, context, host, problems }) => {
  await openFromList(page, /Baltic Cable/);
  const other = await context.newPage();
  await other.goto(host.url);
  await intoConflict(page, other);
  const letGo = await holdBack(page, 'stories.saveAsCopy');
  await page.getByRole('button', { name: 'Keep mine as a copy' }).click();
  await storyText(page).getByText('The Nordvik lost power').click();
  await page.keyboard.type('LATE WORDS ');
  letGo();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(/\(copy\)$/);
  await expect(storyText(page)).toContainText('LATE WORDS');
  expect(stored(host.library)).toContain('LATE WORDS');
  // Nothing is offered again that is in the copy.
  await page.reload();
  await page.getByRole('list', { name: 'Stories' }).waitFor();
  await page.waitForTimeout(1_000);
  await expect(page.getByRole('region', { name: 'Recovery' })).toHaveCount(0);
  expect(problems.splice(0).every((problem) => /ERR_FAILED|409/.test(problem))).toBe(true);
});

test('a story that was deleted elsewhere while it is written is kept as one of its own', async ({
  workbench: page,
  host,
  problems,
}) => {
  await openFromList(page, /Baltic Cable/);
  await expect(storyText(page)).toContainText('The Nordvik lost power');
  const name = readdirSync(path.join(host.library, 'stories')).find((file) => file.includes('baltic'));
  if (name) rmSync(path.join(host.library, 'stories', name));
  await caretBefore(page, 'The Nordvik lost power');
  await page.keyboard.type('LATE WORDS ');
  await page.getByRole('alert').filter({ hasText: 'was deleted from the library meanwhile' }).waitFor();
  await page.getByRole('button', { name: 'Keep it as a story of its own' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(/^Baltic Cable.*\(copy\)$/);
  await expect(storyText(page)).toContainText('LATE WORDS');
  await openFromList(page, /Port Automation/);
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(/^Port Automation/);
  expect(stored(host.library)).toContain('LATE WORDS');
  expect(problems.splice(0).every((problem) => problem.includes('404'))).toBe(true);
});

test('a save whose answer is lost is no conflict with oneself', async ({ workbench: page, host, problems }) => {
  await openFromList(page, /Baltic Cable/);
  await page.route('**/api/stories.save**', async (route) => {
    // The host saves, and nobody hears of it.
    await route.fetch();
    await route.abort();
  });
  await caretBefore(page, 'The Nordvik lost power');
  await page.keyboard.type('ONCE ');
  await page.getByRole('alert').waitFor();
  await page.unroute('**/api/stories.save**');
  await page.keyboard.type('AND AGAIN ');
  await saved(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(stored(host.library)).toContain('ONCE AND AGAIN');
  expect(problems.splice(0).every((problem) => problem.includes('ERR_FAILED'))).toBe(true);
});

test('what is typed while another briefing or source opens is saved where it was typed', async ({
  workbench: page,
  host,
}) => {
  const saveStatus = page.getByRole('status', { name: 'Save status' });
  await page.keyboard.press('Control+4');
  const title = page.getByRole('textbox', { name: 'Title' });
  for (const name of ['First briefing', 'Second briefing']) {
    await page.getByRole('button', { name: 'New briefing' }).first().click();
    await expect(title).toHaveValue('');
    await title.fill(name);
    await expect(saveStatus).toContainText('Saved');
  }
  let letGo = await holdBack(page, 'briefings.get');
  await page.getByRole('list', { name: 'Briefings' }).getByRole('button', { name: 'First briefing' }).first().click();
  await page.getByRole('textbox', { name: 'Prepared for' }).fill('LATE BRIEFED');
  letGo();
  await expect(title).toHaveValue('First briefing');
  const inRoom = (room: string) =>
    readdirSync(path.join(host.library, room))
      .map((name) => readFileSync(path.join(host.library, room, name), 'utf8'))
      .join('\n');
  expect(inRoom('briefings')).toContain('LATE BRIEFED');

  await page.keyboard.press('Control+2');
  const rows = page.getByRole('grid', { name: 'Sources' }).getByRole('row');
  await rows.nth(1).click();
  const notes = page.getByRole('textbox', { name: 'Notes' });
  await notes.fill('before');
  await expect(saveStatus).toContainText('All changes saved');
  letGo = await holdBack(page, 'sources.get');
  await rows.nth(2).click();
  await notes.fill('LATE NOTED');
  letGo();
  await expect(notes).not.toHaveValue('LATE NOTED');
  expect(inRoom('sources')).toContain('LATE NOTED');
});

test('both versions of a briefing and of a source stay within reach', async ({
  workbench: page,
  context,
  host,
  problems,
}) => {
  const saveStatus = page.getByRole('status', { name: 'Save status' });
  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: 'New briefing' }).first().click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Weekly');
  await expect(saveStatus).toContainText('Saved');
  const other = await context.newPage();
  await other.goto(host.url);
  await other.keyboard.press('Control+4');
  await other.getByRole('list', { name: 'Briefings' }).getByRole('button', { name: 'Weekly' }).first().click();
  // What another window saves comes in where nothing is unsaved.
  await other.getByRole('textbox', { name: 'Prepared for' }).fill('the board');
  await expect(page.getByRole('textbox', { name: 'Prepared for' })).toHaveValue('the board');
  await page.route('**/api/briefings.save**', (route) => route.abort());
  await title.fill('Mine');
  await expect(saveStatus).toContainText('Try again');
  await other.getByRole('textbox', { name: 'Title' }).fill('Theirs');
  await expect(other.getByRole('status', { name: 'Save status' })).toContainText('Saved');
  await page.unroute('**/api/briefings.save**');
  // It is tried again by itself.
  await page.getByRole('button', { name: 'Show the other version' }).click();
  await expect(title).toHaveValue('Theirs');
  await expect(page.getByRole('list', { name: 'Briefings' })).toContainText('Mine (copy)');

  await page.keyboard.press('Control+2');
  await other.keyboard.press('Control+2');
  const noteIn = (window: Page) => window.getByRole('textbox', { name: 'Notes' });
  for (const window of [page, other])
    await window.getByRole('grid', { name: 'Sources' }).getByRole('row').nth(1).click();
  await page.route('**/api/sources.save**', (route) => route.abort());
  await noteIn(page).fill('my note');
  await expect(saveStatus).toContainText('Try again');
  await noteIn(other).fill('their note');
  await expect(other.getByRole('status', { name: 'Save status' })).toContainText('All changes saved');
  await page.unroute('**/api/sources.save**');
  await page.getByRole('button', { name: 'Show theirs' }).click();
  await expect(noteIn(page)).toHaveValue('their note');
  await page.getByRole('button', { name: 'Put mine back' }).click();
  await expect(noteIn(page)).toHaveValue('my note');
  await expect(saveStatus).toContainText('All changes saved');
  await expect(noteIn(other)).toHaveValue('my note');
  expect(problems.splice(0).every((problem) => /ERR_FAILED|409/.test(problem))).toBe(true);
});

test('a briefing whose stories are still being read says nothing of them, and knows its readers when it is exported', async ({
  workbench: page,
}) => {
  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: 'New briefing' }).first().click();
  await page.getByRole('button', { name: 'Add stories…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add stories or sections' });
  await dialog.getByText('Baltic Cable Repairs').click();
  await dialog.getByRole('button', { name: 'Add 1' }).click();
  await expect(page.getByRole('status', { name: 'Save status' })).toContainText('Saved');
  const letGo = await holdBack(page, 'briefings.materials');
  await page.reload();
  await page.getByRole('list', { name: 'Briefings' }).getByRole('button').first().click();
  await expect(page.getByRole('grid', { name: 'Items' })).toContainText('Baltic Cable Repairs');
  await expect(page.getByText('No longer in the library')).toHaveCount(0);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  letGo();
  await expect(page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: /^For|For$/ })).toBeVisible();
});

const details = (page: Page) => page.getByRole('complementary', { name: 'Source details' });
const excerptForms = (page: Page) => details(page).getByRole('form', { name: 'Excerpt' });

/** Shows the excerpts of the first source, two of them just typed. */
async function openExcerpts(page: Page): Promise<void> {
  await page.keyboard.press('Control+2');
  await page.getByRole('row', { name: /The hours between ten and six/ }).click();
  await details(page)
    .getByRole('tab', { name: /Excerpts/ })
    .click();
  for (const passage of ['The first passage.', 'The second passage.']) {
    await details(page).getByRole('button', { name: 'Add an excerpt' }).click();
    await excerptForms(page).getByLabel('Passage').fill(passage);
    await excerptForms(page).getByRole('button', { name: 'Keep' }).click();
    await expect(excerptForms(page)).toHaveCount(0);
  }
}

const excerptLine = (page: Page, text: string) =>
  details(page).getByRole('list', { name: 'Excerpts' }).getByRole('listitem').filter({ hasText: text });

test('an excerpt’s form keeps its words while another one is saved, and what is typed in the same one', async ({
  workbench: page,
}) => {
  await openExcerpts(page);
  await excerptLine(page, 'The first').getByRole('button', { name: 'Edit page and note' }).click();
  await excerptForms(page).getByLabel('Note').fill('A note on the first.');
  let letGo = await holdBack(page, 'excerpts.change');
  await excerptForms(page).getByRole('button', { name: 'Keep' }).click();
  await excerptLine(page, 'The second').getByRole('button', { name: 'Edit page and note' }).click();
  const second = excerptForms(page).filter({ has: page.getByText('The second passage.') });
  await second.getByLabel('Note').fill('A note on the second.');
  letGo();
  await expect(excerptLine(page, 'A note on the first.').locator('.excerpt-note')).toBeVisible();
  await expect(second.getByLabel('Note')).toHaveValue('A note on the second.');

  await page.unroute('**/api/excerpts.change**');
  letGo = await holdBack(page, 'excerpts.change');
  await second.getByRole('button', { name: 'Keep' }).click();
  await second.getByLabel('Note').pressSequentially(' And more.');
  letGo();
  await page.waitForResponse('**/api/excerpts.change**');
  await expect(second.getByLabel('Note')).toHaveValue('A note on the second. And more.');
  await second.getByRole('button', { name: 'Keep' }).click();
  await expect(excerptLine(page, 'And more.').locator('.excerpt-note')).toBeVisible();
});

test('what is typed on in a new excerpt’s form after Keep stays, with the caret in it', async ({ workbench: page }) => {
  await openExcerpts(page);
  await details(page).getByRole('button', { name: 'Add an excerpt' }).click();
  await excerptForms(page).getByLabel('Passage').fill('The third passage.');
  const letGo = await holdBack(page, 'excerpts.add');
  await excerptForms(page).getByRole('button', { name: 'Keep' }).click();
  await excerptForms(page).getByLabel('Note').pressSequentially('Typed');
  letGo();
  await page.waitForResponse('**/api/excerpts.add**');
  await expect(details(page).getByRole('tab', { name: /Excerpts/ })).toContainText('3');
  await page.keyboard.type(' after all.');
  await expect(excerptForms(page).getByLabel('Note')).toHaveValue('Typed after all.');
  await excerptForms(page).getByRole('button', { name: 'Keep' }).click();
  await expect(excerptLine(page, 'The third').locator('.excerpt-note')).toHaveText('Typed after all.');
});

test('a half-written note on an excerpt stands there again when one comes back to its source', async ({
  workbench: page,
}) => {
  await openExcerpts(page);
  await excerptLine(page, 'The first').getByRole('button', { name: 'Edit page and note' }).click();
  await excerptForms(page).getByLabel('Note').fill('Half a note');
  const rows = page.getByRole('grid', { name: 'Sources' }).getByRole('row');
  await rows.filter({ hasNotText: 'The hours between ten and six' }).nth(2).click();
  await expect(excerptForms(page)).toHaveCount(0);
  const row = page.getByRole('row', { name: /The hours between ten and six/ });
  await row.click();
  await expect(excerptForms(page).getByLabel('Note')).toHaveValue('Half a note');
  // The table keeps the focus: its arrow keys lead on.
  await expect(excerptForms(page).locator(':focus')).toHaveCount(0);
  await excerptForms(page).getByRole('button', { name: 'Keep' }).click();
  await expect(excerptLine(page, 'The first').locator('.excerpt-note')).toHaveText('Half a note');
});

test('a pasted text stays in its dialog until the library has it, also when the dialog is left', async ({
  workbench: page,
  problems,
}) => {
  await page.keyboard.press('Control+2');
  await page.getByRole('row', { name: /The hours between ten and six/ }).click();
  await details(page).getByRole('tab', { name: 'Copy' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep a text as a copy' });
  const text = dialog.getByRole('textbox', { name: 'Text' });
  const open = () => details(page).getByRole('button', { name: 'Paste text…' }).click();
  await open();
  await text.fill('A transcript of an hour.');
  await dialog.getByLabel('What it is').fill('Call');
  await page.route('**/api/copies.attachText**', (route) => route.abort());
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The text is not kept yet.');
  await expect(text).toHaveValue('A transcript of an hour.');

  await text.press('Escape');
  await expect(dialog).toHaveCount(0);
  await open();
  await expect(text).toHaveValue('A transcript of an hour.');
  await expect(dialog.getByLabel('What it is')).toHaveValue('Call');
  await page.unroute('**/api/copies.attachText**');
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(details(page).locator('.reader-paper')).toContainText('A transcript of an hour.');
  expect(problems.splice(0).every((problem) => problem.includes('ERR_FAILED'))).toBe(true);

  // What is kept is forgotten here.
  await details(page).getByRole('button', { name: 'Add a copy' }).click();
  await page.getByRole('menuitem', { name: 'Paste text…' }).click();
  await expect(text).toHaveValue('');
});
