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
